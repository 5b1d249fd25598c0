import type { DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import type { StudyReport } from '../study/study-report.ts';
import { comparisonSchema } from '../study/comparison-schema.ts';
import type { Provenance } from '../study/kept-study.ts';

const summarySchema = z.strictObject({
  /** The processor and the system; several, with semicolons between, when results of several were found. */
  machine: z.string(),
  /** The version of Node, likewise. */
  node: z.string(),
  /** The versions of what the numbers depend on. */
  versions: z.record(z.string(), z.string()),
  /** The command that made it. */
  command: z.string(),
  /** The day, as 2026-01-31. */
  date: z.string(),
  /** The comparisons. */
  datasets: z.array(comparisonSchema),
});

/** Comparisons on several data sets, with how they were made: what a profile prints with `--json`. */
export type ComparisonSummary = z.infer<typeof summarySchema>;

/** `comparison.json` of several data sets. */
export const summaryDocument: DocumentKind<ComparisonSummary> = {
  kind: 'comparison of several data sets',
  schema: 1,
  parse: (body) => summarySchema.parse(body),
};

/**
 * Puts comparisons together with how they were made.
 *
 * @param compared - The studies with their answers.
 * @param made - How they were made.
 */
export function summaryOf(compared: readonly StudyReport[], made: Provenance): ComparisonSummary {
  const machines = compared.flatMap(({ results }) => results.all.map(({ machine }) => machine));
  const { command, date, version } = made;
  return {
    machine: distinct(machines.map(({ cpu, platform }) => `${cpu}, ${platform}`)),
    node: distinct(machines.map(({ node }) => node)),
    versions: { equipoise: version },
    command,
    date,
    datasets: compared.map(({ comparison }) => comparison),
  };
}

function distinct(values: readonly string[]): string {
  return [...new Set(values)].join('; ');
}
