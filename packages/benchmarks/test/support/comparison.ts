import { type Comparison, comparisonSchema } from '../../src/study/comparison-schema.ts';

/** What `equipoise compare --json` printed, or `comparison.json` holds. */
export function comparisonOf(text: string): Comparison {
  const content = JSON.parse(text) as { document?: unknown };
  delete content.document;
  return comparisonSchema.parse(content);
}

const times = ['msPerStep', 'searchSeconds'];

/** A comparison without its times, which no two trials share. */
export function withoutTimes(text: string): string {
  return JSON.stringify(comparisonOf(text), (key, value: unknown) => (times.includes(key) ? undefined : value));
}
