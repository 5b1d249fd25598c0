import { InvalidOptionError } from '../errors.ts';
import { configOf } from '../options/config.ts';
import { integer, list, number, text } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { imageReader } from './image-reader.ts';
import type { InputPreprocessing } from './preprocessing.ts';

/** Options of {@link imageInput}. */
export const imageInputOptions = optionsSchema('imageInput', {
  column: text({ required: true, meaning: 'the column of images' }),
  height: integer({ required: true, min: 1, meaning: 'rows of pixels' }),
  width: integer({ required: true, min: 1, meaning: 'pixels in a row' }),
  mean: list(number({ meaning: 'the mean of a channel' }), {
    required: true,
    meaning: 'the mean of each channel, of values from 0 to 1',
    range: 'a number for each channel: 1 or 3',
    expected: 'a list of 1 number (grey) or 3 (red, green and blue)',
    holds: (means) => means.length === 1 || means.length === 3,
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
 * Images as an input. A cell is an object with `data` (values of the pixels from 0 to 255, row by row, the channels of a pixel one after the
 * other), `width` and `height`, in any size; or a list of the values alone, of an image of the size and channels of the input. The channels become those of
 * the input: one for grey, three for colours; an alpha channel is left out. Then the image is resized, each value divided by 255 and each channel
 * standardised. Proportions are not kept.
 *
 * @param options - The column, the size, and mean and deviation of each channel.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function imageInput(options: ImageInputOptions): InputPreprocessing {
  const complete = imageInputOptions.read(options);
  const { column: name, height, width, mean, deviation } = complete;
  const channels = mean.length;
  if (deviation.length !== channels) {
    throw new InvalidOptionError('imageInput', 'deviation', `a list of ${channels} numbers above 0`, deviation);
  }
  const size = height * width * channels;
  return {
    config: configOf('input', 'imageInput', complete),
    spec: { shape: [height, width, channels], dtype: 'float32' },
    columns: [name],
    open(table, owner) {
      const read = imageReader(table, owner, { column: name, height, width, channels });
      return (rows) => {
        const values = new Float32Array(rows.length * size);
        rows.forEach((row, index) => {
          const pixels = read(row);
          for (let at = 0; at < size; at += 1) {
            const channel = at % channels;
            const value = (pixels[at] ?? 0) / 255;
            values[index * size + at] = (value - (mean[channel] ?? 0)) / (deviation[channel] ?? 1);
          }
        });
        return { values, notes: new Map() };
      };
    },
  };
}
