import { z } from 'zod';

const end = z.number().nullable();

/** A published figure beside ours. */
export const figureSchema = z
  .strictObject({
    /** The table that it stands in. */
    table: z.string().min(1),
    /** What it is a figure of. */
    name: z.string().min(1),
    /** Its unit; empty where it has none. */
    unit: z.string(),
    /** Digits after the point that it is shown with. */
    decimals: z.int().min(0),
    /** What is published: as it is shown, and the range that it stands for. A claim of a direction has one end only. */
    published: z.strictObject({ text: z.string().min(1), low: end, high: end }),
    /** What was found, with its interval; an end is null where nothing bounds it. */
    ours: z.strictObject({ estimate: z.number(), low: end, high: end }),
    /** What our interval is: of which confidence, over what. */
    interval: z.string().min(1),
    /** The values behind it, seed by seed; none where it is computed. */
    values: z.array(z.number()).readonly(),
    /** Whether they agree. */
    agreement: z.enum(['inside', 'outside', 'unclear']),
    /** Why they do not, as it was measured. */
    reason: z.string().min(1).optional(),
  })
  .refine(({ agreement, reason }) => agreement === 'inside' || reason !== undefined, {
    message: 'a figure that is not inside needs a reason',
  });

/** A published figure beside ours. */
export type Figure = z.infer<typeof figureSchema>;

/** The ends of a range; null where it has none. */
type Range = Pick<Figure['ours'], 'low' | 'high'>;

/** Wider than rounding of sums, narrower than any printed digit. */
const hair = 1e-9;

/**
 * Whether a published figure and ours agree. A number does where its range and our interval meet. A claim of a direction does where the
 * whole interval lies in it; where only a part of it does, nothing is known. Neither is where our interval has no ends.
 *
 * @param figure - Both ranges.
 */
export function agreementOf({ published, ours }: Pick<Figure, 'published' | 'ours'>): Figure['agreement'] {
  if (ours.low === null || ours.high === null) return 'unclear';
  const { low, high } = ends(published);
  const apart = ours.high < low - hair || ours.low > high + hair;
  if (apart) return 'outside';
  const isNumber = published.low !== null && published.high !== null;
  return isNumber || (ours.low >= low - hair && ours.high <= high + hair) ? 'inside' : 'unclear';
}

function ends({ low, high }: Range): { readonly low: number; readonly high: number } {
  return { low: low ?? Number.NEGATIVE_INFINITY, high: high ?? Number.POSITIVE_INFINITY };
}

/** A figure before it is known whether it agrees; `because` says why not, where it does not. */
export interface OpenFigure extends Omit<Figure, 'agreement' | 'reason'> {
  /** The reason, as it was measured. */
  readonly because?: string;
}

/**
 * A figure with its agreement, and with the reason where there must be one.
 *
 * @param open - The figure.
 */
export function figureOf({ because, ...figure }: OpenFigure): Figure {
  const agreement = agreementOf(figure);
  return { ...figure, agreement, ...(agreement !== 'inside' && because !== undefined && { reason: because }) };
}

/** What a paper printed: the digits stand for half a unit of the last of them to either side. */
export interface Printed {
  /** The number. */
  readonly value: number;
  /** Half a unit of its last digit. */
  readonly half: number;
  /** Digits after the point. */
  readonly decimals: number;
}

/**
 * Reads a number as it is printed: `0.10` stands for 0.095 to 0.105.
 *
 * @param text - Its digits.
 */
export function printed(text: string): Printed {
  const decimals = (text.split('.')[1] ?? '').length;
  return { value: Number(text), half: 0.5 * 10 ** -decimals, decimals };
}

/**
 * The published side of a figure that is a printed number.
 *
 * @param text - Its digits.
 */
export function publishedNumber(text: string): Figure['published'] {
  const { value, half } = printed(text);
  return { text, low: value - half, high: value + half };
}

/**
 * The published side of a claim that something is above 0, or below.
 *
 * @param text - The claim.
 * @param side - On which side.
 */
export function publishedSide(text: string, side: 'above' | 'below'): Figure['published'] {
  return { text, low: side === 'above' ? 0 : null, high: side === 'above' ? null : 0 };
}
