import { partText } from '../trials/part-config.ts';
import type { Judgement } from '../statistics/judge.ts';
import type { Interval } from '../statistics/paired-interval.ts';
import { effectsOf } from '../study/effects.ts';
import { gainsOf } from '../study/gains.ts';
import type { StudyReport } from '../study/study-report.ts';
import { mainMetric } from '../study/study.ts';
import { ownMetric, type StudyResults } from '../study/study-results.ts';
import { mean } from '../statistics/summary.ts';
import { fixed, signed } from '../terminal/numbers.ts';
import { groupsText } from './candidates.ts';
import { type Decision, decisionRule, type Preference } from './decide.ts';
import type { Proposal } from './propose-groupings.ts';
import type { Recommendation } from './recommendation-schema.ts';
import type { RuledOut } from './successive-halving.ts';
import { duelsInWords, verdictOf } from './words.ts';

/** What the stages came to. */
export interface Found {
  /** The last comparison. */
  readonly report: StudyReport;
  /** What was decided. */
  readonly decision: Decision;
  /** By what rule. */
  readonly prefer: Preference;
  /** What is to be minded of the data. */
  readonly notes: readonly string[];
  /** What it costs. */
  readonly cost: Recommendation['cost'];
  /** The groupings that were proposed. */
  readonly proposal: Proposal;
  /** What successive halving ruled out. */
  readonly ruledOut: readonly RuledOut[];
  /** Arms of the last comparison whose numbers were not finite. */
  readonly diverged: readonly string[];
}

/**
 * What a recommendation says: the verdict, what it stands on, and the other ways.
 *
 * @param found - What the stages came to.
 */
export function findingsOf({
  report,
  decision,
  prefer,
  cost,
  notes,
  proposal,
  ruledOut,
  diverged,
}: Found): Pick<Recommendation, 'verdict' | 'evidence' | 'delta' | 'alternatives' | 'ruledOut' | 'rule'> {
  const { results, comparison } = report;
  const { study } = results;
  const { chosen, duels } = decision;
  const gains = gainsOf(results);
  const effects = effectsOf(results).filter(({ strategy }) => strategy === chosen.name);
  const out = [...ruledOut, ...diverged.map((name) => ({ name, seeds: study.seeds }))];
  const facts = {
    dataset: study.dataset,
    decision,
    gains,
    delta: effects,
    seeds: study.seeds,
    ruledOut: out.length,
    cost,
    prefer,
  };
  return {
    verdict: verdictOf({ ...facts, cautions: comparison.cautions }),
    evidence: [
      ...notes.map((finding) => ({ stage: 'data', finding })),
      { stage: 'baselines', finding: baselinesInWords(results) },
      ...comparison.conflicts.map(({ tasks, verdict, cosine }) => ({
        stage: 'conflict',
        finding: `Gradients of ${tasks.join(' and ')}: ${verdict} (mean cosine ${fixed(cosine, 2)}).`,
      })),
      ...proposalInWords(proposal).map((finding) => ({ stage: 'groupings', finding })),
      ...out.map(({ name, seeds, ...rest }) => ({
        stage: 'successive halving',
        finding: ruledOutInWords(name, seeds, 'gain' in rest ? rest.gain : undefined),
      })),
      ...duelsInWords(decision).map((finding) => ({ stage: 'last comparison', finding })),
    ],
    delta: Object.fromEntries(
      study.tasks.map(({ name }) => [name, written(effects.find(({ task }) => task === name)?.change ?? noChange)]),
    ),
    alternatives: decision.ordered
      .filter(({ name }) => name !== chosen.name)
      .map(({ name, groups, arm }) => {
        const duel = duels.find(
          ({ simpler, other }) => [simpler, other].includes(name) && [simpler, other].includes(chosen.name),
        );
        return {
          name,
          groups: groups.map((group) => [...group]),
          architecture: partText(arm?.architecture ?? study.training.architecture),
          strategy: arm?.strategy ?? 'equal',
          gain: written(gains.find(({ strategy }) => strategy === name)?.change ?? noChange),
          difference: differenceTo(duel?.judgement, duel?.other === name ? 1 : -1),
        };
      }),
    ruledOut: out.map((each) => ({ ...each })),
    rule: decisionRule[prefer],
  };
}

const noChange: Interval = { mean: 0, low: 0, high: 0 };

function written({ mean: estimate, low, high }: Interval): Recommendation['delta'][string] {
  return { estimate, interval: [low, high] };
}

function differenceTo(
  judgement: Judgement | undefined,
  sign: 1 | -1,
): Recommendation['alternatives'][number]['difference'] {
  const {
    mean: estimate,
    low,
    high,
  } = judgement?.correctedInterval ?? { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
  return {
    estimate: sign * estimate,
    interval: sign > 0 ? [low, high] : [-high, -low],
    adjustedP: judgement?.adjustedP ?? Number.NaN,
    smallestVisible: judgement?.smallestDifferenceInFamily ?? Number.NaN,
  };
}

function baselinesInWords(results: StudyResults): string {
  const { tasks } = results.study;
  const values = tasks.map((task) => {
    const { name: metric } = mainMetric(task);
    const value = mean(ownMetric(results.baseline(task.name), { task: task.name, metric }, 'test'));
    return `${task.name} ${metric} ${value.toPrecision(3)}`;
  });
  return `Separate models reach on the test rows: ${values.join(', ')}.`;
}

function proposalInWords({ groupings, by, agreement }: Proposal): readonly string[] {
  const rho = agreement?.rho ?? Number.NaN;
  const trusted = Number.isFinite(rho)
    ? [
        `The cheap affinity orders the pairs of tasks as their measured transfer does with Spearman’s ρ = ${fixed(rho, 2)}.`,
      ]
    : [];
  const proposed = groupings.map((groups) => `Proposed by ${by}: ${groupsText(groups)}.`);
  return [...trusted, ...proposed];
}

function ruledOutInWords(name: string, seeds: number, gain: number | undefined): string {
  const after = `after ${seeds} ${seeds === 1 ? 'seed' : 'seeds'}`;
  if (gain === undefined) return `“${name}” was ruled out ${after}: its numbers were not finite.`;
  return `“${name}” was ruled out ${after}: ${signed(gain, 1)} % against separate models on the validation rows.`;
}
