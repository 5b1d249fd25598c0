import { inputsOf } from '../architectures/architecture.ts';
import type { Dataset } from '../data/dataset.ts';
import { isJoint } from '../data/joint.ts';
import { type Source, sourcesOf } from '../data/sources-of.ts';
import { InvalidOptionError } from '../errors.ts';
import { listed } from '../listed.ts';
import { proportionalSampling } from '../samplers/proportional.ts';
import type { FitOptions } from './fit-options.ts';

/** How the steps are shared among sources; nothing where there is one. */
export type Sampling = Required<Pick<FitOptions, 'sampler' | 'sourcesPerBatch'>>;

/**
 * The options of `fit` about sources, with their defaults filled in.
 *
 * @param options - The options of `fit`.
 * @param sourcesPerBatch - One of them, read.
 * @throws {@link InvalidOptionError} when the data set has one source and one of them is given, or when tasks cannot have several sources in a batch.
 */
export function readSampling(
  { dataset, sampler }: FitOptions,
  sourcesPerBatch: FitOptions['sourcesPerBatch'] | undefined,
): Partial<Sampling> {
  if (isJoint(dataset.splits.train)) {
    const filled = {
      sampler: sampler ?? proportionalSampling(),
      sourcesPerBatch: sourcesPerBatch ?? 'several',
    } as const;
    if (filled.sourcesPerBatch === 'several') checkMixed(dataset, sourcesOf(dataset));
    return filled;
  }
  for (const [name, value] of Object.entries({ sampler: sampler?.config.name, sourcesPerBatch })) {
    if (value === undefined) continue;
    throw new InvalidOptionError('fit', name, 'left out for a data set that multiSource did not make', value);
  }
  return {};
}

/** In a batch of several sources the inputs of a task must have the same examples. */
function checkMixed({ inputs, tasks }: Dataset, sources: readonly Source[]): void {
  const having = (input: string): string =>
    sources
      .filter(({ specs }) => Object.hasOwn(specs.inputs, input))
      .map(({ name }) => name)
      .join(', ');
  for (const task of tasks) {
    const names = inputsOf(task, inputs);
    if (new Set(names.map(having)).size === 1) continue;
    const places = names.map((name) => `${name} is of ${having(name)}`);
    const expected = `'one' where the inputs of ${task.name} are of different sources (${listed(places)})`;
    throw new InvalidOptionError('fit', 'sourcesPerBatch', expected, 'several');
  }
}
