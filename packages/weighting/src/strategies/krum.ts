import { type Balancer, type GradientStats, InvalidOptionError } from '@equipoise/core';

import type { StrategyCard } from '../card.ts';
import { checkOptions } from '../options.ts';
import { type Gradients, gramianOf, gramianRule, type GramianRuleState } from '../gramian-rule.ts';
import { at } from '../math/matrix.ts';

/** What {@link krum} can be told. */
export interface KrumOptions {
  /**
   * f, at least 0: how many gradients may be wrong.
   *
   * @defaultValue 0
   */
  readonly byzantineCount?: number;
  /**
   * How many gradients to take the mean of, at least 1; all of them when there are fewer.
   *
   * @defaultValue 1
   */
  readonly selectedCount?: number;
}

const tieTolerance = 1e-12;

/**
 * Krum: takes the mean of the gradients that are nearest to their neighbours, so that a few wrong ones do no harm.
 *
 *     scoreᵢ = Σ |gᵢ − gⱼ|² over the K − f − 2 nearest j     wᵢ = 1/m for the m tasks of least score, 0 for the others
 *
 * Tasks whose scores are equal share their places. With too few tasks for K − f − 2 neighbours one is looked at.
 *
 * @param options - Where this run departs from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when an option is outside its range.
 * @see P. Blanchard, E. M. El Mhamdi, R. Guerraoui, J. Stainer. Machine Learning with Adversaries: Byzantine Tolerant
 *   Gradient Descent. NeurIPS 2017. https://arxiv.org/abs/1703.02757
 */
export function krum(options: KrumOptions = {}): Balancer<GramianRuleState, GradientStats> {
  checkOptions('krum', options, krumCard);
  const { byzantineCount = 0, selectedCount = 1 } = options;
  checkWhole('byzantineCount', byzantineCount, 0);
  checkWhole('selectedCount', selectedCount, 1);
  return gramianRule('krum', (gradients) => {
    const scores = scoresOf(gradients, byzantineCount);
    const chosen = Math.min(selectedCount, scores.length);
    const last = [...scores].sort((first, second) => first - second)[chosen - 1] ?? 0;
    const close = (score: number): boolean => Math.abs(score - last) <= tieTolerance * last;
    const inside = scores.filter((score) => score < last && !close(score)).length;
    const tied = scores.filter(close).length;
    const shared = (chosen - inside) / tied / chosen;
    return { weights: scores.map((score) => (close(score) ? shared : score < last ? 1 / chosen : 0)) };
  });
}

function scoresOf(gradients: Gradients, byzantineCount: number): number[] {
  const longest = gradients.lengths.reduce((most, length) => Math.max(most, length), 0) || 1;
  const gramian = gramianOf({ ...gradients, lengths: gradients.lengths.map((length) => length / longest) });
  const neighbours = Math.max(gramian.length - byzantineCount - 2, 1);
  return gramian.map((row, task) => {
    const distances = gramian.flatMap((other, index) =>
      index === task ? [] : [Math.max(at(row, task) + at(other, index) - 2 * at(row, index), 0)],
    );
    const nearest = distances.sort((first, second) => first - second).slice(0, neighbours);
    return nearest.reduce((total, distance) => total + distance, 0);
  });
}

function checkWhole(option: string, value: unknown, least: number): void {
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least) {
    throw new InvalidOptionError('krum', option, `a whole number of at least ${least}`, value);
  }
}

/** What to know of {@link krum}. */
export const krumCard: StrategyCard = {
  title: 'Krum',
  summary: 'Takes the mean of the gradients that are nearest to their neighbours, so that a few wrong ones do no harm.',
  formula: 'scoreᵢ = Σ |gᵢ − gⱼ|² over the K − f − 2 nearest j;  wᵢ = 1/m for the m tasks of least score',
  paper: 'Machine Learning with Adversaries: Byzantine Tolerant Gradient Descent',
  authors: 'P. Blanchard, E. M. El Mhamdi, R. Guerraoui, J. Stainer',
  venue: 'NeurIPS',
  year: 2017,
  link: 'https://arxiv.org/abs/1703.02757',
  needs: 'gramian',
  state: 'nothing',
  backwardPasses: 'K',
  invariances: ['Multiplying every gradient by one constant changes nothing.', 'The sum of the weights is 1.'],
  options: [
    { name: 'byzantineCount', meaning: 'f, how many gradients may be wrong', defaultValue: '0', range: '0, 1, 2, …' },
    {
      name: 'selectedCount',
      meaning: 'm, how many gradients to take the mean of',
      defaultValue: '1',
      range: '1, 2, 3, …',
    },
  ],
  departures: [
    'Meant for workers that see the same task; the weights of most tasks are 0.',
    'Equal scores share their places; the paper takes the smaller index.',
    'With fewer than f + 3 tasks one neighbour is looked at; TorchJD 0.17 refuses.',
  ],
};
