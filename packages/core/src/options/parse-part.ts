import { InvalidOptionError } from '../errors.ts';
import type { Config } from './config.ts';

/**
 * The name and options of a part that is written as on a command line: `mmoe(experts=4)`. Options have JSON values, with `=` after their
 * names; bare words and strings in single quotes are strings.
 *
 * @example
 * parsePart('adamw(weightDecay=0.01)'); // { name: 'adamw', options: { weightDecay: 0.01 } }
 *
 * @param text - The name, with options in parentheses where there are any.
 * @returns What the text says; the whole text is the name where it is written otherwise, so that no part has it.
 * @throws {@link InvalidOptionError} when the options are not written so.
 */
export function parsePart(text: string): Pick<Config, 'name' | 'options'> {
  const [, name = text, list = ''] = /^\s*([^\s(]+)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  return { name, options: parseOptions(name, list) };
}

/**
 * The parts of a text between separators outside parentheses, brackets and strings, without spaces around them.
 *
 * @param separator - One character.
 * @param text - The text.
 */
export function splitParts(separator: string, text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [piece] of text.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|./gs)) {
    if (piece === '(' || piece === '[') depth += 1;
    if (piece === ')' || piece === ']') depth -= 1;
    if (piece === separator && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts.map((part) => part.trim());
}

const token =
  /"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z_]\w*\s*=|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-z_][\w-]*|./gs;

function parseOptions(name: string, list: string): Record<string, unknown> {
  const json = list.replace(token, (piece) => {
    if (piece.startsWith("'") && piece.length > 1) return JSON.stringify(piece.slice(1, -1));
    if (piece.endsWith('=') && piece.length > 1) return `${JSON.stringify(piece.slice(0, -1).trim())}:`;
    if (/^[-+.]?\d/.test(piece)) return String(Number(piece));
    if (/^[A-Za-z_]/.test(piece) && !['true', 'false', 'null'].includes(piece)) return JSON.stringify(piece);
    return piece;
  });
  try {
    return JSON.parse(`{${json}}`) as Record<string, unknown>;
  } catch {
    throw new InvalidOptionError(name, 'options', `written as ${name}(option=value, option=value)`, `${name}(${list})`);
  }
}
