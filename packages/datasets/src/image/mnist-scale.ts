import type { ChannelScale } from './channel-scale.ts';

/** The mean and the standard deviation of MNIST's training pixels, as every loader of it writes them. */
export const mnistScale: ChannelScale = { mean: [0.1307], deviation: [0.3081] };

/** Rows of pixels, and pixels in a row, of MNIST's images. */
export const mnistSize = { height: 28, width: 28 };
