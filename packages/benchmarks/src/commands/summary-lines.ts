import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';

/**
 * A line for each part: its name, and beside it what it does.
 *
 * @param parts - The parts.
 * @param screen - Where they are printed.
 * @param longest - The longest name of the list.
 */
export function summaryLines(
  parts: readonly { readonly name: string; readonly summary: string }[],
  screen: Screen,
  longest: number,
): readonly string[] {
  const indent = 2 + longest + 2;
  return parts.map(({ name, summary }) => {
    const label = `  ${screen.paint('cyan', name)}${' '.repeat(indent - 2 - name.length)}`;
    return label + wrap(summary, { width: screen.width, indent }).trimStart();
  });
}
