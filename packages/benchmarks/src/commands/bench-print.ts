import { cpus } from 'node:os';

import { terminalWidth } from '../terminal/width.ts';

/** How measurements are printed. */
export interface PrintOptions<Row> {
  /** The measurements as text of at most so many characters in a line. */
  readonly text: (rows: readonly Row[], width: number) => string;
  /** Whether to print one JSON object instead. */
  readonly json: boolean;
  /** What else to say of the machine. */
  readonly machine?: object;
}

/**
 * Prints measurements on standard output.
 *
 * @param rows - The measurements.
 * @param options - How.
 */
export function printBench<Row>(rows: readonly Row[], { text, json, machine = {} }: PrintOptions<Row>): void {
  const answer = { rows, machine: { cpu: cpus()[0]?.model ?? '', node: process.version, ...machine } };
  process.stdout.write(`${json ? JSON.stringify(answer, null, 2) : text(rows, terminalWidth(process.stdout))}\n`);
}
