import { listed } from '@equipoise/core';

import { changeInWords } from '../study/answer.ts';
import type { Interval } from '../statistics/paired-interval.ts';
import type { Gain } from '../study/gains.ts';
import { plain } from './candidates.ts';
import { type Choice, type Decision, type Preference, separate } from './decide.ts';
import type { Recommendation } from './recommendation-schema.ts';

/** What the verdict is made of. */
export interface Facts {
  /** The data set. */
  readonly dataset: string;
  /** What was decided. */
  readonly decision: Decision;
  /** What each arm did on average over the tasks. */
  readonly gains: readonly Gain[];
  /** What the chosen arm did to each task; none of separate models. */
  readonly delta: readonly { readonly task: string; readonly change: Interval; readonly verdict: string }[];
  /** Seeds of the last comparison. */
  readonly seeds: number;
  /** How many ways were ruled out before. */
  readonly ruledOut: number;
  /** What the ways cost. */
  readonly cost: Recommendation['cost'];
  /** What comes first where nothing is shown to be better. */
  readonly prefer: Preference;
  /** What is to be known before believing it. */
  readonly cautions: readonly string[];
}

/**
 * The verdict as a product owner reads it: what to use, how sure that is, and what was ruled out.
 *
 * @param facts - What was found.
 */
export function verdictOf(facts: Facts): string {
  const { chosen } = facts.decision;
  const sentences = chosen.name === separate ? separateWords(facts) : sharedWords(facts, chosen);
  const others = facts.ruledOut;
  const out =
    others === 0 ? [] : [`${others} other ${others === 1 ? 'way was' : 'ways were'} ruled out on the validation rows.`];
  return [...sentences, ...out, ...facts.cautions].join(' ');
}

function separateWords({ dataset, decision, gains, seeds, cost, prefer }: Facts): readonly string[] {
  const count = decision.chosen.groups.length;
  const [best] = [...gains].sort((a, b) => b.change.mean - a.change.mean);
  const first = `${dataset}: train a model for each task, ${count} in all.`;
  if (!best) return [first];
  const hurt = best.verdict === 'hurt';
  const found = `The best way of sharing, ${nameInWords(best.strategy)}, changed the tasks by ${changeInWords(best.change)} on average over ${seeds} seeds`;
  const why = hurt ? 'Sharing made them worse.' : 'Sharing was not shown to help.';
  const seen = Number.isFinite(best.smallestVisible)
    ? `, where a change of ±${best.smallestVisible.toFixed(1)} % would be seen in 4 of 5 studies`
    : '';
  const plainly = gains.find(({ strategy }) => strategy === plain.name);
  const cheaper =
    prefer === 'simple' && plainly && plainly.verdict !== 'hurt'
      ? [
          `One model of all tasks was not shown to be worse and has ${cost.together.parameters} parameters instead of ${cost.separate.parameters}: --prefer cost takes it.`,
        ]
      : [];
  return [first, why, `${found}${hurt ? '' : seen}.`, ...cheaper];
}

function sharedWords({ dataset, decision, gains, delta, seeds, cost }: Facts, chosen: Choice): readonly string[] {
  const models = chosen.groups.length;
  const how =
    models === 1
      ? `train ${listed(chosen.groups[0] ?? [])} in one model, with ${weightsInWords(chosen)}`
      : `train ${models} models with ${weightsInWords(chosen)}: ${chosen.groups.map((group) => `one of ${listed(group)}`).join('; ')}`;
  const gain = gains.find(({ strategy }) => strategy === chosen.name);
  const first = `${dataset}: ${how}.`;
  const size = `That is ${cost.chosen.parameters} parameters instead of the ${cost.separate.parameters} of separate models.`;
  const tasks = delta.map(({ task, change }) => `${task} ${changeInWords(change)}`).join(', ');
  const whole = gain
    ? `Against a model for each task, the tasks change by ${changeInWords(gain.change)} on average over ${seeds} seeds: ${tasks}; positive is better.`
    : '';
  const hurt = delta.filter(({ verdict }) => verdict === 'hurt').map(({ task }) => task);
  const harm = hurt.length > 0 ? [`${listed(hurt)} would do better alone.`] : [];
  const beats = decision.duels.some(
    ({ simpler, other, judgement }) => other === chosen.name && simpler === separate && judgement.verdict === 'better',
  );
  const why = beats ? 'That is better than separate models beyond chance.' : 'No other way was shown to be better.';
  return [first, whole, why, size, ...harm];
}

function weightsInWords({ arm }: Choice): string {
  if (!arm || arm.strategy === plain.strategy) return 'equal weights';
  return arm.strategy === 'fixed' ? 'fixed weights that were searched' : `weights that ${arm.strategy} adapts`;
}

function nameInWords(name: string): string {
  return name === plain.name ? 'one model with equal weights' : `“${name}”`;
}

/**
 * What two ways differ by, as evidence has it.
 *
 * @param decision - What was decided.
 */
export function duelsInWords({ duels }: Decision): readonly string[] {
  return duels.map(({ simpler, other, judgement: { correctedInterval, adjustedP } }) => {
    const p = Number.isFinite(adjustedP) ? `, adjusted p = ${adjustedP.toPrecision(2)}` : '';
    return `“${other}” against “${simpler}”: ${changeInWords(correctedInterval)}${p}.`;
  });
}
