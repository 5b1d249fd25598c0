import {
  type CompleteOptionsOf,
  imageInput,
  imageReader,
  type InputPreprocessing,
  InvalidOptionError,
} from '@equipoise/core';

import type { FitColumnOptions } from './fit-options.ts';
import type { imageOptions } from './input-options.ts';

/**
 * Learns mean and deviation of each channel of a column of images, over all pixels of the resized training images.
 *
 * @param column - The column, and the rows.
 * @param options - The size and channels that images get, and mean and deviation where they are known.
 * @throws {@link @equipoise/core!DataError} when the column is not there, or a cell is no image.
 */
export function fitImageInput(
  { owner, table, name, train }: FitColumnOptions,
  { height, width, channels: colours, mean, deviation }: CompleteOptionsOf<typeof imageOptions>,
): InputPreprocessing {
  const channels = colours === 'grey' ? 1 : 3;
  for (const [option, values] of Object.entries({ mean, deviation })) {
    if (values === undefined || values.length === channels) continue;
    throw new InvalidOptionError(
      owner,
      `inputs.${name}.${option}`,
      `${channels} numbers, as image ${colours} has`,
      values,
    );
  }
  const size = { column: name, height, width };
  if (mean && deviation) return imageInput({ ...size, mean, deviation });
  const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
  const read = imageReader(table, owner, { ...size, channels });
  for (const row of train) {
    read(row).forEach((value, at) => {
      const channel = at % channels;
      sums[channel] = (sums[channel] ?? 0) + value / 255;
      squares[channel] = (squares[channel] ?? 0) + (value / 255) ** 2;
    });
  }
  const count = train.length * height * width;
  const means = Array.from(sums, (sum) => sum / count);
  const variances = means.map((each, channel) => (squares[channel] ?? 0) / count - each ** 2);
  return imageInput({
    ...size,
    mean: mean ?? means,
    deviation: deviation ?? variances.map((variance) => (variance > 1e-12 ? Math.sqrt(variance) : 1)),
  });
}
