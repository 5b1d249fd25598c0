import type { Screen } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';

/** What every card begins with. */
export interface CardHead {
  /** The name on the command line. */
  readonly name: string;
  /** The name in the literature. */
  readonly title: string;
  /** What it does. */
  readonly summary: string;
}

/** A published source. */
export interface Publication {
  /** Its title. */
  readonly paper: string;
  /** Who wrote it. */
  readonly authors: string;
  /** Where it was published. */
  readonly venue: string;
  /** When it was published. */
  readonly year: number;
  /** Where to read it. */
  readonly link: string;
}

/**
 * A card as a person reads it: a head, and titled blocks, of which empty ones are left out.
 *
 * @param head - The head.
 * @param parts - Title and text of each block.
 * @param screen - Where it is printed.
 */
export function cardText(head: CardHead, parts: readonly (readonly [string, string])[], screen: Screen): string {
  const blocks = parts
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `${screen.paint('bold', title)}\n${text}`);
  return [`${screen.paint('cyan', head.name)}: ${head.title}\n${paragraph(head.summary, screen)}`, ...blocks].join(
    '\n\n',
  );
}

/**
 * A text, set in from the left.
 *
 * @param text - The text.
 * @param screen - Where it is printed.
 */
export function paragraph(text: string, { width }: Screen): string {
  return wrap(text, { width, indent: 2 });
}

/**
 * Sentences as a list.
 *
 * @param sentences - The sentences.
 * @param screen - Where they are printed.
 */
export function itemList(sentences: readonly string[], { width }: Screen): string {
  return sentences.map((text) => `  - ${wrap(text, { width, indent: 4 }).trimStart()}`).join('\n');
}

/**
 * A publication in a line or two.
 *
 * @param publication - The publication.
 */
export function citation({ authors, paper, venue, year, link }: Publication): string {
  return `${authors}. ${/[.?!]$/.test(paper) ? paper : `${paper}.`} ${venue} ${year}. ${link}`;
}
