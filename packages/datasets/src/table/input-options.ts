import {
  choice,
  datePartNames,
  fitNgramOptions,
  fitTextOptions,
  integer,
  list,
  number,
  type OptionsOf,
  optionsSchema,
} from '@equipoise/core';

/** Options of an input that is text. */
export const textOptions = optionsSchema('text', fitTextOptions.shape);

/** Options of an input that is a bag of n-grams. */
export const ngramOptions = optionsSchema('ngrams', fitNgramOptions.shape);

/** Options of an input that is images. */
export const imageOptions = optionsSchema('image', {
  height: integer({ required: true, min: 1, meaning: 'rows of pixels that images are resized to' }),
  width: integer({ required: true, min: 1, meaning: 'pixels in a row that images are resized to' }),
  channels: choice(['grey', 'rgb'], { default: 'rgb', meaning: 'what the channels of a pixel are' }),
  mean: list(number({ meaning: 'the mean of a channel' }), {
    otherwise: 'that of the training rows',
    meaning: 'the mean of each channel, of values from 0 to 1',
    range: 'a number for each channel',
    expected: 'a list of numbers, one for each channel',
  }),
  deviation: list(number({ above: 0, meaning: 'the deviation of a channel' }), {
    otherwise: 'that of the training rows',
    meaning: 'the standard deviation of each channel',
    range: 'a number above 0 for each channel',
    expected: 'a list of numbers above 0, one for each channel',
  }),
});

/** Options of an input that is dates. */
export const dateOptions = optionsSchema('date', {
  parts: list(choice(datePartNames, { meaning: 'a part of a date' }), {
    otherwise: 'year, month, weekday and hour, those that differ among the training rows, and elapsed',
    meaning:
      'the parts of a date that a model sees: month, day, weekday, yearday and hour as points on a circle, year and elapsed as numbers',
    range: `different ones of ${datePartNames.join(', ')}`,
    expected: `a list of different ones of ${datePartNames.join(', ')}`,
    holds: (parts) => parts.length > 0 && new Set(parts).size === parts.length,
  }),
});

/** Options of an input that is numbers. */
export const numericOptions = optionsSchema('numeric', {
  quantiles: integer({
    min: 2,
    otherwise: 'numbers are standardised only',
    meaning: 'how many quantiles of the training rows map numbers to a normal distribution',
  }),
});

/** A column of numbers: they are standardised, or mapped by quantiles. */
export type NumericInput = { readonly kind: 'numeric' } & OptionsOf<typeof numericOptions>;

/** A column of dates: `Date` objects, times in ISO 8601 or days since the beginning of 1970 become their parts and the time that has gone by. */
export type DateInput = { readonly kind: 'date' } & OptionsOf<typeof dateOptions>;

/** A column of texts or lists of tokens: tokens become ids, of which the model has a vector each. */
export type TextInput = { readonly kind: 'text' } & OptionsOf<typeof textOptions>;

/** A column of texts or lists of tokens: a number for each n-gram that is known, or for each bucket of a hash. */
export type NgramInput = { readonly kind: 'ngrams' } & OptionsOf<typeof ngramOptions>;

/** A column of images: `{ data, width, height }` in each row, in any size. */
export type ImageInput = { readonly kind: 'image' } & OptionsOf<typeof imageOptions>;

/** A column that is an input, with its options. */
export type InputOptions = TabularInput | TextInput | NgramInput | ImageInput;

/** A column that is a part of the input of all numbers, dates and categories. */
export type TabularInput = NumericInput | { readonly kind: 'categorical' } | DateInput;

/**
 * How a column becomes an input: a standardised number; the level of a category, for which an embedding is learnt; the parts of a date; the tokens or the
 * n-grams of a text; an image.
 */
export type InputKind = InputOptions['kind'];

/** The kinds of inputs. */
export const inputKinds: readonly InputKind[] = ['numeric', 'categorical', 'date', 'text', 'ngrams', 'image'];

/**
 * Whether a column of a kind is an input of its own, of cells of any form, and not a part of the one of all numbers, dates and categories.
 *
 * @param kind - The kind.
 */
export function isAlone(kind: InputKind): boolean {
  return kind === 'text' || kind === 'ngrams' || kind === 'image';
}
