const millisecondsInDay = 86_400_000;

/**
 * A number or a date as `columnFromCells` writes it among texts.
 *
 * @param value - The number; of a date, its days since the beginning of 1970 (UTC).
 * @param dates - Whether it is a date.
 */
export function numberAsText(value: number, dates: boolean): string {
  return dates ? dateOfDays(value).toISOString() : String(value);
}

/**
 * A time by its days since the beginning of 1970 (UTC), exact to a millisecond.
 *
 * @param days - The days.
 */
export function dateOfDays(days: number): Date {
  return new Date(Math.round(days * millisecondsInDay));
}
