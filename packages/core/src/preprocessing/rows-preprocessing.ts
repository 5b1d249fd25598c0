import type { Inputs } from '../data/dataset.ts';
import { isRecord } from '../is-record.ts';
import { configOf } from '../options/config.ts';
import { part } from '../options/option.ts';
import { optionsSchema } from '../options/options-schema.ts';
import type { InputNotes } from './input-notes.ts';
import type { EncodedInput, InputPreprocessing, Preprocessing } from './preprocessing.ts';
import { toTable } from './table/table.ts';

const schema = optionsSchema('preprocessing', {
  inputs: part(isInputs, {
    required: true,
    meaning: 'how rows become each input',
    range: 'at least one input',
    expected: 'an object with at least one input, such as tableInput(…)',
  }),
  targets: part(isTargets, {
    default: {},
    meaning: 'the column of the labels of each task',
    range: 'columns by the names of the tasks',
    expected: 'an object with the name of a column for each task',
  }),
});

/** Options of {@link preprocessing}. */
export interface PreprocessingOptions {
  /** How rows become each input. */
  readonly inputs: Inputs<InputPreprocessing>;
  /** The column of the labels of each task; none when left out. */
  readonly targets?: Readonly<Record<string, string>>;
}

/**
 * How rows become the inputs of a model, by their names.
 *
 * @param options - How each input is made, and where labels are.
 * @throws {@link InvalidOptionError} when an option is not what it must be.
 */
export function preprocessing(options: PreprocessingOptions): Preprocessing {
  const { inputs, targets } = schema.read(options);
  const named = Object.entries(inputs);
  const configs = Object.fromEntries(named.map(([name, { config }]) => [name, config]));
  const open: Preprocessing['open'] = (table, owner = 'rows') => {
    const encoders = named.map(([name, input]) => [name, input.open(table, owner)] as const);
    return (rows) => {
      const encoded = encoders.map(([name, encode]) => [name, encode(rows)] as const);
      return {
        size: rows.length,
        inputs: Object.fromEntries(encoded.map(([name, { values }]) => [name, values])),
        notes: new Map(
          encoded.flatMap(([, { notes }]: readonly [string, EncodedInput]): [string, InputNotes][] => [...notes]),
        ),
      };
    };
  };
  return {
    config: configOf('preprocessing', 'rows', { inputs: configs, targets }),
    columns: [...new Set(named.flatMap(([, { columns }]) => columns))],
    inputs,
    targets,
    open,
    encode(source, owner = 'rows') {
      const table = toTable(owner, source);
      return open(table, owner)(Uint32Array.from({ length: table.rows }, (_, row) => row));
    },
  };
}

function isTargets(value: unknown): value is Readonly<Record<string, string>> {
  return isRecord(value) && Object.values(value).every((column) => typeof column === 'string');
}

function isInputs(value: unknown): value is Inputs<InputPreprocessing> {
  if (!isRecord(value) || Object.keys(value).length === 0) return false;
  return Object.values(value).every((input) => isRecord(input) && typeof input.open === 'function');
}
