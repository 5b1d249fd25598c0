import { Option } from 'commander';

import { workloadNames } from '../bench/workloads/names.ts';
import { wholeNumber } from './arguments.ts';

/**
 * The strategies that a command works on.
 *
 * @param description - Which, and what is taken when the option is left out.
 */
export function strategiesOption(description: string): Option {
  return new Option('--strategies <list>', description);
}

/**
 * What runs the steps.
 *
 * @param engines - The engines to choose from, besides `auto`.
 */
export function engineOption(engines: readonly string[] = ['native', 'wasm']): Option {
  const description = 'what runs the training steps';
  return new Option('--engine <name>', description).choices(['auto', ...engines]).default('auto');
}

/** Names the workloads, below the help of commands that run them. */
export const workloadsNote = `The workloads are ${workloadNames.join(', ')}.`;

/** How many threads a step may use. */
export function threadsOption(): Option {
  return new Option('--threads <n>', 'threads a training step may use').argParser(wholeNumber(1, 1024)).default(1);
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

/** Where runs are tracked; may be given several times. */
export function trackOption(): Option {
  const collect = (text: string, before: readonly string[] | undefined): readonly string[] => [...(before ?? []), text];
  return new Option(
    '--track <where>',
    'track runs: tensorboard:DIR, mlflow:URI or jsonl:FILE; may be given again',
  ).argParser(collect);
}

/** Where the files of data sets are kept. */
export function cacheOption(): Option {
  return new Option('--cache <dir>', 'folder of the files (default: EQUIPOISE_DATASETS, or the cache of the platform)');
}
