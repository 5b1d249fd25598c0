import type { AugmentedExample } from './step.ts';

/**
 * Puts other pixels in the place of those of an example, in its image and in its masks.
 *
 * @param example - The example.
 * @param from - Which pixel comes to a row and column; undefined for none: 0 in the image, its mean, and no label.
 */
export function movePixels(
  { height, width, channels, image, masks }: AugmentedExample,
  from: (row: number, column: number) => readonly [number, number] | undefined,
): void {
  const old = image.slice();
  const oldMasks = masks.map((mask) => mask.slice());
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const to = row * width + column;
      const [sourceRow, sourceColumn] = from(row, column) ?? [-1, -1];
      const isInside = sourceRow >= 0 && sourceRow < height && sourceColumn >= 0 && sourceColumn < width;
      const source = sourceRow * width + sourceColumn;
      for (let channel = 0; channel < channels; channel += 1) {
        image[to * channels + channel] = isInside ? (old[source * channels + channel] ?? 0) : 0;
      }
      masks.forEach((mask, index) => (mask[to] = isInside ? (oldMasks[index]?.[source] ?? -1) : -1));
    }
  }
}
