/** Makes an error of what a unit must do. */
export type Problem = (expected: string) => Error;

const named: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** Marks whose content is code of another format, not text. */
const codeMarks = new Set(['bpt', 'ept', 'ph', 'it', 'ut']);

/**
 * The segments of a unit, as they are written, by their language in small letters.
 *
 * @param unit - The unit.
 * @param problem - Makes an error of what is wrong.
 */
export function variantsOf(unit: string, problem: Problem): ReadonlyMap<string, string> {
  const variants = new Map<string, string>();
  const parts = unit.split(/<tuv(?=[\s>])/);
  for (const part of parts.slice(1)) {
    const open = part.indexOf('>');
    const language = /(?:xml:)?lang\s*=\s*["']([^"']*)["']/i.exec(part.slice(0, Math.max(open, 0)))?.[1];
    if (language === undefined) throw problem('give each variant a language');
    const start = part.search(/<seg[\s>]/);
    const from = start < 0 ? -1 : part.indexOf('>', start);
    const to = from < 0 ? -1 : part.indexOf('</seg>', from);
    if (to < 0) throw problem('have a segment in each variant');
    const lower = language.toLowerCase();
    if (!variants.has(lower)) variants.set(lower, part.slice(from + 1, to));
  }
  return variants;
}

/**
 * The text of a segment.
 *
 * @param segment - The segment as it is written.
 * @param problem - Makes an error of what is wrong.
 */
export function textOfSegment(segment: string, problem: Problem): string {
  let text = '';
  let code = 0;
  let at = 0;
  while (at < segment.length) {
    const open = segment.indexOf('<', at);
    const end = open < 0 ? segment.length : open;
    if (code === 0) text += withoutEntities(segment.slice(at, end), problem);
    if (open < 0) break;
    const close = segment.indexOf('>', open);
    if (close < 0) throw problem('end each mark with >');
    const [, slash = '', name = '', empty = ''] =
      /^<(\/?)([A-Za-z]+)[^>]*?(\/?)>$/.exec(segment.slice(open, close + 1)) ?? [];
    if (codeMarks.has(name) && empty === '') code += slash === '' ? 1 : -1;
    at = close + 1;
  }
  return text.replace(/\s+/g, ' ').trim();
}

function withoutEntities(text: string, problem: Problem): string {
  return text.replace(/&([^;\s&]*);?/g, (_, name: string) => {
    const [, hex, decimal] = /^#(?:x([\da-f]{1,6})|(\d{1,7}))$/i.exec(name) ?? [];
    const code = hex === undefined ? Number(decimal ?? Number.NaN) : Number.parseInt(hex, 16);
    const character = code <= 0x10ffff ? String.fromCodePoint(code) : named.get(name);
    if (character === undefined) throw problem(`have none but the known entities, received "&${name.slice(0, 20)};"`);
    return character;
  });
}
