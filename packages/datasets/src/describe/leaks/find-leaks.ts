import { isNumberKind, type Table } from '@equipoise/core';

import type { ColumnFacts } from '../column-facts.ts';
import type { DescribedTarget } from '../targets.ts';
import { equationOf } from './arithmetic.ts';
import { classLabels, type Labels, numberLabels } from './label-tally.ts';
import { leakScore } from './leak-score.ts';
import { ranksOf } from './ranks.ts';
import { type SampledColumn, sampledColumn, sampledRows } from './sampled-columns.ts';

/** Columns that give a target away. */
export interface Leak {
  /** The target. */
  readonly target: string;
  /** The column, or the two columns of an equation. */
  readonly columns: readonly string[];
  /** How: the column repeats the target, a decision tree over it alone predicts the target, or an equation of two columns is the target. */
  readonly rule: 'copy' | 'one column' | 'equation';
  /** The score beyond chance on rows that were not learnt from: 1 is perfect, 0 no better than the same prediction for all. */
  readonly score: number;
  /** Why, as a sentence. */
  readonly reason: string;
}

/** What is looked through. */
export interface LeakSearch {
  /** The table. */
  readonly table: Table;
  /** The columns that could be inputs. */
  readonly columns: readonly ColumnFacts[];
  /** What is predicted. */
  readonly targets: readonly DescribedTarget[];
  /** Names of columns that repeat another one, by theirs. */
  readonly repeats: ReadonlyMap<string, string>;
  /** The score from which on a column is a suspect. */
  readonly leakScore: number;
  /** Rows to look at, at most. */
  readonly sample: number;
}

/** Leaks that were looked for. */
export interface FoundLeaks {
  /** The suspects. */
  readonly leaks: readonly Leak[];
  /** How many rows were looked at. */
  readonly rows: number;
}

/** Rows with a label, and labels other than the most frequent one, below which a column can predict a target by chance. */
const least = { rows: 20, others: 8 };

/** Cells that are looked at in all, at most, down to 2,000 rows. */
const mostCells = 4_000_000;

/**
 * Finds columns that alone predict a target nearly perfectly on rows that were not learnt from: what is known only once the target is, or the target in other
 * words. Ranks stand for the numbers of a regression, so that any increasing function of the target is found.
 *
 * @param search - What is looked through.
 */
export function findLeaks(search: LeakSearch): FoundLeaks {
  const { table, columns, targets, repeats, leakScore: enough } = search;
  const pairs = Math.max(1, columns.length * targets.length);
  const rows = sampledRows(table.rows, Math.min(search.sample, Math.max(2000, Math.floor(mostCells / pairs))));
  if (targets.length === 0) return { leaks: [], rows: rows.length };
  const all = new Map(columns.map((facts) => [facts.name, facts]));
  const names = new Set(targets.map(({ name }) => name));
  const others = columns.filter(({ name }) => !names.has(name)).map((facts) => sampledColumn(table, facts, rows));
  const leaks = targets.flatMap(({ name, kind }) => {
    const facts = all.get(name);
    if (facts === undefined) return [];
    const target = sampledColumn(table, facts, rows);
    const learnt = labelsOf(target, isNumberKind(kind));
    const copies = new Set([...repeats].filter(([, other]) => other === name).map(([copy]) => copy));
    const alone = others.flatMap((column): Leak[] => {
      const { name: suspect } = column.facts;
      if (copies.has(suspect)) {
        return [{ target: name, columns: [suspect], rule: 'copy', score: 1, reason: `${suspect} repeats ${name}.` }];
      }
      const score = learnt ? leakScore(column, learnt.labels, learnt.rows, enough) : 0;
      if (score < enough) return [];
      const reason = `${suspect} alone predicts ${name}: ${score.toFixed(3)} of 1 beyond chance.`;
      return [{ target: name, columns: [suspect], rule: 'one column', score, reason }];
    });
    return [...alone, ...equationLeaks(target, others, new Set(alone.flatMap((leak) => leak.columns)))];
  });
  return { leaks, rows: rows.length };
}

function equationLeaks(
  target: SampledColumn,
  others: readonly SampledColumn[],
  known: ReadonlySet<string>,
): readonly Leak[] {
  if (target.categories || target.facts.type !== 'number') return [];
  const numbers = others.filter(({ categories, facts }) => !categories && facts.type === 'number');
  const usable = numbers
    .filter(({ facts }) => !known.has(facts.name))
    .map(({ facts, values }) => [facts.name, values] as const);
  const equation = equationOf(target.values, new Map(usable));
  if (!equation) return [];
  const { name } = target.facts;
  return [
    { target: name, columns: equation.columns, rule: 'equation', score: 1, reason: `${name} = ${equation.text}.` },
  ];
}

interface Learnt {
  readonly labels: Labels;
  readonly rows: Uint32Array;
}

/** The labels of the rows that have one; undefined where there are too few to tell a leak from chance. */
function labelsOf({ values }: SampledColumn, asNumbers: boolean): Learnt | undefined {
  const rows = Uint32Array.from(values.keys()).filter((row) => !Number.isNaN(values[row] ?? 0));
  const known = Float64Array.from(rows, (row) => values[row] ?? 0);
  const counts = new Map<number, number>();
  for (const value of known) counts.set(value, (counts.get(value) ?? 0) + 1);
  const most = [...counts.values()].reduce((one, other) => Math.max(one, other), 0);
  if (known.length < least.rows || known.length - most < least.others) return undefined;
  if (asNumbers) {
    const numbers = new Float64Array(values.length);
    ranksOf(known).forEach((rank, index) => {
      numbers[rows[index] ?? 0] = rank;
    });
    return { labels: numberLabels(numbers), rows };
  }
  const codes = new Map([...counts.keys()].map((value, code) => [value, code]));
  return {
    labels: classLabels(
      Int32Array.from(values, (value) => codes.get(value) ?? 0),
      codes.size,
    ),
    rows,
  };
}
