import type { TargetKind } from '../table/targets.ts';
import type { ColumnFacts } from './column-facts.ts';

/** A column that can be predicted. */
export interface DescribedTarget {
  /** The column's name. */
  readonly name: string;
  /** What is predicted of it. */
  readonly kind: TargetKind;
}

/** Whole numbers that are rather classes than amounts. */
const mostGrades = 10;

/** Targets that are suggested at most. */
const most = 4;

/** Names that targets often have, as the last word of a column's name. */
const targetNames =
  'y|y\\d+|g[123]|target|targets|label|labels|class|classes|outcome|output|response|result|' +
  'income|salary|price|demand|sales|quality|rating|score|grade|churn|default|fraud|damage|attrition|exited|survived|survival|diagnosis|' +
  'species|occupancy|occupied|emotion|sentiment|intent|satisfaction|preference|acceptability|comfort|sensation|progression';

const targetName = new RegExp(`(?:^|[\\s_.-])(?:${targetNames})$`, 'i');

/**
 * What is predicted of a column: one of two classes, of several, or a number.
 *
 * @param facts - What the column holds.
 */
export function targetKind({ type, distinct, whole }: ColumnFacts): TargetKind {
  if (distinct === 2) return 'binary';
  if (type === 'number') return whole && distinct <= mostGrades ? 'multiclass' : 'regression';
  return type === 'date' ? 'regression' : 'multiclass';
}

/**
 * The columns that are most likely to be predicted: those with a name that targets have, else the last that can be and is in the table
 * only once, with the labels like it that stand before it.
 *
 * @param columns - The columns that can be inputs or targets.
 * @param repeated - The names of those that another column of the table repeats.
 */
export function suggestTargets(
  columns: readonly ColumnFacts[],
  repeated: ReadonlySet<string>,
): readonly DescribedTarget[] {
  if (columns.length < 2) return []; // There would be no input.
  const possible = columns.filter((facts) => facts.distinct > 1 && (facts.type === 'number' || facts.distinct <= 1000));
  const named = possible.filter(({ name }) => targetName.test(name));
  const isNamed = named.length > 0 && named.length < columns.length;
  const chosen = isNamed ? named : lastLabels(possible.filter(({ name }) => !repeated.has(name)));
  return chosen.slice(-most).map((facts) => ({ name: facts.name, kind: targetKind(facts) }));
}

/** The last column; where it has two classes and missing cells, as labels have, with the columns before it that are the same. */
function lastLabels(columns: readonly ColumnFacts[]): readonly ColumnFacts[] {
  const isLabel = ({ distinct, missing }: ColumnFacts): boolean => distinct === 2 && missing > 0;
  const other = columns.findLastIndex((facts) => !isLabel(facts));
  return columns.slice(Math.min(other + 1, columns.length - 1));
}
