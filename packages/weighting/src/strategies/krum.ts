import { type Balancer, type GradientStats, integer, optionsSchema, type OptionsOf } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { type Gradients, gramianOf, gramianRule, type GramianRuleState } from '../gramian-rule.ts';
import { entryOrZero } from '../math/matrix.ts';

/** Options of {@link krum}. */
export const krumOptions = optionsSchema('krum', {
  /** f, at least 0: the number of Byzantine (arbitrarily wrong) gradients to tolerate. */
  byzantineCount: integer({ default: 0, min: 0, meaning: 'f, Byzantine gradients to tolerate', search: [0, 2] }),
  /** The number of gradients to average, at least 1; all of them if there are fewer. */
  selectedCount: integer({ default: 1, min: 1, meaning: 'm, gradients to average', search: [1, 8] }),
});

/** Options of {@link krum}. */
export type KrumOptions = OptionsOf<typeof krumOptions>;

const tieTolerance = 1e-12;

/**
 * Krum: averages the task gradients that are nearest to their neighbours: robust to outliers.
 *
 *     scoreᵢ = Σ |gᵢ − gⱼ|² over the K − f − 2 nearest j     wᵢ = 1/m for the m tasks with the smallest scores, 0 for the others
 *
 * Tasks with equal scores share their places. With too few tasks for K − f − 2 neighbours, one neighbour is used.
 *
 * @param options - Options that differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see P. Blanchard, E. M. El Mhamdi, R. Guerraoui, J. Stainer. Machine Learning with Adversaries: Byzantine Tolerant
 *   Gradient Descent. NeurIPS 2017. https://arxiv.org/abs/1703.02757
 */
export function krum(options: KrumOptions = {}): Balancer<GramianRuleState, GradientStats> {
  const { byzantineCount, selectedCount } = krumOptions.read(options);
  return gramianRule(krumOptions, options, (gradients) => {
    const scores = scoresOf(gradients, byzantineCount);
    const chosen = Math.min(selectedCount, scores.length);
    const last = [...scores].sort((first, second) => first.value - second.value)[chosen - 1] ?? { value: 0, size: 0 };
    const apart = ({ value }: Score): number => Math.abs(value - last.value);
    const exact = tieTolerance * last.value;
    const { rank, lost } = gradients.rounding;
    const near = ({ size }: Score): number => (lost > 0 ? rank * (size + last.size) : 0);
    const close = (score: Score): boolean => apart(score) <= Math.max(exact, near(score));
    const inside = scores.filter((score) => score.value < last.value && !close(score)).length;
    const tied = scores.filter(close).length;
    const shared = (chosen - inside) / tied / chosen;
    const unsure = scores.some((score) => apart(score) > exact && apart(score) <= 4 * near(score));
    return {
      weights: scores.map((score) => (close(score) ? shared : score.value < last.value ? 1 / chosen : 0)),
      status: unsure ? 'degenerate' : 'solved',
    };
  });
}

interface Score {
  /** The sum of the squared distances. */
  readonly value: number;
  /** The sum of the squares that they are differences of. */
  readonly size: number;
}

function scoresOf(gradients: Gradients, byzantineCount: number): Score[] {
  const longest = gradients.norms.reduce((most, length) => Math.max(most, length), 0) || 1;
  const gramian = gramianOf({ ...gradients, norms: gradients.norms.map((length) => length / longest) });
  const neighbours = Math.max(gramian.length - byzantineCount - 2, 1);
  return gramian.map((row, task) => {
    const distances = gramian.flatMap((other, index) => {
      const size = entryOrZero(row, task) + entryOrZero(other, index);
      return index === task ? [] : [{ value: Math.max(size - 2 * entryOrZero(row, index), 0), size }];
    });
    const nearest = distances.sort((first, second) => first.value - second.value).slice(0, neighbours);
    return nearest.reduce((total, { value, size }) => ({ value: total.value + value, size: total.size + size }), {
      value: 0,
      size: 0,
    });
  });
}

/** Card of {@link krum}, for the docs and the command line. */
export const krumCard: StrategyCard = {
  title: 'Krum',
  summary: 'Averages the task gradients that are nearest to their neighbours: robust to outliers.',
  formula: 'scoreᵢ = Σ |gᵢ − gⱼ|² over the K − f − 2 nearest j;  wᵢ = 1/m for the m tasks with the smallest scores',
  paper: 'Machine Learning with Adversaries: Byzantine Tolerant Gradient Descent',
  authors: 'P. Blanchard, E. M. El Mhamdi, R. Guerraoui, J. Stainer',
  venue: 'NeurIPS',
  year: 2017,
  link: 'https://arxiv.org/abs/1703.02757',
  needs: 'gramian',
  headPolicy: 'unweighted',
  headsElsewhere: 'As in TorchJD. With weights the heads of the tasks that are left out would not be trained.',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: [
    'Scaling all gradients by the same constant does not change the weights.',
    'The sum of the weights is 1.',
  ],
  options: krumOptions,
  departures: [
    'Designed for workers on the same task; the weights of most tasks are 0.',
    'Equal scores share their places; the paper uses the smaller index.',
    'With fewer than f + 3 tasks one neighbour is used; TorchJD 0.17 throws.',
  ],
};
