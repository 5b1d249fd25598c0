import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { load, type Load, type LoadOptions } from './load.ts';
import { trainServedModels } from './serve-models.ts';
import { type RunningServer, startServer } from './start-server.ts';

/** What is measured. */
export interface ServeBenchOptions extends LoadOptions {
  /** The tasks. */
  readonly tasks: number;
  /** How often each side is measured, in turns. */
  readonly rounds: number;
  /** Called after each measurement. */
  readonly onMeasured?: () => void;
}

/** The sides, in their order. */
export const serveSides = ['shared', 'separate', 'plain'] as const;

/** A side of the measurement. */
export type ServeSide = (typeof serveSides)[number];

/** What one side did. */
export interface ServeRow extends Load {
  /** `shared`: one model for all tasks. `separate`: a model and a process for each task. `plain`: the shared model, by ONNX Runtime, one request at a time. */
  readonly side: ServeSide;
  /** The tasks. */
  readonly tasks: number;
  /** Clients that ask. */
  readonly clients: number;
  /** Requests a second by those of `plain`. */
  readonly ratio: number;
}

const command = fileURLToPath(new URL('../../cli.js', import.meta.url));
const plain = fileURLToPath(new URL('plain-process.js', import.meta.url));

/**
 * Measures latency and throughput of one model for all tasks beside a model for each, and beside a plain loop over ONNX Runtime.
 *
 * @param options - What is measured.
 * @returns For each side the round of most answers; requests lost are of all rounds.
 */
export async function measureServe({
  tasks,
  rounds,
  onMeasured,
  ...options
}: ServeBenchOptions): Promise<readonly ServeRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'equipoise-serve-'));
  const running: RunningServer[] = [];
  const start = async (...program: readonly string[]): Promise<string> => {
    const server = await startServer(program);
    running.push(server);
    return server.url;
  };
  const serve = (model: string): Promise<string> => start(command, 'serve', '--model', model, '--port', '0');
  try {
    const models = await trainServedModels(folder, tasks);
    const bodies = models.rows.map((row) => JSON.stringify({ rows: [row] }));
    const separate: string[] = [];
    for (const model of models.separate) separate.push(await serve(model));
    const urls = { shared: [await serve(models.shared)], separate, plain: [await start(plain, models.onnx)] };
    const seen: Record<ServeSide, Load[]> = { shared: [], separate: [], plain: [] };
    for (const side of serveSides) await load(urls[side], bodies, { ...options, seconds: 1 }); // V8 warms up.
    for (let round = 0; round < rounds; round += 1) {
      for (const side of serveSides) {
        seen[side].push(await load(urls[side], bodies, options));
        onMeasured?.();
      }
    }
    const best = (side: ServeSide): Load => ({
      ...seen[side].reduce((most, one) => (one.perSecond > most.perSecond ? one : most)),
      lost: seen[side].reduce((sum, { lost }) => sum + lost, 0),
    });
    return serveSides.map((side) => {
      const found = best(side);
      return { side, tasks, clients: options.clients, ...found, ratio: found.perSecond / best('plain').perSecond };
    });
  } finally {
    for (const server of running) await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
