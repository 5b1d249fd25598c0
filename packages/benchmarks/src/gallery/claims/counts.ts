import { signed } from '../../terminal/numbers.ts';
import type { ClaimFinding, ClaimVerdict } from './claim.ts';

/** How often something was so, not so, and unclear. */
export interface Counts {
  /** So. */
  readonly yes: number;
  /** Not so. */
  readonly no: number;
  /** Cannot be told. */
  readonly unclear: number;
}

/**
 * Counts verdicts.
 *
 * @param verdicts - The verdicts: helped counts as yes.
 */
export function countVerdicts(verdicts: readonly ('helped' | 'hurt' | 'unclear')[]): Counts {
  const of = (wanted: string): number => verdicts.filter((verdict) => verdict === wanted).length;
  return { yes: of('helped'), no: of('hurt'), unclear: of('unclear') };
}

/**
 * The verdict on a claim of counts: it holds where most say yes and none no, depends where some say yes, does not hold where none does.
 *
 * @param counts - The counts.
 */
export function verdictOf({ yes, no, unclear }: Counts): ClaimVerdict {
  if (yes + no + unclear === 0) return 'not measured';
  if (yes === 0) return 'does not hold';
  return no === 0 && yes > unclear ? 'holds' : 'depends';
}

/**
 * What an interval of a change says; unclear where there is none.
 *
 * @param low - Its lower end.
 * @param high - Its upper end.
 */
export function intervalVerdict(low = Number.NaN, high = Number.NaN): 'helped' | 'hurt' | 'unclear' {
  if (low > 0) return 'helped';
  return high < 0 ? 'hurt' : 'unclear';
}

/**
 * Counts as a sentence: `3 helped, 1 hurt, 2 unclear`.
 *
 * @param counts - The counts.
 * @param words - What yes and no are called.
 */
export function countsText({ yes, no, unclear }: Counts, [good, bad]: readonly [string, string]): string {
  return `${yes} ${good}, ${no} ${bad}, ${unclear} unclear`;
}

/** A change in percent, and whether it is clear. */
export interface JudgedChange {
  /** What changed. */
  readonly of: string;
  /** By how much. */
  readonly change: number | null;
  /** What its interval says. */
  readonly verdict: 'helped' | 'hurt' | 'unclear';
}

/**
 * What was found of a claim that changes are above 0: how many are, then each.
 *
 * @param found - The changes.
 * @param none - What is said where there are none.
 */
export function findingOf(found: readonly JudgedChange[], none: string): ClaimFinding {
  const counts = countVerdicts(found.map(({ verdict }) => verdict));
  const each = found.map(({ of, change, verdict }) => `${of} ${signed(change, 1)} % (${verdict})`);
  return {
    verdict: verdictOf(counts),
    figures: found.length === 0 ? none : `${countsText(counts, ['helped', 'hurt'])}: ${each.join(', ')}.`,
  };
}
