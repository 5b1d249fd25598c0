import { judge, type Judgement } from '../statistics/judge.ts';
import { gainBySeed } from '../study/gains.ts';
import { overlapOf } from '../study/overlap-of.ts';
import { seedsOf, type Arm } from '../study/study.ts';
import type { StudyResults } from '../study/study-results.ts';
import { rankOf } from './candidates.ts';

/** What is preferred where nothing is shown to be better: what is simple, or what has few models. */
export type Preference = 'simple' | 'cost';

/** A way of learning the tasks that is decided about. */
export interface Choice {
  /** Its name: of an arm, or `separate`. */
  readonly name: string;
  /** The arm; none of separate models. */
  readonly arm?: Arm;
  /** The tasks of each model. */
  readonly groups: readonly (readonly string[])[];
}

/** One way beside another. */
export interface Duel {
  /** The simpler one. */
  readonly simpler: string;
  /** The other one. */
  readonly other: string;
  /** How much better the other one is, in percent, on average over the tasks; p is adjusted over all pairs. */
  readonly judgement: Judgement;
}

/** What was decided. */
export interface Decision {
  /** What to use. */
  readonly chosen: Choice;
  /** All that was decided about, the simplest first. */
  readonly ordered: readonly Choice[];
  /** Every two of them beside each other. */
  readonly duels: readonly Duel[];
}

/** The name of separate models among the choices. */
export const separate = 'separate';

/** The rule of the decision, in words. */
export const decisionRule: Readonly<Record<Preference, string>> = {
  simple:
    'Chosen is the simplest way that no other beats significantly: separate models before equal weights, fixed weights and adaptive ones, then fewer models.',
  cost: 'Chosen is the way with the fewest models that no other beats significantly, then the simplest: equal weights before fixed and adaptive ones.',
};

/**
 * Decides between separate models and the arms of a study. One way beats another where the paired difference of their mean changes over the tasks is
 * significant at 5 %, corrected for splits of the same rows and, by Holm, over all pairs.
 *
 * @param results - The results of the study.
 * @param prefer - What comes first.
 */
export function decide(results: StudyResults, prefer: Preference = 'simple'): Decision {
  const tasks = results.study.tasks.map(({ name }) => name);
  const alone: Choice = { name: separate, groups: tasks.map((task) => [task]) };
  const arms = results.study.arms.map((arm): Choice => ({ name: arm.name, arm, groups: arm.groups ?? [tasks] }));
  const ordered = [alone, ...arms].sort((a, b) => compareKeys(keyOf(a, prefer), keyOf(b, prefer)));
  const gains = new Map(
    ordered.map(({ name, arm }) => [name, arm ? gainBySeed(results, name) : seedsOf(results.study).map(() => 0)]),
  );
  const pairs = ordered.flatMap((simpler, place) => ordered.slice(place + 1).map((other) => ({ simpler, other })));
  const judgements = judge(
    pairs.map(({ simpler, other }) => ({
      name: `${other.name} against ${simpler.name}`,
      differences: (gains.get(other.name) ?? []).map(
        (gain, seed) => gain - (gains.get(simpler.name)?.[seed] ?? Number.NaN),
      ),
    })),
    overlapOf(results),
  );
  const duels = judgements.flatMap((judgement, index): readonly Duel[] => {
    const pair = pairs[index];
    return pair ? [{ simpler: pair.simpler.name, other: pair.other.name, judgement }] : [];
  });
  const beaten = new Set(
    duels.flatMap(({ simpler, other, judgement: { verdict } }) =>
      verdict === 'better' ? [simpler] : verdict === 'worse' ? [other] : [],
    ),
  );
  // The one with the best mean is beaten by none.
  const chosen = ordered.find(({ name }) => !beaten.has(name)) ?? alone;
  return { chosen, ordered, duels };
}

/** Architectures other than that of the study come after it. */
function keyOf({ arm, groups }: Choice, prefer: Preference): readonly number[] {
  const key = [arm ? rankOf(arm) : 0, groups.length];
  return [...(prefer === 'cost' ? key.reverse() : key), arm?.architecture ? 1 : 0];
}

function compareKeys(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((value, index) => value !== b[index]);
  return place < 0 ? 0 : (a[place] ?? 0) - (b[place] ?? 0);
}
