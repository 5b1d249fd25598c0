import { overlay } from './overlay.ts';

/** What counts as a pixel of a digit: at least this bright. */
const bright = 128;

/**
 * To which of two overlaid digits each pixel belongs: 0 none, 1 the left one, 2 the right one, 3 both. The masks are placed and shrunk as the
 * digits are.
 *
 * @param left - The first digit, 28 × 28.
 * @param right - The second digit, 28 × 28.
 */
export function overlayMask(left: Uint8Array, right: Uint8Array): Uint8Array {
  const none = new Uint8Array(left.length);
  const marked = (digit: Uint8Array): Uint8Array => digit.map((value) => (value >= bright ? 1 : 0));
  const [first, second] = [overlay(marked(left), none), overlay(none, marked(right))];
  return first.map((own, pixel) => own + 2 * (second[pixel] ?? 0));
}
