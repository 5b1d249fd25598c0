const limit = 200;

/** Control characters, line separators, direction marks and halves of surrogate pairs: what would change the look of a sentence. */
const unprintable = /[\p{Cc}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Cs}/gu;

/**
 * Text of unknown origin (a name, a path, a cell) as it may stand in a message: on one line, control characters escaped, and cut.
 *
 * @param text - The text.
 * @param length - The most characters to show; what is cut off is marked by `…`.
 */
export function oneLine(text: string, length = limit): string {
  const escaped = text.slice(0, length + 1).replace(unprintable, escape);
  return escaped.length > length ? `${escaped.slice(0, length).replace(/[\ud800-\udbff]$/, '')}…` : escaped;
}

/**
 * A value of unknown origin as a message shows it: much as in JSON, on one line, and at most 200 characters long. NaN and undefined are
 * shown as such, a function by its name, a typed array by its length.
 *
 * @param value - The value, of whatever type.
 */
export function show(value: unknown): string {
  return oneLine(write(value, 3));
}

function write(value: unknown, depth: number): string {
  if (typeof value === 'string') return JSON.stringify(value.slice(0, limit + 1));
  if (typeof value === 'function') return value.name ? `the function ${value.name}` : 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (ArrayBuffer.isView(value)) return `a ${value.constructor.name} of ${value.byteLength} bytes`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'an invalid date' : value.toISOString();
  if (depth === 0) return '…';
  if (Array.isArray(value)) return `[${some(value, (element) => write(element, depth - 1))}]`;
  return `{${some(Object.entries(value), ([name, member]) => `${JSON.stringify(name)}:${write(member, depth - 1)}`)}}`;
}

/** As many elements as can be seen: a list may have millions. */
function some<Element>(elements: readonly Element[], text: (element: Element) => string): string {
  const shown = elements.slice(0, limit / 2).map(text);
  return [...shown, ...(elements.length > shown.length ? ['…'] : [])].join();
}

function escape(character: string): string {
  const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return short[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
