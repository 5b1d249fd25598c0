import {
  checkKnownOptions,
  DataError,
  fitTextInput,
  type FitTextOptions,
  isRecord,
  multiSource,
  type MultiSourceDataset,
  show,
  toTable,
} from '@equipoise/core';

import type { FromTextsOptions } from './from-texts-options.ts';
import { buildTexts } from './text/build-texts.ts';
import { dealTexts } from './text/deal-texts.ts';

/** Options of {@link fromTextSources}. */
export interface FromTextSourcesOptions {
  /**
   * The data set's name, in tables and error messages.
   *
   * @defaultValue 'texts'
   */
  readonly name?: string;
  /** The column of the text, or of its tokens: the same in the rows of all sources. */
  readonly column: string;
  /** The sources by their names, each with rows, tasks and splits of its own. */
  readonly sources: Readonly<Record<string, Omit<FromTextsOptions, 'name' | 'column' | 'text'>>>;
  /**
   * How texts become ids of tokens, as for `fromTexts`; learnt from the training rows of all sources.
   *
   * @defaultValue as for `fromTexts`
   */
  readonly text?: FitTextOptions;
}

/**
 * Makes one data set of several collections of texts, each with its own rows and tasks, and one vocabulary that is fitted to the training rows of all: the
 * sources share the input `text`, and so its encoder. {@link @equipoise/core!multiSource} says how they are trained together.
 *
 * @example
 * const dataset = fromTextSources({
 *   column: 'text',
 *   sources: {
 *     words: { rows: sentences, tasks: { pos: 'tagging' } },
 *     posts: { rows: posts, tasks: { emotions: 'multilabel' } },
 *   },
 * });
 *
 * @param options - The sources, and the column of the text.
 * @throws what `fromTexts` throws; {@link @equipoise/core!DataError} when there is no source, or two have different tasks of one name.
 */
export function fromTextSources(options: FromTextSourcesOptions): MultiSourceDataset {
  checkKnownOptions<FromTextSourcesOptions>('fromTextSources', options, {
    name: true,
    column: true,
    sources: true,
    text: true,
  });
  const { name = 'texts', column, sources, text } = options;
  if (!isRecord(sources) || Object.keys(sources).length === 0) {
    throw new DataError(`${name}: must have at least one source, received ${show(sources)}.`);
  }
  const dealt = Object.entries(sources).map(([source, own]) => {
    return [source, dealTexts({ ...own, name: `${name}, ${source}`, column })] as const;
  });
  const training = dealt.flatMap(([, { splits }]) => {
    const cells = splits.train.table.cells(column);
    return Array.from(splits.train.rows, (row) => ({ [column]: cells[row] }));
  });
  const train = Uint32Array.from(training.keys());
  const input = fitTextInput({ owner: name, table: toTable(name, training), column, train }, text);
  const built = dealt.map(([source, own]) => [source, buildTexts({ ...own, text: input })] as const);
  return multiSource({ name, sources: Object.fromEntries(built) });
}
