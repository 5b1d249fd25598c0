import type { Compared } from '../compare.ts';
import type { Comparison } from '../study/comparison.ts';
import type { Made } from './details.ts';

/** Comparisons on several data sets, with how they were made: what a profile prints with `--json`. */
export interface ComparisonSummary {
  /** The processor and the system; several, with semicolons between, when results of several were found. */
  readonly machine: string;
  /** The version of Node, likewise. */
  readonly node: string;
  /** The versions of what the numbers depend on. */
  readonly versions: Readonly<Record<string, string>>;
  /** The command that made it. */
  readonly command: string;
  /** The day, as 2026-01-31. */
  readonly date: string;
  /** The comparisons. */
  readonly datasets: readonly Comparison[];
}

/**
 * Puts comparisons together with how they were made.
 *
 * @param compared - The studies with their answers.
 * @param made - How they were made.
 */
export function summaryOf(compared: readonly Compared[], made: Made): ComparisonSummary {
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
