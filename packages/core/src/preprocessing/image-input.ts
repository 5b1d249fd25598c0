import { configOf } from '../options/config.ts';
import { integer, list, number, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { InputPreprocessing } from './preprocessing.ts';
import { cellError } from './table/cell.ts';

/** Options of {@link imageInput}. */
export const imageInputOptions = optionsSchema('imageInput', {
  column: text({ required: true, meaning: 'the column of images' }),
  height: integer({ required: true, min: 1, meaning: 'rows of pixels' }),
  width: integer({ required: true, min: 1, meaning: 'pixels in a row' }),
  mean: list(number({ meaning: 'the mean of a channel' }), {
    required: true,
    meaning: 'the mean of each channel, of values from 0 to 1',
    range: 'a number for each channel',
    expected: 'a list of numbers, one for each channel',
    holds: (means) => means.length > 0,
  }),
  deviation: list(number({ above: 0, meaning: 'the deviation of a channel' }), {
    required: true,
    meaning: 'the standard deviation of each channel',
    range: 'a number above 0 for each channel',
    expected: 'a list of numbers above 0, one for each channel',
    holds: (deviations) => deviations.length > 0,
  }),
});

/** Options of {@link imageInput}. */
export type ImageInputOptions = Required<OptionsOf<typeof imageInputOptions>>;

/**
 * Images as an input: a cell is a list or typed array of the values of the pixels from 0 to 255, row by row, the channels of a pixel one after
 * the other. Each channel is divided by 255 and standardised.
 *
 * @param options - The column, the size, and mean and deviation of each channel.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function imageInput(options: ImageInputOptions): InputPreprocessing {
  const complete = imageInputOptions.read(options);
  const { column: name, height, width, mean, deviation } = complete;
  const channels = mean.length;
  const size = height * width * channels;
  return {
    config: configOf('input', 'imageInput', complete),
    spec: { shape: [height, width, channels], dtype: 'float32' },
    columns: [name],
    open(table, owner) {
      const cells = table.cells(name);
      const place = { owner, column: name, describeRow: table.describeRow };
      const expected = `an image of ${height} × ${width} × ${channels} values from 0 to 255`;
      return (rows) => {
        const values = new Float32Array(rows.length * size);
        rows.forEach((row, index) => {
          const received = cells[row];
          if (!isPixels(received, size)) throw cellError(place, { row, received, count: 1, expected });
          for (let at = 0; at < size; at += 1) {
            const channel = at % channels;
            const value = (received[at] ?? 0) / 255;
            values[index * size + at] = (value - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
          }
        });
        return { values, notes: new Map() };
      };
    },
  };
}

function isPixels(value: unknown, size: number): value is ArrayLike<number> {
  const isList = Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
  if (!isList || (value as ArrayLike<unknown>).length !== size) return false;
  for (let at = 0; at < size; at += 1) {
    const pixel = (value as ArrayLike<unknown>)[at];
    if (!(typeof pixel === 'number' && pixel >= 0 && pixel <= 255)) return false;
  }
  return true;
}
