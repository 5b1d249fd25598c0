import { didYouMean, EquipoiseError, listed, type MultiTaskModel, show, type TableInputOptions } from '@equipoise/core';

import { answerLines, type Sayings } from './answer-lines.ts';
import type { Ask } from './entry.ts';

/** How a row of a table is asked about. */
export interface AskRowOptions {
  /** The columns of the table, by the word that a person types for each. */
  readonly columns: Readonly<Record<string, string>>;
  /** A question that shows it. */
  readonly example: string;
  /** How predictions are said, by the name of the task, where the usual words do not do. */
  readonly say?: Sayings;
}

/**
 * Asks about a row of a table, typed as `months=30 calls=70`; a text with blanks stands in double quotes. A column that is left out counts as missing, and is imputed.
 *
 * @param options - The columns, an example, and how predictions are said.
 */
export function askRow({ columns, example, say }: AskRowOptions): Ask {
  const words = Object.keys(columns);
  return {
    hint: `Type what you know, as word=value: ${words.join(', ')}. What is left out is taken as unknown.`,
    example,
    async answer(model, question) {
      const unknown = Object.fromEntries((model.preprocessing?.columns ?? []).map((column) => [column, null]));
      const row = rowOf(question, columns, example);
      checkLevels(model, row);
      const [prediction] = await model.predictRows([{ ...unknown, ...row }]);
      return answerLines({ ...prediction }, say);
    },
  };
}

/** A category that no training row has would be taken as unknown without a word. */
function checkLevels({ preprocessing }: MultiTaskModel, row: Readonly<Record<string, string | number>>): void {
  const inputs = Object.values(preprocessing?.inputs ?? {}).filter(({ config }) => config.name === 'tableInput');
  for (const { config } of inputs) {
    for (const column of (config.options as TableInputOptions).columns ?? []) {
      const value = Object.hasOwn(row, column.name) ? row[column.name] : undefined;
      if (value === undefined || column.kind !== 'categorical' || column.levels.includes(String(value))) continue;
      throw new EquipoiseError(
        `ask: ${column.name} must be ${levelsText(column.levels)}, received ${show(value)}${didYouMean(String(value), column.levels)}.`,
      );
    }
  }
}

/** All levels, or the first of many. */
function levelsText(levels: readonly string[]): string {
  return levels.length <= 12
    ? `one of ${listed(levels)}`
    : `one of ${levels.length} such as ${levels.slice(0, 3).join(', ')}`;
}

function rowOf(
  question: string,
  columns: AskRowOptions['columns'],
  example: string,
): Readonly<Record<string, string | number>> {
  const parts = question.match(/[^\s="]+=(?:"[^"]*"|\S+)|\S+/g) ?? [];
  if (parts.length === 0) throw new EquipoiseError(`ask: must hold a word=value, as in ${example}.`);
  const words = Object.keys(columns);
  return Object.fromEntries(
    parts.map((part) => {
      const [word = '', ...rest] = part.split('=');
      const value = rest.join('=').replace(/^"(.*)"$/, '$1');
      const column = Object.hasOwn(columns, word) ? columns[word] : undefined;
      if (column === undefined || value === '') {
        const expected =
          column === undefined ? `one of ${listed(words)}, as in ${example}` : `a value, as in ${example}`;
        throw new EquipoiseError(`ask: ${show(part)} must have ${expected}${didYouMean(word, words)}.`);
      }
      return [column, value.trim() !== '' && Number.isFinite(Number(value)) ? Number(value) : value];
    }),
  );
}
