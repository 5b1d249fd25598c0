import type { Random } from '@equipoise/core';

/** One example while it is changed: its image, and the masks of its pixels. */
export interface AugmentedExample {
  /** Rows of pixels. */
  readonly height: number;
  /** Pixels in a row. */
  readonly width: number;
  /** Values of a pixel. */
  readonly channels: number;
  /** The image as the model takes it, standardised: row by row, the channels of a pixel one after the other. Changed in place. */
  readonly image: Float32Array;
  /** Labels that there is one of for each pixel, −1 where there is none. Changed in place, as the image is. */
  readonly masks: readonly Int32Array[];
}

/** A random change of one example: its chance comes from the stream that it is given. */
export type AugmentStep = (example: AugmentedExample, stream: Random) => void;
