import { survivors } from '../search/pruners/halving.ts';
import { validationGain } from '../study/chosen-arm.ts';
import type { Arm, Study } from '../study/study.ts';
import { plain } from './candidates.ts';
import { type Effort, leftAfter, roundsOf } from './effort.ts';
import type { Stage } from './stages.ts';

/** An arm that is no longer tried, and why. */
export interface RuledOut {
  /** Its name. */
  readonly name: string;
  /** Seeds that it had. */
  readonly seeds: number;
  /** Its Δm on the validation split in percent, against separate models; none where its numbers were not finite. */
  readonly gain?: number;
}

/** What successive halving needs. */
export interface HalvingOptions {
  /** The arms, plain sharing first: it is in every round, and is not ruled out. */
  readonly arms: readonly Arm[];
  /** How much is tried. */
  readonly effort: Effort;
  /** Makes the study of some arms. */
  readonly study: (arms: readonly Arm[], seeds: number) => Study;
  /** Trains it. */
  readonly make: (study: Study) => Promise<Stage>;
  /** Is told how many arms are left when a round begins. */
  readonly onRound: (arms: number) => void;
}

/** What successive halving leaves. */
export interface Halved {
  /** The arms that are tested with all seeds, the best first; plain sharing is not among them. */
  readonly finalists: readonly Arm[];
  /** The others. */
  readonly ruledOut: readonly RuledOut[];
}

/**
 * Tries arms with few seeds, drops the worse ones, and tries the others with more. All are tuned by as many trials; what compares them is Δm on the validation split.
 *
 * @param options - The arms, and what trains them.
 */
export async function successiveHalving({ arms, effort, study, make, onRound }: HalvingOptions): Promise<Halved> {
  let left = arms.filter(({ name }) => name !== plain.name);
  const ruledOut: RuledOut[] = [];
  const rounds = roundsOf(effort);
  for (const [round, seeds] of rounds.entries()) {
    if (left.length <= effort.finalists) break;
    onRound(left.length + 1);
    const { results, diverged } = await make(study([plain, ...left], seeds));
    const gains = new Map(
      left.filter(({ name }) => !diverged.includes(name)).map(({ name }) => [name, validationGain(results, name)]),
    );
    const order = survivors(gains, { eta: 1, mode: 'max' });
    const keep = round === rounds.length - 1 ? effort.finalists : leftAfter(left.length, effort);
    const going = order.slice(0, keep);
    ruledOut.push(
      ...diverged.filter((name) => name !== plain.name).map((name) => ({ name, seeds })),
      ...order.slice(keep).map((name) => ({ name, seeds, gain: gains.get(name) ?? Number.NaN })),
    );
    left = going.flatMap((name) => left.filter((arm) => arm.name === name));
  }
  return { finalists: left, ruledOut };
}
