const limit = 200;

/** Control characters, line separators, direction marks and halves of surrogate pairs: characters that would change how a sentence is displayed. */
const unprintable = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * Escapes foreign text (a name, a path, a cell) for a message: on one line, control characters escaped, and truncated.
 *
 * @param text - The text.
 * @param length - The most characters to show; what is cut off is marked by `…`.
 */
export function oneLine(text: string, length = limit): string {
  const escaped = text.slice(0, length + 1).replace(unprintable, escape);
  return escaped.length > length ? `${escaped.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : escaped;
}

function escape(character: string): string {
  const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
