import type { TargetKind } from '../table/targets.ts';
import type { ColumnFacts } from './column-facts.ts';

/** What a column would be as a target; lists of labels and texts are more than the kinds that a table has. */
export type GuessedKind = TargetKind | 'multilabel' | 'text';

/** What a column would be as a target, and why. */
export interface GuessedTarget {
  /** What it is. */
  readonly kind: GuessedKind;
  /** Why, as a part of a sentence. */
  readonly reason: string;
}

/** Whole numbers that are rather classes than amounts. */
const mostGrades = 10;

/** Classes that a table's task may have at most. */
const mostClasses = 1000;

const gradeName =
  /(?:^|[\s_.-])(?:ratings?|score|grade|g\d|level|stage|rank|stars|satisfaction|quality|comfort|sensation|acceptability|preference)$/i;

const countName =
  /(?:^|[\s_.-])(?:counts?|goals?|visits?|clicks|orders|claims|calls|purchases|accidents|failures|absences|number of .*|num|n)$/i;

/**
 * What a column would be as a target.
 *
 * @param facts - What it holds.
 */
export function guessTarget(facts: ColumnFacts): GuessedTarget {
  const { name, type, distinct, whole, labels, range: [low, high] = [0, 0] } = facts;
  if (labels) {
    return { kind: 'multilabel', reason: `lists of ${labels.count} labels, "${labels.separator}" between two` };
  }
  if (distinct === 2) return { kind: 'binary', reason: '2 values' };
  if (type === 'date') return { kind: 'regression', reason: 'times' };
  if (type === 'text') return { kind: 'text', reason: 'free text' };
  if (type !== 'number') {
    const many = distinct > mostClasses ? `, more than the ${mostClasses} that a task has` : '';
    return { kind: 'multiclass', reason: `${distinct} classes${many}` };
  }
  const span = `from ${low} to ${high}`;
  if (!whole) return { kind: 'regression', reason: `numbers ${span}` };
  const isGrade = gradeName.test(name);
  const predicted = 'predicted as a regression, or as the kind count';
  if (distinct > 3 && low === 0 && countName.test(name)) {
    return { kind: 'count', reason: `whole numbers ${span}; ${predicted}` };
  }
  if (distinct <= mostGrades) {
    const isScale = isGrade && high - low === distinct - 1;
    if (isScale) return { kind: 'ordinal', reason: `${distinct} grades ${span}` };
    return { kind: 'multiclass', reason: `${distinct} whole numbers ${span}; ordinal if they have an order` };
  }
  const isCount = !isGrade && (low === 0 || low === 1) && distinct > 0.2 * (high - low);
  if (isCount) return { kind: 'count', reason: `whole numbers ${span}; ${predicted}` };
  return { kind: 'regression', reason: `whole numbers ${span}` };
}

/**
 * The kind that a task of a table has for a guess: counts are a regression, lists and texts classes.
 *
 * @param kind - The guess.
 */
export function kindForTable(kind: GuessedKind): TargetKind {
  if (kind === 'count') return 'regression';
  return kind === 'multilabel' || kind === 'text' ? 'multiclass' : kind;
}
