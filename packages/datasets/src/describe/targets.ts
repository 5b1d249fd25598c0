import { isNumberKind, type Table } from '@equipoise/core';

import type { TargetKind } from '../table/targets.ts';
import { type ClassCount, classCounts } from './class-counts.ts';
import type { ColumnFacts } from './column-facts.ts';
import { type GuessedTarget, guessTarget, kindForTable } from './target-kind.ts';

/** A column that can be predicted. */
export interface DescribedTarget {
  /** The column's name. */
  readonly name: string;
  /** What is predicted of it. */
  readonly kind: TargetKind;
  /** What it looks like, and why. */
  readonly guess: GuessedTarget;
  /** Rows of each class, the most frequent first; of a target with classes. */
  readonly classes?: readonly ClassCount[];
}

/** Targets that are suggested at most, by their names and by where they stand. */
const most = { named: 8, last: 4 };

/** Classes that are counted at most. */
const mostClasses = 1000;

/** Names that targets often have, as the last word of a column's name. */
const targetNames =
  'y|y\\d+|g[123]|target|targets|label|labels|class|classes|outcome|output|response|result|' +
  'income|salary|price|demand|sales|quality|rating|score|grade|churn|default|fraud|damage|attrition|exited|survived|survival|diagnosis|' +
  'species|occupancy|occupied|emotion|sentiment|intent|satisfaction|preference|acceptability|comfort|sensation|progression|updrs';

const targetName = new RegExp(`(?:^|[\\s_.-])(?:${targetNames})$`, 'i');

/**
 * A column as a target.
 *
 * @param facts - What the column holds.
 * @param table - The table.
 * @param kind - What is predicted; guessed when left out.
 */
export function describeTarget(facts: ColumnFacts, table: Table, kind?: TargetKind): DescribedTarget {
  const guess = guessTarget(facts);
  const target = { name: facts.name, kind: kind ?? kindForTable(guess.kind), guess };
  if (isNumberKind(target.kind) || facts.distinct > mostClasses) return target;
  return { ...target, classes: classCounts(table, facts.name) };
}

/**
 * The columns that are most likely to be predicted: those with a name that targets have, else the last that can be and is in the table
 * only once, with the labels like it that stand before it.
 *
 * @param columns - The columns that can be inputs or targets.
 * @param repeated - The names of those that another column of the table repeats.
 * @param all - How many columns the table has, others included.
 */
export function suggestTargets(
  columns: readonly ColumnFacts[],
  repeated: ReadonlySet<string>,
  all: number,
): readonly ColumnFacts[] {
  if (all < 2) return []; // There would be no input.
  const possible = columns.filter(
    (facts) =>
      facts.distinct > 1 && facts.type !== 'date' && (facts.type === 'number' || facts.distinct <= mostClasses),
  );
  const named = possible.filter(({ name }) => targetName.test(name));
  if (named.length > 0 && named.length < all) return named.slice(-most.named);
  return lastLabels(possible.filter(({ name }) => !repeated.has(name))).slice(-most.last);
}

/** The last column; where it has two classes and missing cells, as labels have, with the columns before it that are the same. */
function lastLabels(columns: readonly ColumnFacts[]): readonly ColumnFacts[] {
  const isLabel = ({ distinct, missing }: ColumnFacts): boolean => distinct === 2 && missing > 0;
  const other = columns.findLastIndex((facts) => !isLabel(facts));
  return columns.slice(Math.min(other + 1, columns.length - 1));
}
