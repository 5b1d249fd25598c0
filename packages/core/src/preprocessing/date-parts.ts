/** A part of a date. */
export type DatePart = 'year' | 'month' | 'day' | 'weekday' | 'yearday' | 'hour' | 'elapsed';

/** How a part is read of a time. */
interface Part {
  /** The part of a time. */
  readonly of: (time: Date) => number;
  /** Its least value. */
  readonly first: number;
  /** After how many it begins again; a part that never does has none. */
  readonly period?: number;
}

const millisecondsInHour = 3_600_000;
const millisecondsInDay = 24 * millisecondsInHour;

const parts: Readonly<Record<DatePart, Part>> = {
  /** The year. */
  year: { of: (time) => time.getUTCFullYear(), first: 0 },
  /** The month, from 1 to 12. */
  month: { of: (time) => time.getUTCMonth() + 1, first: 1, period: 12 },
  /** The day of the month, from 1 to 31. */
  day: { of: (time) => time.getUTCDate(), first: 1, period: 31 },
  /** The day of the week, from 1, a Monday, to 7, a Sunday, as in ISO 8601. */
  weekday: { of: (time) => time.getUTCDay() || 7, first: 1, period: 7 },
  /** The day of the year, from 1 to 366. */
  yearday: {
    of: (time) => Math.floor((time.getTime() - Date.UTC(time.getUTCFullYear(), 0, 1)) / millisecondsInDay) + 1,
    first: 1,
    period: 365.25,
  },
  /** Hours since midnight, with minutes as a fraction, from 0 to 24. */
  hour: {
    of: (time) => (((time.getTime() % millisecondsInDay) + millisecondsInDay) % millisecondsInDay) / millisecondsInHour,
    first: 0,
    period: 24,
  },
  /** Days since the beginning of 1970, with the time of day as a fraction. */
  elapsed: { of: (time) => time.getTime() / millisecondsInDay, first: 0 },
};

/** The parts of a date. */
export const datePartNames = Object.keys(parts) as unknown as readonly [DatePart, ...DatePart[]];

/**
 * A part of a time, UTC.
 *
 * @param part - Which: `year`, `month` (1 to 12), `day` (1 to 31), `weekday` (1, a Monday, to 7), `yearday` (1 to 366), `hour` (0 to 24, minutes as a fraction), or `elapsed`, the
 *   days since the beginning of 1970.
 * @param days - The time, in days since the beginning of 1970; NaN when it is not known.
 * @returns The part; NaN of a time that is not known.
 */
export function datePart(part: DatePart, days: number): number {
  return Number.isNaN(days) ? days : parts[part].of(new Date(Math.round(days * millisecondsInDay)));
}

/**
 * Where a part stands on its circle, in radians from 0; undefined for one that never begins again.
 *
 *     2π · (x − first) / period
 *
 * @param part - Which.
 * @param value - The part of a time.
 */
export function angleOfPart(part: DatePart, value: number): number | undefined {
  const { first, period } = parts[part];
  return period === undefined ? undefined : (2 * Math.PI * (value - first)) / period;
}

/**
 * Whether a part begins again.
 *
 * @param part - Which.
 */
export function isCyclic(part: DatePart): boolean {
  return parts[part].period !== undefined;
}
