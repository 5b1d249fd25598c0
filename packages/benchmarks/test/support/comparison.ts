import { type Comparison, comparisonSchema } from '../../src/study/comparison.ts';

/** What `equipoise compare --json` printed. */
export function comparisonOf(text: string): Comparison {
  return comparisonSchema.parse(JSON.parse(text));
}

/** A comparison without its times, which no two runs share. */
export function withoutTimes(text: string): string {
  return JSON.stringify(comparisonOf(text), (key, value: unknown) => (key === 'msPerStep' ? undefined : value));
}
