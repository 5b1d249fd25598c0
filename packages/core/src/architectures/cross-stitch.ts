import { at } from '../at.ts';
import { choice, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import { buildColumns } from './columns.ts';
import { buildStitch } from './stitch.ts';
import { buildHeads } from './task-heads.ts';

/** Options of {@link crossStitch}. */
export const crossStitchOptions = optionsSchema('cross-stitch', {
  own: number({
    default: 0.9,
    min: 0,
    max: 1,
    search: [0.5, 1],
    meaning: 'the share of its own features that a task begins with; the others have equal parts of the rest',
  }),
  unit: choice(['layer', 'channel'], {
    default: 'layer',
    meaning: 'whether the channels of a stage have one matrix of shares, or each has its own',
  }),
});

/** Options of {@link crossStitch}. */
export type CrossStitchOptions = OptionsOf<typeof crossStitchOptions>;

/** What is known of {@link crossStitch}. */
export const crossStitchCard: ArchitectureCard = {
  name: crossStitchOptions.owner,
  title: 'Cross-stitch networks',
  summary:
    'A copy of the encoder for each task; after each stage a task goes on with a learnt mixture of the features of all.',
  paper: 'Cross-stitch Networks for Multi-task Learning',
  authors: 'I. Misra, A. Shrivastava, A. Gupta, M. Hebert',
  venue: 'CVPR',
  year: 2016,
  link: 'https://arxiv.org/abs/1604.03539',
  parameters: 'K · E + K^2 · (equalText(unit, "channel") ? sum(c) : S) + H',
  departures: [
    'The paper has two tasks, and multiplies the learning rate of the shares by 100 to 1000: a group of `fit` with the paths `exchanges` does that.',
  ],
};

/**
 * Cross-stitch networks: a copy of the encoder for each task. After each stage, every task goes on with a learnt mixture of the features of all tasks.
 *
 *     x̃_k = Σ_j α_kj x_j
 *
 * α begins near the identity: `own` for a task itself, (1 − own) / (K − 1) for each other of K tasks. With the identity it is one model for each task. A
 * stage is a layer with a matrix or filters, and what follows it; an encoder of one piece is one stage. The data set must have one input, of any sort.
 *
 * Parameters: K · P for P of the encoder, K² for each stage (times its channels, with a unit for each), and the heads.
 *
 * The paper has two tasks, and multiplies the learning rate of α by 100 to 1000: give `fit` a group of the paths `exchanges` for that. α has no weight decay.
 *
 * @param options - How α begins, and what it belongs to.
 * @throws {@link InvalidOptionError} when an option is out of range, or there are several inputs.
 * @see I. Misra, A. Shrivastava, A. Gupta, M. Hebert. Cross-stitch Networks for Multi-task Learning. CVPR 2016. https://arxiv.org/abs/1604.03539
 */
export function crossStitch(options: CrossStitchOptions = {}): Architecture {
  const { own, unit } = crossStitchOptions.read(options);
  return {
    config: { kind: 'architecture', name: 'cross-stitch', options: { own, unit } },
    build(parts) {
      const columns = buildColumns('cross-stitch', parts, (features, scope) =>
        buildStitch('cross-stitch', features, scope, {
          count: parts.tasks.length,
          own,
          perChannel: unit === 'channel',
        }),
      );
      const last = columns.outputs.length - 1;
      const heads = buildHeads(parts, at(columns.outputs, last));
      return {
        call(batch, wanted, run) {
          const features = at(columns.call(batch, run), last);
          return heads(wanted, (index) => at(features, index), run);
        },
      };
    },
  };
}
