import { didYouMean, EquipoiseError, InvalidOptionError, show } from '@equipoise/core';
import type { Cell } from '@equipoise/datasets';

import type { ReadTable } from '../runs/load-table.ts';
import type { TableSource } from '../runs/run-config.ts';

const targetKinds = ['regression', 'binary', 'multiclass'] as const;
const inputKinds = ['numeric', 'categorical'] as const;

/** What the command line says of a table. */
export interface TableArguments {
  /** The CSV file. */
  readonly file: string;
  /** Columns to predict, each with its kind: `price:regression,sold:binary`. */
  readonly targets: string | undefined;
  /** Columns that a model sees, with or without their kinds: `area,district:categorical`; all others when left out. */
  readonly inputs: string | undefined;
}

/**
 * Says what the columns of a table are. An input without a kind is numeric when all its filled cells are numbers, and
 * categorical otherwise.
 *
 * @param args - The command line.
 * @param read - The table.
 * @throws {@link @equipoise/core!EquipoiseError} when it names a column that is not there, or a kind that does not exist.
 */
export function tableSource(args: TableArguments, { name, table, digest }: ReadTable): TableSource {
  const columns = Object.keys(table);
  const targets = new Map(
    readColumns('targets', args.targets ?? '', { name, columns, kinds: targetKinds }).map(({ column, kind }) => {
      if (kind === undefined) throw badKind('targets', column, targetKinds);
      return [column, kind];
    }),
  );
  if (targets.size === 0) {
    throw new InvalidOptionError(
      'compare',
      'targets',
      'columns with kinds, as price:regression,sold:binary',
      args.targets,
    );
  }
  const given =
    args.inputs === undefined ? undefined : readColumns('inputs', args.inputs, { name, columns, kinds: inputKinds });
  const kinds = new Map(
    (given ?? columns.filter((column) => !targets.has(column)).map((column) => ({ column, kind: undefined }))).map(
      ({ column, kind }) => [column, kind ?? kindOf(table[column] ?? [])],
    ),
  );
  // In the order of the file, so that the same inputs are the same runs however they were named.
  const inputs = columns.flatMap((column) => {
    const kind = kinds.get(column);
    return kind === undefined ? [] : [[column, kind] as const];
  });
  return { file: args.file, digest, inputs: Object.fromEntries(inputs), targets: Object.fromEntries(targets) };
}

interface NamedColumn<Kind extends string> {
  readonly column: string;
  readonly kind: Kind | undefined;
}

interface Known<Kind extends string> {
  readonly name: string;
  readonly columns: readonly string[];
  readonly kinds: readonly Kind[];
}

/** The columns of a list such as `price:regression,sold:binary`; a name may hold colons itself. */
function readColumns<Kind extends string>(
  option: 'targets' | 'inputs',
  list: string,
  { name, columns, kinds }: Known<Kind>,
): readonly NamedColumn<Kind>[] {
  const named = list
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text): NamedColumn<Kind> => {
      const colon = text.lastIndexOf(':');
      const [before, after] = colon < 0 ? [text, ''] : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
      const find = (wanted: string): string | undefined => columns.find((column) => column.trim() === wanted);
      const [column, whole, kind] = [find(before), find(text), kinds.find((candidate) => candidate === after)];
      if (column !== undefined && kind !== undefined) return { column, kind };
      if (whole !== undefined) return { column: whole, kind: undefined };
      if (column !== undefined) throw badKind(option, text, kinds);
      throw unknownColumn(name, before, columns);
    });
  const twice = named.find(({ column }, index) => named.findIndex((other) => other.column === column) !== index);
  if (twice) throw new InvalidOptionError('compare', option, 'columns that differ from each other', twice.column);
  return named;
}

function kindOf(cells: readonly Cell[]): 'numeric' | 'categorical' {
  const filled = cells.map((cell) => String(cell ?? '').trim()).filter((text) => text !== '');
  return filled.every((text) => !Number.isNaN(Number(text)) || /^nan$/i.test(text)) ? 'numeric' : 'categorical';
}

function badKind(option: string, received: string, kinds: readonly string[]): InvalidOptionError {
  const expected = `a column, a colon and one of ${kinds.join(', ')}`;
  return new InvalidOptionError('compare', option, expected, received);
}

function unknownColumn(name: string, column: string, columns: readonly string[]): EquipoiseError {
  const hint = didYouMean(column, columns);
  return new EquipoiseError(`${name} has no column ${show(column)}${hint}: its columns are ${columns.join(', ')}.`);
}
