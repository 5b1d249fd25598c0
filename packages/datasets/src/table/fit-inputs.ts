import {
  type FitNgramOptions,
  fitNgramInput,
  type FitTextOptions,
  fitTextInput,
  type InputPreprocessing,
  type Inputs,
} from '@equipoise/core';

import { fitImageInput } from './fit-image-input.ts';
import type { FitOptions } from './fit-options.ts';
import { fitTable } from './fit-table.ts';
import { imageOptions, type InputOptions, type TabularInput } from './input-options.ts';

/** The input that all columns of numbers, dates and categories are. */
export const tableInputName = 'table';

/**
 * Learns from the training rows how to make the inputs: one of all columns of numbers, dates and categories, named `table`, and one of each column of
 * texts, n-grams or images, named as it.
 *
 * @param options - The table and its rows.
 * @param columns - Which columns are inputs, and how.
 * @throws {@link @equipoise/core!DataError} when a column is not there, or its training rows say nothing.
 */
export function fitInputs(
  options: FitOptions,
  columns: Readonly<Record<string, InputOptions>>,
): Inputs<InputPreprocessing> {
  const tabular: [string, TabularInput][] = [];
  const alone: [string, InputPreprocessing][] = [];
  for (const [name, input] of Object.entries(columns)) {
    const { kind, ...own } = input;
    if (kind === 'text') alone.push([name, fitTextInput({ ...options, column: name }, own as FitTextOptions)]);
    else if (kind === 'ngrams') alone.push([name, fitNgramInput({ ...options, column: name }, own as FitNgramOptions)]);
    else if (kind === 'image') alone.push([name, fitImageInput({ ...options, name }, imageOptions.read(own))]);
    else tabular.push([name, input]);
  }
  const table = tabular.length > 0 && fitTable({ ...options, inputs: Object.fromEntries(tabular) });
  return { ...(table && { [tableInputName]: table }), ...Object.fromEntries(alone) };
}
