import { Agent, request } from 'node:http';

/** What clients of a server saw. */
export interface Load {
  /** Answers in a second. */
  readonly perSecond: number;
  /** Milliseconds that half of the answers took at most. */
  readonly median: number;
  /** Milliseconds that 99 % of the answers took at most. */
  readonly p99: number;
  /** Requests without an answer, or with another status than 200. */
  readonly lost: number;
}

/** How much is asked. */
export interface LoadOptions {
  /** Clients that ask, each again as soon as it has its answer. */
  readonly clients: number;
  /** Seconds that are counted. */
  readonly seconds: number;
}

/**
 * Asks servers as fast as they answer.
 *
 * @param urls - The servers: a request goes to all of them, and is answered when the last one has.
 * @param bodies - What is asked, in turn.
 * @param options - How much.
 */
export async function load(
  urls: readonly string[],
  bodies: readonly string[],
  { clients, seconds }: LoadOptions,
): Promise<Load> {
  const agent = new Agent({ keepAlive: true });
  const taken: number[] = [];
  let [asked, lost] = [0, 0];
  const started = performance.now();
  const until = started + seconds * 1000;
  const client = async (): Promise<void> => {
    while (performance.now() < until) {
      const body = bodies[asked++ % bodies.length] ?? '';
      const before = performance.now();
      const statuses = await Promise.all(urls.map((url) => statusOf(`${url}/predict`, body, agent)));
      if (statuses.every((status) => status === 200)) taken.push(performance.now() - before);
      else lost += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const passed = (performance.now() - started) / 1000;
  agent.destroy();
  taken.sort((a, b) => a - b);
  const share = (part: number): number => taken[Math.min(taken.length - 1, Math.floor(taken.length * part))] ?? NaN;
  return { perSecond: taken.length / passed, median: share(0.5), p99: share(0.99), lost };
}

function statusOf(url: string, body: string, agent: Agent): Promise<number | undefined> {
  return new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { method: 'POST', agent, headers }, (answer) => {
      answer.on('end', () => resolve(answer.statusCode)).resume();
    });
    sent.on('error', () => resolve(undefined)).end(body);
  });
}
