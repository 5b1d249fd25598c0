import { add, concat, mul, pad, slice, type Tensor } from '@tensorflow/tfjs-core';

import { at } from '../at.ts';
import { InvalidOptionError } from '../errors.ts';
import { lastAxis } from '../layers/define-layer.ts';
import type { Run, Scope, TensorSpec } from '../layers/layer.ts';
import { flag, integer, number } from '../options/option.ts';
import { type CompleteOptionsOf, optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildColumns, type Exchange } from './columns.ts';
import { buildStitch } from './stitch.ts';
import { buildHeads } from './task-heads.ts';

/** Options of {@link sluice}. */
export const sluiceOptions = optionsSchema('sluice', {
  subspaces: integer({
    default: 2,
    min: 1,
    search: [1, 4],
    meaning: 'the parts of the features of a stage that are shared by their own shares',
  }),
  own: number({
    default: 0.9,
    min: 0,
    max: 1,
    search: [0.5, 1],
    meaning: 'the share of itself that a subspace begins with; the others have equal parts of the rest',
  }),
  skip: flag({
    default: true,
    meaning: 'whether heads read a mixture of all stages whose features have the shape of the last',
  }),
});

/** Options of {@link sluice}. */
export type SluiceOptions = OptionsOf<typeof sluiceOptions>;

/** What is known of {@link sluice}. */
export const sluiceCard: ArchitectureCard = {
  name: sluiceOptions.owner,
  title: 'Sluice networks',
  summary:
    'A copy of the encoder for each task; subspaces of the features of all tasks are mixed after each stage, and a head reads a mixture of stages.',
  paper: 'Latent Multi-task Architecture Learning',
  authors: 'S. Ruder, J. Bingel, I. Augenstein, A. Søgaard',
  venue: 'AAAI',
  year: 2019,
  link: 'https://arxiv.org/abs/1705.08142',
  parameters:
    'K · E + (K · subspaces)^2 · S + (skip and sum(number(c == c[S])) > 1 ? K · sum(number(c == c[S])) : 0) + H',
  departures: [
    'The penalty that keeps the subspaces of a layer orthogonal is left out.',
    'The input layer that all tasks share is left out.',
  ],
};

/**
 * Sluice networks: a copy of the encoder for each task. The features of a stage are G subspaces, and after each stage every subspace of every task goes on
 * as a learnt mixture of all of them; a head reads a mixture of the stages.
 *
 *     x̃_k,g = Σ_j Σ_h α_kg,jh x_j,h        features of task k = Σ_l β_k,l x̃_k⁽ˡ⁾
 *
 * α begins near the identity: `own` for a subspace itself, the rest evenly for the others. β begins with 0.9 for the last stage and 0.1 for the others together;
 * it mixes the stages whose features have the shape of the last, and there is none where no other has. With one subspace and without `skip` it is a
 * cross-stitch network. Where G does not divide the features, the last subspace is narrower, and what it lacks counts as 0. A stage is a layer with a matrix
 * or filters, and what follows it; an encoder of one piece is one stage. The data set must have one input, of any sort.
 *
 * Parameters: K · P for P of the encoder, (K G)² for each stage, K for each stage that β mixes, and the heads.
 *
 * Departures: the penalty that keeps the subspaces of a layer orthogonal is left out, and so is the input layer that all tasks share.
 *
 * @param options - Subspaces, how α begins, and the mixture of stages.
 * @throws {@link InvalidOptionError} when an option is out of range, a stage has fewer features than subspaces, or there are several inputs.
 * @see S. Ruder, J. Bingel, I. Augenstein, A. Søgaard. Latent Multi-task Architecture Learning. AAAI 2019. https://arxiv.org/abs/1705.08142
 */
export function sluice(options: SluiceOptions = {}): Architecture {
  const complete = sluiceOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'sluice', options: { ...complete } },
    build(parts) {
      const { tasks, scope } = parts;
      const columns = buildColumns('sluice', parts, (features, place) =>
        buildSluice(features, tasks.length, place, complete),
      );
      const output = at(columns.outputs, columns.outputs.length - 1);
      const mixtures = tasks.map(({ name }) =>
        buildMixture(columns.outputs, complete.skip, scope.child('mixtures').child(name)),
      );
      const heads = buildHeads(parts, output);
      return {
        call(batch, wanted, run) {
          const stages = columns.call(batch, run);
          const featuresOf = (task: number): Tensor =>
            at(mixtures, task)(
              stages.map((features) => at(features, task)),
              run,
            );
          return heads(wanted, featuresOf, run);
        },
      };
    },
  };
}

/** Declares the mixture of all subspaces of all tasks. */
function buildSluice(
  features: TensorSpec,
  tasks: number,
  scope: Scope,
  { subspaces, own }: CompleteOptionsOf<typeof sluiceOptions>,
): Exchange {
  const { shape } = features;
  const channels = lastAxis('sluice', features);
  if (subspaces > channels)
    throw new InvalidOptionError('sluice', 'subspaces', `at most ${channels}, the features of a stage`, subspaces);
  const width = Math.ceil(channels / subspaces);
  const missing = width * subspaces - channels;
  const part: TensorSpec = { shape: [...shape.slice(0, -1), width], dtype: 'float32' };
  const stitch = buildStitch('sluice', part, scope, { count: tasks * subspaces, own });
  const full = (x: Tensor): Tensor =>
    missing > 0 ? pad(x, [...x.shape.slice(1).map((): [number, number] => [0, 0]), [0, missing]]) : x;
  const cut = (x: Tensor, start: number, length: number): Tensor =>
    slice(x, [...x.shape.slice(1).map(() => 0), start], [...x.shape.slice(1).map(() => -1), length]);
  return (given, run) => {
    const pieces = given.flatMap((x) =>
      Array.from({ length: subspaces }, (_, index) => cut(full(x), index * width, width)),
    );
    const mixed = stitch(pieces, run);
    return given.map((_, task) => {
      const whole = concat(mixed.slice(task * subspaces, (task + 1) * subspaces), -1);
      return missing > 0 ? cut(whole, 0, channels) : whole;
    });
  };
}

/** Declares β, over the stages whose features have the shape of the last. */
function buildMixture(
  outputs: readonly TensorSpec[],
  skip: boolean,
  scope: Scope,
): (stages: readonly Tensor[], run: Run) => Tensor {
  const last = outputs.length - 1;
  const shape = at(outputs, last).shape.join();
  const mixed = outputs.flatMap((output, stage) => (skip && output.shape.join() === shape ? [stage] : []));
  if (mixed.length < 2) return (stages) => at(stages, last);
  const beta = scope.weight(
    'beta',
    [mixed.length],
    () => Float32Array.from(mixed, (stage) => (stage === last ? 0.9 : 0.1 / (mixed.length - 1))),
    { decay: false },
  );
  return (stages, run) =>
    mixed
      .map((stage, index) => mul(at(stages, stage), slice(run.weight(beta), [index], [1])))
      .reduce((sum, each) => add(sum, each));
}
