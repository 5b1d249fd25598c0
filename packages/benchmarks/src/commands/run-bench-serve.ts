import { EquipoiseError } from '@equipoise/core';

import { measureServe, serveSides } from '../bench/serve/measure-serve.ts';
import { serveText } from '../bench/serve/serve-text.ts';
import { printBench } from './bench-print.ts';
import { benchProgress } from './bench-progress.ts';

/** What `equipoise bench serve` is given. */
export interface BenchServeArguments {
  /** The tasks. */
  readonly tasks?: number;
  /** Clients that ask. */
  readonly clients?: number;
  /** Seconds of a round. */
  readonly seconds?: number;
  /** Rounds. */
  readonly rounds?: number;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise bench serve` is asked: measures and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when onnxruntime-node is not installed.
 */
export async function runBenchServe({
  tasks = 4,
  clients = 16,
  seconds = 3,
  rounds = 3,
  json = false,
}: BenchServeArguments): Promise<void> {
  try {
    import.meta.resolve('onnxruntime-node');
  } catch {
    throw new EquipoiseError('bench serve: the plain side needs the package onnxruntime-node; install it.');
  }
  const progress = benchProgress(rounds * serveSides.length);
  const onMeasured = (): void => progress.next();
  const rows = await measureServe({ tasks, clients, seconds, rounds, onMeasured }).finally(() => progress.clear());
  printBench(rows, { text: serveText, json });
}
