import { Option } from 'commander';

import { wholeNumber } from './arguments.ts';

/** What runs the steps. */
export function engineOption(): Option {
  return new Option('--engine <name>', 'what runs our steps').choices(['auto', 'native', 'wasm']).default('auto');
}

/** How many threads a step may use. */
export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads that a step may use').argParser(wholeNumber(1)).default(1);
}

/**
 * Reads an option that is a list of whole numbers of at least `least`, for commander.
 *
 * @param least - The smallest number that makes sense.
 */
export function wholeNumbers(least: number): (text: string) => readonly number[] {
  const read = wholeNumber(least);
  return (text) => text.split(',').map(read);
}

/** Whether to print JSON. */
export function jsonOption(): Option {
  return new Option('--json', 'print one JSON object instead of text');
}
