import { oneLine } from '@equipoise/core';
import type { ClassCount, DescribedTarget, TableDescription } from '@equipoise/datasets';

import { counted, grouped, percent } from './describe-counts.ts';

/** Classes that are shown of a target. */
const mostClasses = 6;

/** A share of the most frequent class from which on accuracy says little. */
const imbalanced = 0.8;

/** What was found of one subject. */
export interface Finding {
  /** The subject. */
  readonly title: string;
  /** What was found, a sentence each. */
  readonly sentences: readonly string[];
}

/**
 * What was found in a table beside its columns: targets, what gives them away, how to split, rows that are there twice, and what else to mind. A subject of which nothing was found is left out.
 *
 * @param described - What was found.
 * @param named - Whether the user named the targets.
 */
export function findings(described: TableDescription, named: boolean): readonly Finding[] {
  const { targets, leaks, leakRows, rows, warnings } = described;
  const sampled = leakRows < rows ? ` (looked for in ${grouped(leakRows)} rows, drawn by chance)` : '';
  const leaking = new Set(leaks.map(({ reason }) => reason));
  const others = warnings.filter((warning) => ![...leaking].some((reason) => warning.startsWith(reason)));
  const all: readonly Finding[] = [
    { title: named ? 'Targets' : 'Suggested targets', sentences: targets.map(targetText) },
    {
      title: `Leakage suspects${sampled}`,
      sentences: leaks.map(({ reason, target }) => `${reason} Leave out what is known only when ${target} is.`),
    },
    { title: 'Splits', sentences: splitSentences(described) },
    { title: 'Rows that are there twice', sentences: duplicateSentences(described) },
    { title: 'Mind', sentences: others },
  ];
  return all
    .filter(({ sentences }) => sentences.length > 0)
    .map(({ title, sentences }) => ({ title, sentences: sentences.map((text) => oneLine(text, 1000)) }));
}

function targetText({ name, kind, guess, classes }: DescribedTarget): string {
  const holds = guess.kind === kind ? guess.reason : `${guess.kind}: ${guess.reason}`;
  if (!classes) return `${name} (${kind}): ${holds}`;
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  const shown = classes.slice(0, mostClasses).map((one) => classText(one, total));
  const more = classes.length - shown.length;
  const [first] = classes;
  const skewed = first !== undefined && first.count > imbalanced * total;
  const remark = skewed ? '; imbalanced: accuracy says little' : '';
  const note = guess.kind === kind ? '' : ` (${holds})`;
  return `${name} (${kind}): ${shown.join(', ')}${more > 0 ? ` and ${more} more classes` : ''}${remark}${note}`;
}

function classText({ name, count }: ClassCount, total: number): string {
  return `${oneLine(name, 40)} ${grouped(count)} (${percent(count, total)})`;
}

function splitSentences({ groups, times, targets, sequential }: TableDescription): readonly string[] {
  const byGroup = groups.map(({ name, reason }) => `by ${name}? ${reason}; split: { group: '${name}' }`);
  const byTime = times.map(({ name, reason, splits }) => {
    const how = splits ? `split: { time: '${name}' }` : 'only dates as 2024-12-31 can be split by';
    return `by ${name}? It ${reason}; ${how}`;
  });
  if (byGroup.length + byTime.length > 0 || sequential) return [...byGroup, ...byTime];
  const stratified = targets.some(({ classes }) => classes !== undefined) ? ", or split: 'stratified'" : '';
  return targets.length > 0
    ? [`by chance: no column says that rows belong together or follow in time${stratified}`]
    : [];
}

function duplicateSentences({ duplicates, rows }: TableDescription): readonly string[] {
  const { exact, sameInputs, conflicting } = duplicates;
  const some = (count: number, one: string, many: string): string =>
    `${counted(count, 'row')} ${count === 1 ? one : many}`;
  const copies =
    exact > 0 ? [`${some(exact, 'repeats', 'repeat')} an earlier one in all cells, of ${grouped(rows)}`] : [];
  const inputs = sameInputs > exact ? [`${some(sameInputs, 'repeats', 'repeat')} the inputs of an earlier one`] : [];
  const differing =
    conflicting > 0
      ? [
          `${counted(conflicting, 'row')} share their inputs with a row that has other targets: no model can be right about all of them`,
        ]
      : [];
  return [...copies, ...inputs, ...differing];
}
