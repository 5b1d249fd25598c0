import { type ColumnKindName, columnKinds, type PairKindName, pairKinds, secondOption } from '@equipoise/core';
import type { TargetColumns } from '@equipoise/datasets';

/** What is predicted of a column: a kind, or for labels in two columns a kind with the second one in parentheses, as `survival(churned)`. */
export type TargetText = ColumnKindName | `${PairKindName}(${string})`;

/** A kind whose labels are in two columns, and the second of them. */
export interface PairTarget {
  /** The kind. */
  readonly kind: PairKindName;
  /** The second column. */
  readonly second: string;
}

/**
 * The kind and the second column of a target whose labels are in two columns; undefined when it is no such target.
 *
 * @param text - What stands behind the colon.
 */
export function pairTarget(text: string): PairTarget | undefined {
  const [, name = '', second = ''] = /^([\w-]+)\((.+)\)$/.exec(text) ?? [];
  const kind = pairKinds.find((each) => each === name);
  return kind && { kind, second: second.trim() };
}

/**
 * Whether a text says what is predicted of a column.
 *
 * @param value - The text, of whatever type: it may come from a file.
 */
export function isTargetText(value: unknown): value is TargetText {
  if (typeof value !== 'string') return false;
  return columnKinds.some((kind) => kind === value) || pairTarget(value) !== undefined;
}

/**
 * Targets as `fromTable` takes them.
 *
 * @param targets - The columns to predict, each with what is predicted of it.
 */
export function targetColumns(targets: readonly (readonly [column: string, text: TargetText])[]): TargetColumns {
  return Object.fromEntries(
    targets.map(([column, text]) => {
      const pair = pairTarget(text);
      return [column, pair ? { kind: pair.kind, [secondOption(pair.kind) ?? '']: pair.second } : text];
    }),
  );
}
