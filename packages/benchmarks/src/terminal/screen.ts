import { styleText } from 'node:util';

import type { Verdict } from '../statistics/paired-interval.ts';
import { terminalWidth } from './width.ts';

/** The styles that text is given: what changes for the better is green, for the worse red, and what matters less is dim. */
export type TextStyle = 'bold' | 'dim' | 'green' | 'red' | 'cyan';

/** Where text is printed: how wide it is, and whether it has colours. */
export interface Screen {
  /** Characters in a line. */
  readonly width: number;
  /** Text in a style; as it is where there are no colours. */
  readonly paint: (style: TextStyle, text: string) => string;
}

/**
 * The screen behind a stream. Colours are used on a terminal that has them; `NO_COLOR` and `FORCE_COLOR` decide otherwise.
 *
 * @param stream - Where text goes.
 */
export function screenOf(stream: NodeJS.WritableStream & { readonly columns?: number }): Screen {
  return { width: terminalWidth(stream), paint: (style, text) => styleText(style, text, { stream }) };
}

/**
 * Text about a change: green where it helped, red where it hurt.
 *
 * @param screen - Where it is printed.
 * @param verdict - What the change's interval says.
 * @param text - The text, which may have several lines.
 */
export function painted({ paint }: Screen, verdict: Verdict, text: string): string {
  return verdict === 'unclear' ? text : paint(verdict === 'helped' ? 'green' : 'red', text);
}
