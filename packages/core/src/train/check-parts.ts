import { isBalancer } from '../balancer.ts';
import { checkSplitNames } from '../check-dataset.ts';
import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { checkKnownOptions } from '../known-options.ts';
import { checkCheckpoint } from './checkpoint.ts';
import type { FitOptions } from './fit-options.ts';

/**
 * Makes sure that the options of a run are known ones, and its parts what they should be: the rest can be read then.
 *
 * @param options - The options, of whatever type: they may come from JavaScript.
 * @throws {@link UnknownOptionError} for an option that does not exist, {@link InvalidOptionError} for a part that is something else,
 *   {@link DataError} when the data set lacks a split.
 */
export function checkParts(options: FitOptions): void {
  checkKnownOptions<FitOptions>('fit', options, {
    dataset: true,
    trunk: true,
    head: true,
    balancer: true,
    epochs: true,
    batchSize: true,
    learningRate: true,
    seed: true,
    headPolicy: true,
    gradientScope: true,
    patience: true,
    diagnoseEvery: true,
    engine: true,
    threads: true,
    onCheckpoint: true,
    resume: true,
    onProgress: true,
    signal: true,
  });
  const { dataset, trunk, head, balancer, onCheckpoint, onProgress, resume } = options;
  requirePart(
    'dataset',
    'a data set, as fromTable(…) makes it',
    dataset,
    isRecord(dataset) && Array.isArray(dataset.tasks),
  );
  checkSplitNames(dataset);
  requirePart('trunk', 'a trunk, as mlp() makes it', trunk, has(trunk, 'build'));
  requirePart('head', 'a head, as mlpHead() makes it', head, head === undefined || has(head, 'build'));
  requirePart('balancer', 'a strategy, as strategies.equal() makes it', balancer, isBalancer(balancer));
  requirePart('resume', 'a checkpoint', resume, resume === undefined || (isRecord(resume) && isRecord(resume.run)));
  if (resume) checkCheckpoint(resume);
  for (const [name, value] of Object.entries({ onCheckpoint, onProgress })) {
    requirePart(name, 'a function', value, value === undefined || typeof value === 'function');
  }
}

function requirePart(option: string, expected: string, received: unknown, holds: boolean): void {
  if (!holds) throw new InvalidOptionError('fit', option, expected, received);
}

function has(value: unknown, method: string): boolean {
  return isRecord(value) && typeof value[method] === 'function';
}
