import { styleText } from 'node:util';

import { terminalWidth } from './width.ts';

/** The styles that text is given: what changes for the better is green, for the worse red, and what matters less is dim. */
export type TextStyle = 'bold' | 'dim' | 'green' | 'red' | 'cyan';

/** Where text is printed: how wide it is, and whether it has colours. */
export interface Screen {
  /** Characters in a line. */
  readonly width: number;
  /**
   * Text in a style; as it is where there are no colours.
   *
   * @param style - The style.
   * @param text - The text.
   */
  paint(style: TextStyle, text: string): string;
}

/**
 * The screen behind a stream. Colours are used on a terminal that has them; `NO_COLOR` and `FORCE_COLOR` decide otherwise.
 *
 * @param stream - Where text goes.
 */
export function screenOf(stream: NodeJS.WritableStream & { readonly columns?: number }): Screen {
  return { width: terminalWidth(stream), paint: (style, text) => styleText(style, text, { stream }) };
}
