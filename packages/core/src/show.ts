import { oneLine as escapedLine } from '@equipoise/compiler';

const limit = 200;

/**
 * Text of unknown origin (a name, a path, a cell) as it may stand in a message: on one line, control characters escaped, and cut.
 *
 * @param text - The text.
 * @param length - The most characters to show; what is cut off is marked by `…`.
 */
export function oneLine(text: string, length = limit): string {
  return escapedLine(text, length);
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
