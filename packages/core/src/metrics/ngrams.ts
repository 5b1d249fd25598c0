/**
 * How often each run of n neighbours occurs.
 *
 * @param parts - Words, or characters.
 * @param n - How long a run is.
 */
export function ngrams(parts: readonly string[], n: number): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (let start = 0; start + n <= parts.length; start += 1) {
    const run = parts.slice(start, start + n).join('\u0000');
    counts.set(run, (counts.get(run) ?? 0) + 1);
  }
  return counts;
}

/**
 * How many runs two counts have in common, each as often as the rarer of the two.
 *
 * @param a - Counts.
 * @param b - Others.
 */
export function common(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [run, count] of a) sum += Math.min(count, b.get(run) ?? 0);
  return sum;
}

/**
 * How many runs of n neighbours there are.
 *
 * @param parts - Words, or characters.
 * @param n - How long a run is.
 */
export function runs(parts: readonly string[], n: number): number {
  return Math.max(0, parts.length - n + 1);
}
