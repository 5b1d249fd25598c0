/** Mean and standard deviation of each channel, of values from 0 to 1. */
export interface ChannelScale {
  /** The means. */
  readonly mean: readonly number[];
  /** The deviations; 1 for a channel whose values are all equal. */
  readonly deviation: readonly number[];
}

/**
 * Mean and standard deviation of the channels of images, from whole numbers, so that their order does not matter.
 *
 * @param images - The images: values from 0 to 255, the channels of a pixel one after the other.
 * @param channels - How many channels.
 */
export function channelScale(images: Iterable<ArrayLike<number>>, channels: number): ChannelScale {
  const [sums, squares] = [new Float64Array(channels), new Float64Array(channels)];
  let count = 0;
  for (const image of images) {
    for (let at = 0; at < image.length; at += 1) {
      const [value, channel] = [image[at] ?? 0, at % channels];
      sums[channel] = (sums[channel] ?? 0) + value;
      squares[channel] = (squares[channel] ?? 0) + value * value;
    }
    count += image.length / channels;
  }
  const means = Array.from(sums, (sum) => sum / count);
  return {
    mean: means.map((mean) => mean / 255),
    deviation: means.map(
      (mean, channel) => Math.sqrt(Math.max(0, (squares[channel] ?? 0) / count - mean ** 2)) / 255 || 1,
    ),
  };
}
