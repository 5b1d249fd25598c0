import { type Cell, isMissing, toLevel } from './cell.ts';

/**
 * The different levels of a categorical column, in order: by value when all read as numbers, else by character code. Missing
 * cells count for nothing.
 *
 * @param owner - Whose table it is, for error messages.
 * @param column - The column's name.
 * @param cells - Its cells.
 */
export function levelsOf(owner: string, column: string, cells: readonly Cell[]): readonly string[] {
  const levels = new Set<string>();
  cells.forEach((cell, row) => {
    if (!isMissing(cell)) levels.add(toLevel(cell, { owner, column, row }));
  });
  const numeric = [...levels].every((level) => Number.isFinite(Number(level)));
  return numeric ? [...levels].sort((a, b) => Number(a) - Number(b)) : [...levels].sort();
}
