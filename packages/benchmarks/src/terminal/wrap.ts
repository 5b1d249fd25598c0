/** How a paragraph is laid out. */
export interface Layout {
  /** Characters in a line. */
  readonly width: number;
  /** Spaces before each line. */
  readonly indent: number;
}

/**
 * Breaks a paragraph into lines between words, never before a percent sign; a word that is longer than a line stands alone.
 *
 * @param text - The paragraph.
 * @param layout - How wide, and how far from the left.
 */
export function wrap(text: string, { width, indent }: Layout): string {
  const lines: string[] = [];
  for (const word of text.split(/\s+(?!%)/).filter(Boolean)) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.map((line) => ' '.repeat(indent) + line).join('\n');
}
