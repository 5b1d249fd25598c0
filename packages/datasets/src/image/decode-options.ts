/** How an image is decoded. */
export interface DecodeOptions {
  /** The most pixels that an image may have. */
  readonly maxPixels: number;
  /** Whether a PNG gives the numbers that it holds: indices into its palette, or samples of fewer than 8 bits, for masks of classes. */
  readonly indices: boolean;
}
