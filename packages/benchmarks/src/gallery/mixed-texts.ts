import { random } from '@equipoise/core';

/** A text with its labels, by the name of the column. */
export type LabelledText = Readonly<Record<string, unknown>>;

/** The rows of each split. */
export type LabelledTexts = Readonly<Record<'train' | 'validation' | 'test', readonly LabelledText[]>>;

/** How many rows of each split are taken; all of a split that is left out. */
export type Taken = Partial<Record<keyof LabelledTexts, number>>;

/**
 * Rows of several sources as one data set: a row has the labels of its own source, those of the others are missing.
 *
 * @param sources - The rows of each source.
 */
export function mixedTexts(...sources: readonly LabelledTexts[]): LabelledTexts {
  const of = (split: keyof LabelledTexts): readonly LabelledText[] => sources.flatMap((source) => source[split]);
  return { train: of('train'), validation: of('validation'), test: of('test') };
}

/**
 * Some of the rows of each split, drawn at random.
 *
 * @param rows - The rows.
 * @param counts - How many.
 * @param seed - Decides which.
 */
export function someTexts(rows: LabelledTexts, counts: Taken, seed: number): LabelledTexts {
  const of = (split: keyof LabelledTexts): readonly LabelledText[] => {
    const order = [...random(seed).fork(split).permutation(rows[split].length)].slice(0, counts[split]);
    return order.sort((a, b) => a - b).map((index) => rows[split][index] ?? {});
  };
  return { train: of('train'), validation: of('validation'), test: of('test') };
}
