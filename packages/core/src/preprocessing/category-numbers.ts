import type { TextNumbers } from '@equipoise/compiler';

import type { CategoricalColumn, InputRules } from './column-config.ts';
import { canonical, isTruthWord } from './table/categories.ts';

/**
 * The number of each category as a text: its level, or −1 for one that is an error. '' is a missing cell. Beside the levels as they are spelled
 * there are their plain spellings: 1 for 1.0, and True, TRUE and true.
 *
 * @param column - The levels.
 * @param rules - What is done with missing and unseen cells.
 */
export function categoryNumbers(column: CategoricalColumn, { onMissing, onUnseen }: InputRules): TextNumbers {
  const { levels, frequent, missing } = column;
  const unknown = onUnseen === 'unknown';
  const spelled = levels.map((level, index): [string, number] => [level, index]);
  const plain = spelled.flatMap(([level, index]) => spellings(level).map((text): [string, number] => [text, index]));
  const own = missing ? levels.length + Number(unknown) : frequent;
  return {
    // The first of equals counts: a Map keeps the last.
    numbers: new Map<string, number>([...[...spelled, ...plain].reverse(), ['', onMissing === 'error' ? -1 : own]]),
    otherwise: unknown ? levels.length : -1,
  };
}

function spellings(level: string): readonly string[] {
  const text = canonical(level);
  return isTruthWord(text) ? [text, text.toUpperCase(), text.slice(0, 1).toUpperCase() + text.slice(1)] : [text];
}
