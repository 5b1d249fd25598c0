import { lookup } from '../lookup.ts';
import type { ExampleSpecs } from './batch.ts';
import type { Dataset, DataSource, Split } from './dataset.ts';
import { isJoint, specsOf } from './joint.ts';

/** Training examples of one source. */
export interface Source {
  /** Its name; that of the data set where it has one source. */
  readonly name: string;
  /** What it is called in an error. */
  readonly owner: string;
  /** Its examples. */
  readonly examples: Split | DataSource;
  /** What they are made of. */
  readonly specs: ExampleSpecs;
}

/**
 * The sources of the training examples of a data set: one, unless {@link multiSource} made it of several.
 *
 * @param dataset - The data set.
 */
export function sourcesOf(dataset: Dataset): readonly Source[] {
  const { train } = dataset.splits;
  const owner = `${dataset.name}, train`;
  if (!isJoint(train)) return [{ name: dataset.name, owner, examples: train, specs: dataset }];
  return Object.entries(train.parts).map(([name, examples]) => {
    return { name, owner: `${owner}, ${name}`, examples, specs: specsOf(dataset, lookup(train.sources, name)) };
  });
}
