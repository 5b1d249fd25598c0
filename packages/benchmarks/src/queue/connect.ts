import { EquipoiseError, oneLine, reasonOf } from '@equipoise/core';
import type * as bullmqModule from 'bullmq';
import type { Redis } from 'ioredis';

/** BullMQ, and connections to a Redis or Valkey server. */
export interface QueueServer {
  /** BullMQ. */
  readonly bullmq: typeof bullmqModule;
  /** Opens a further connection. */
  readonly connect: () => Redis;
  /** The server's address, without name and password. */
  readonly shown: string;
  /** Ends all connections. */
  close(): Promise<void>;
}

/** Milliseconds that a server has to answer for the first time. */
const firstAnswerMs = 5000;

/**
 * Connects to the Redis or Valkey server that holds the queue. Connections that break later are made again, for as long as that takes.
 *
 * @param url - Its address, `redis://host:6379` or `rediss://host:6380` (TLS). Name and password are in it, or in EQUIPOISE_QUEUE_USERNAME and
 *   EQUIPOISE_QUEUE_PASSWORD.
 * @param variables - The environment.
 * @throws {@link EquipoiseError} when it is no such address, nothing answers there, or BullMQ is not installed; never shows a password.
 */
export async function connectQueue(
  url: string,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<QueueServer> {
  const address = addressOf(url);
  const shown = `${address.protocol}//${address.host}`;
  const [bullmq, ioredis] = await Promise.all([import('bullmq'), import('ioredis')]).catch((error: unknown) => {
    throw new EquipoiseError(
      `--queue needs the packages bullmq and ioredis: npm install bullmq ioredis (${oneLine(reasonOf(error))}).`,
    );
  });
  const { EQUIPOISE_QUEUE_USERNAME: username, EQUIPOISE_QUEUE_PASSWORD: password } = variables;
  const connections: Redis[] = [];
  const connect = (): Redis => {
    const connection = new ioredis.Redis(address.href, {
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
      maxRetriesPerRequest: null, // A server that is started again gets the command then.
      retryStrategy: (times) => Math.min(200 * times, 2000),
    });
    connections.push(connection);
    connection.on('error', () => undefined); // Told by the first answer, or made again.
    return connection;
  };
  const server = {
    bullmq,
    connect,
    shown,
    async close() {
      await Promise.allSettled(connections.map((connection) => connection.quit()));
    },
  };
  await firstAnswer(connect(), shown).catch((error: unknown) => {
    for (const connection of connections) connection.disconnect();
    throw error;
  });
  return server;
}

function addressOf(url: string): URL {
  if (/^rediss?:\/\//.test(url) && URL.canParse(url)) return new URL(url);
  throw new EquipoiseError('--queue must be an address like redis://host:6379 or rediss://host:6379.');
}

async function firstAnswer(connection: Redis, shown: string): Promise<void> {
  let problem = 'nothing answers';
  connection.on('error', (error: unknown) => (problem = reasonOf(error)));
  const late = Symbol('late');
  let timer: NodeJS.Timeout | undefined;
  const answer = await Promise.race([
    connection.ping().catch((error: unknown) => {
      problem = reasonOf(error);
      return late;
    }),
    new Promise<typeof late>((resolve) => {
      timer = setTimeout(() => resolve(late), firstAnswerMs);
    }),
  ]);
  clearTimeout(timer);
  if (answer === late)
    throw new EquipoiseError(`The queue ${shown} cannot be used: ${oneLine(problem.replace(/\.$/, ''))}.`);
}
