import { oneLine } from './show.ts';

/** Names that a message lists at most. */
const most = 10;

/**
 * Names for a message, with commas between: the first ten, and how many more there are.
 *
 * @param names - The names, or the first of them.
 * @param count - How many there are.
 */
export function listed(names: readonly string[], count = names.length): string {
  const shown = names.slice(0, most).map((name) => oneLine(name, 60));
  const more = count - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '') || 'none';
}
