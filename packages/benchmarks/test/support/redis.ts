import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Whether this machine has a Redis server; Debian's package redis-server brings it. */
export const hasRedis = spawnSync('redis-server', ['--version']).status === 0;

/** A Redis server of a test's own, on loopback, that writes everything down. */
export interface TestRedis {
  readonly url: string;
  /** Ends it in the middle of what it does, and starts it again on what it had written down. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a Redis server. */
export async function startRedis(...options: readonly string[]): Promise<TestRedis> {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-redis-'));
  const port = await freePort();
  const line = ['--port', `${port}`, '--bind', '127.0.0.1', '--appendonly', 'yes', '--dir', folder, ...options];
  const open = async (): Promise<ChildProcess> => {
    const server = spawn('redis-server', line, { stdio: 'ignore' });
    while (!(await answers(port))) await pause(20);
    return server;
  };
  let server = await open();
  const kill = async (): Promise<void> => {
    const ended = once(server, 'close');
    server.kill('SIGKILL');
    await ended;
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    async restart() {
      await kill();
      server = await open();
    },
    async stop() {
      await kill();
      rmSync(folder, { recursive: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end());
    socket.on('close', (failed) => resolve(!failed)).on('error', () => undefined);
  });
}
