import {
  type ColumnKindName,
  columnKinds,
  DataError,
  didYouMean,
  EquipoiseError,
  InvalidOptionError,
  listed,
  show,
} from '@equipoise/core';
import { type ColumnDescription, describeTable } from '@equipoise/datasets';

import type { ReadTable } from '../trials/load-table.ts';
import { isTargetText, pairTarget, type TargetText } from '../trials/target-text.ts';
import type { TableSource } from '../trials/trial-config.ts';
import type { TableReading } from '../trials/table-reading.ts';

/** Different numbers that are taken for classes. */
const mostNumericClasses = 10;

const inputKinds = ['numeric', 'categorical', 'date', 'text', 'ngrams'] as const;
type InputKind = (typeof inputKinds)[number];

/** What the command line says of a table. */
export interface TableArguments {
  /** The CSV file. */
  readonly file: string;
  /** How it is written. */
  readonly reading: TableReading;
  /** Columns to predict, each with its kind: `price:regression,sold:binary,months:survival(churned)`. */
  readonly targets: string | undefined;
  /** Columns that a model sees, with or without their kinds: `area,district:categorical`; all that can be when left out. */
  readonly inputs: string | undefined;
  /** What is done with a missing input. */
  readonly onMissing: 'impute' | 'error' | undefined;
  /** What is done with a category that no training row has. */
  readonly onUnseen: 'unknown' | 'error' | undefined;
}

/** A table with what its columns are. */
export interface PlannedTable {
  /** The table of the runs. */
  readonly source: TableSource;
  /** What the person should know of it, a sentence each. */
  readonly warnings: readonly string[];
}

/**
 * Decides which columns of a table are inputs. Without named inputs all columns are that can be: identifiers, free text, dates and others are left
 * out, with a warning. An input without a kind is numeric when all its filled cells are numbers, a date when all are dates in ISO 8601, and categorical otherwise.
 *
 * @param args - The command line.
 * @param read - The table.
 * @throws {@link @equipoise/core!EquipoiseError} when it names a column that is not there, or a kind that does not exist, or no column can be an input.
 */
export function tableSource(args: TableArguments, { name, table, digest }: ReadTable): PlannedTable {
  const { columns } = table;
  const targets = readColumns<TargetText>('targets', args.targets ?? '', {
    name,
    columns,
    kinds: columnKinds,
    isKind: isTargetText,
  });
  const seconds = targets.flatMap(({ kind }) => pairTarget(kind ?? '') ?? []);
  const missing = seconds.find(({ second }) => !columns.includes(second));
  if (missing) throw unknownColumn(name, missing.second, columns);
  if (targets.length === 0) {
    const expected = 'columns, with kinds if they are not plain, as price:regression,sold';
    throw new InvalidOptionError('table', 'targets', expected, args.targets);
  }
  // A group may be an input, an event is known no sooner than the time.
  const events = seconds.filter(({ kind }) => kind === 'survival').map(({ second }) => second);
  const described = describeTable(table, { targets: [...targets.map(({ column }) => column), ...events] });
  const descriptions = new Map(described.columns.map((column) => [column.name, column]));
  const given =
    args.inputs === undefined ? undefined : readColumns('inputs', args.inputs, { name, columns, kinds: inputKinds });
  const named = new Map(given?.map(({ column, kind }) => [column, kind]));
  // In the order of the file, so that the same inputs are the same runs however they were named.
  const inputs = described.columns.flatMap((column): [string, InputKind][] => {
    if (given ? !named.has(column.name) : column.role !== 'input') return [];
    return [[column.name, named.get(column.name) ?? kindOf(column)]];
  });
  if (given === undefined) checkInputs(name, described.columns);
  const { file, reading, onMissing, onUnseen } = args;
  return {
    source: {
      file,
      digest,
      ...(Object.keys(reading).length === 0 ? {} : { reading }),
      inputs,
      targets: targets.map(({ column, kind }) => [column, kind ?? targetKindOf(descriptions.get(column))]),
      ...(onMissing === 'error' ? { onMissing } : {}),
      ...(onUnseen === 'error' ? { onUnseen } : {}),
    },
    warnings: [...table.warnings, ...(given ? [] : described.warnings)].map((sentence) => `${name}: ${sentence}`),
  };
}

/** A target without a kind: numbers of many values are predicted as numbers, everything else as classes. */
function targetKindOf(column: ColumnDescription | undefined): ColumnKindName {
  if (column?.distinct === 2) return 'binary';
  return column?.type === 'number' && column.distinct > mostNumericClasses ? 'regression' : 'multiclass';
}

function kindOf({ type }: ColumnDescription): InputKind {
  if (type === 'date') return 'date';
  return type === 'number' ? 'numeric' : 'categorical';
}

/** Numbers that were read as text are no reason to go on without them. */
function checkInputs(name: string, columns: readonly ColumnDescription[]): void {
  const unread = columns.find(({ role, reason }) => role === 'text' && reason.includes('looks like numbers'));
  if (unread) throw new DataError(`${name}: column "${unread.name}" ${unread.reason}, or name the inputs without it.`);
  if (columns.some(({ role }) => role === 'input')) return;
  throw new DataError(`${name}: no column can be an input as it is; name the inputs, see equipoise describe.`);
}

/** A column of a list on the command line. */
export interface NamedColumn<Kind extends string> {
  /** Its name. */
  readonly column: string;
  /** What stands after the colon. */
  readonly kind: Kind | undefined;
}

/** What a list on the command line can name. */
export interface KnownColumns<Kind extends string> {
  /** The table's name, for messages. */
  readonly name: string;
  /** Its columns. */
  readonly columns: readonly string[];
  /** What may stand after a colon, for messages. */
  readonly kinds: readonly Kind[];
  /** Whether something may stand there; what is among the kinds, when left out. */
  readonly isKind?: (text: string) => text is Kind;
}

/**
 * The columns of a list such as `price:regression,sold:binary`; a name may hold colons itself.
 *
 * @param option - The option that the list is of.
 * @param list - The list.
 * @param known - What it can name.
 * @throws {@link @equipoise/core!EquipoiseError} when a column or a kind does not exist, or a column is there twice.
 */
export function readColumns<Kind extends string>(
  option: string,
  list: string,
  { name, columns, kinds, isKind = (text): text is Kind => kinds.some((kind) => kind === text) }: KnownColumns<Kind>,
): readonly NamedColumn<Kind>[] {
  const named = list
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text): NamedColumn<Kind> => {
      const colon = text.lastIndexOf(':');
      const [before, after] = colon < 0 ? [text, ''] : [text.slice(0, colon).trim(), text.slice(colon + 1).trim()];
      const find = (wanted: string): string | undefined => columns.find((column) => column.trim() === wanted);
      const [column, whole, kind] = [find(before), find(text), isKind(after) ? after : undefined];
      if (column !== undefined && kind !== undefined) return { column, kind };
      if (whole !== undefined) return { column: whole, kind: undefined };
      if (column !== undefined) throw badKind(option, text, kinds);
      throw unknownColumn(name, before, columns);
    });
  const twice = named.find(({ column }, index) => named.findIndex((other) => other.column === column) !== index);
  if (twice) throw new InvalidOptionError('table', option, 'columns that differ from each other', twice.column);
  return named;
}

function badKind(option: string, received: string, kinds: readonly string[]): InvalidOptionError {
  const expected = `a column, a colon and one of ${kinds.join(', ')}`;
  return new InvalidOptionError('table', option, expected, received);
}

function unknownColumn(name: string, column: string, columns: readonly string[]): EquipoiseError {
  const hint = didYouMean(column, columns);
  return new EquipoiseError(`${name} has no column ${show(column)}${hint}: its columns are ${listed(columns)}.`);
}
