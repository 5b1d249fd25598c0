import { reshape, slice, type Tensor } from '@tensorflow/tfjs-core';

import { bpr } from '../../losses/bpr.ts';
import type { Loss } from '../../losses/loss.ts';
import { groupAuc } from '../../metrics/group-auc.ts';
import { mrr } from '../../metrics/mrr.ts';
import { ndcg } from '../../metrics/ndcg.ts';
import { recallAt } from '../../metrics/recall-at.ts';
import { text } from '../../options/option.ts';
import { optionsSchema, type OptionsOf } from '../../options/options-schema.ts';
import { columnOf } from '../column.ts';
import type { Target } from '../target.ts';
import type { TaskKind } from '../task-kind.ts';
import { checkedKind, kindConfig, partsOptions } from './kind-parts.ts';

/** Options of {@link ranking}. */
export const rankingOptions = optionsSchema('ranking', {
  group: text({
    otherwise: 'none: labels come as numbers',
    meaning: 'the column of a table that names the group of each example, such as the user',
  }),
  ...partsOptions('bpr()', '[ndcg(), recallAt(), mrr(), groupAuc()]'),
});

/** Options of {@link ranking}. */
export type RankingOptions = OptionsOf<typeof rankingOptions>;

/**
 * A task that puts the examples of a group in order, such as the items that a user could be shown or the documents found for a query. An example is one
 * item of one group; its head gives a score. Labels are two numbers: the relevance, at least 0, and the number of the group, from 1. The loss compares
 * examples of a group within a batch (`bpr`, `sampledSoftmax`), which should hold several of a group, or is one of a single label or number
 * (`sigmoidCrossEntropy`, `meanSquaredError`) on the relevance alone. Metrics are means over groups; `auc` is over all examples together.
 *
 * @example
 * ranking(); // pairs
 * fromTable({ table, inputs, targets: { rating: { kind: 'ranking', group: 'user' } } });
 * ranking({ loss: sigmoidCrossEntropy(), metrics: [auc(), ndcg({ k: 5 })] }); // relevances 0 and 1, example by example
 *
 * @param options - The column of groups, the loss and the metrics.
 * @returns The kind. It predicts the score, by which the examples of a group are put in order.
 * @throws {@link InvalidOptionError} when loss or metrics do not fit.
 */
export function ranking(options: RankingOptions = {}): TaskKind<number> {
  const name = rankingOptions.owner;
  const {
    group: column,
    loss = bpr(),
    metrics = [ndcg(), recallAt(), mrr(), groupAuc()],
  } = rankingOptions.read(options);
  const isPointwise = loss.form === 'labels' || loss.form === 'numbers';
  const expected = loss.form === 'labels' ? 'a relevance of 0 or 1' : 'a relevance of at least 0';
  return checkedKind({
    name,
    config: kindConfig(name, { ...(column !== undefined && { group: column }) }, loss, metrics),
    outputs: { shape: [1], dtype: 'float32' },
    labels: { shape: [2], dtype: 'float32' },
    ...(column !== undefined && { second: { column, holds: 'groups' as const } }),
    target: { form: isPointwise ? loss.form : 'relevance', count: 1 },
    loss: isPointwise ? ofRelevance(loss) : loss,
    metrics,
    checkLabel({ 0: relevance = Number.NaN, 1: group = Number.NaN }) {
      const isRelevance =
        loss.form === 'labels' ? relevance === 0 || relevance === 1 : relevance >= 0 && relevance < Infinity;
      return isRelevance && Number.isInteger(group) && group >= 1
        ? undefined
        : `${expected}, and the number of a group from 1`;
    },
    decode: ({ 0: score = Number.NaN }) => score,
    decoded: { score: { call: (outputs) => reshape(outputs, [-1]) } },
    scores: ({ outputs, labels }) => [
      { outputs: columnOf(outputs, 1, 0), labels: columnOf(labels, 2, 0).map((relevance) => Number(relevance > 0)) },
    ],
    relevance: ({ outputs, labels }) => ({
      scores: columnOf(outputs, 1, 0),
      relevances: columnOf(labels, 2, 0),
      groups: columnOf(labels, 2, 1),
    }),
  });
}

/** A loss of one label or number on the relevances. */
function ofRelevance(loss: Loss): Loss {
  const relevance = (labels: Tensor): Tensor => slice(labels, [0, 0], [-1, 1]);
  const relevances = (labels: ArrayLike<number>): Float64Array => columnOf(labels, 2, 0);
  const weight = loss.weight?.bind(loss);
  return {
    name: loss.name,
    form: loss.form,
    config: loss.config,
    misfit: (target) => ((loss.outputsPerTarget ?? 1) > 1 ? 'one with a single output' : loss.misfit?.(target)),
    call: (outputs, labels) => loss.call(outputs, relevance(labels)),
    ...(weight && { weight: (labels: Tensor) => weight(relevance(labels)) }),
    ...(loss.fitted && {
      fitted: (training: ArrayLike<number>, target: Target) =>
        ofRelevance(loss.fitted?.(relevances(training), target) ?? loss),
    }),
    ...(loss.constant && {
      constant: (training: ArrayLike<number>, measured: ArrayLike<number>, target: Target) =>
        loss.constant?.(relevances(training), relevances(measured), target) ?? Number.NaN,
    }),
  };
}
