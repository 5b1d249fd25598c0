/** Pixels in a row, and rows, of a digit and of the composed image. */
const side = 28;

const canvasSide = 36;
const shift = 6;
const kept = Array.from({ length: side }, (_, index) => Math.floor(((index + 0.5) * canvasSide) / side));

/**
 * Two digits in one image, as in MultiMNIST: the first at the top left of a 36 × 36 canvas, the second 6 pixels further down and
 * right, the brighter pixel where both are, and the canvas shrunk to 28 × 28 by taking the nearest pixel,
 *
 *     out[r, c] = canvas[⌊(r + ½) · 36/28⌋, ⌊(c + ½) · 36/28⌋].
 *
 * Departure from the original: it first stretches the canvas to the range 0–255, which changes only the few canvases without a
 * pixel of 255.
 *
 * @param left - The first digit, 28 × 28.
 * @param right - The second digit, 28 × 28.
 * @see O. Sener, V. Koltun. Multi-Task Learning as Multi-Objective Optimization. NeurIPS 2018.
 *   https://arxiv.org/abs/1810.04650
 */
export function overlay(left: Uint8Array, right: Uint8Array): Uint8Array {
  const canvas = new Uint8Array(canvasSide * canvasSide);
  for (let row = 0; row < side; row += 1) {
    for (let column = 0; column < side; column += 1) {
      const from = row * side + column;
      const first = row * canvasSide + column;
      const second = first + shift * canvasSide + shift;
      canvas[first] = Math.max(canvas[first] ?? 0, left[from] ?? 0);
      canvas[second] = Math.max(canvas[second] ?? 0, right[from] ?? 0);
    }
  }
  const image = new Uint8Array(side * side);
  kept.forEach((canvasRow, row) => {
    kept.forEach((canvasColumn, column) => {
      image[row * side + column] = canvas[canvasRow * canvasSide + canvasColumn] ?? 0;
    });
  });
  return image;
}
