import { type AnyBalancer, InvalidOptionError } from '@equipoise/core';

import { cards, strategies, type StrategyName } from './strategies/registry.ts';

/**
 * Makes the strategy that a text names, as on a command line. The options in the parentheses are written as in JSON, with
 * `=` after their names; words and strings in single quotes are strings.
 *
 * @example
 * parseStrategy('gradnorm');
 * parseStrategy('gradnorm(alpha=0.5)');
 * parseStrategy('fixed(weights=[0.3, "0.7*exp(-epoch)"])');
 *
 * @param text - The name, with options in parentheses where they differ from the defaults.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such strategy or option, or the value is not a good one.
 */
export function parseStrategy(text: string): AnyBalancer {
  const [, name = '', list] = /^\s*([^\s(]+)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  if (!isStrategyName(name)) throw unknownStrategy(name || text);
  const options = list === undefined ? {} : readOptions(name, list);
  const known = cards[name].options.map((option) => option.name);
  const stranger = Object.keys(options).find((option) => !known.includes(option));
  if (stranger !== undefined) throw unknownOption(name, stranger, known);
  const make: (options?: never) => AnyBalancer = strategies[name];
  return make(options as never); // The factory checks each value itself.
}

/**
 * The parts of a list of strategies; commas inside parentheses, brackets and strings do not separate.
 *
 * @example
 * splitStrategies('equal,fixed(weights=[0.3,0.7])'); // ['equal', 'fixed(weights=[0.3,0.7])']
 *
 * @param list - Strategies as {@link parseStrategy} reads them, with commas between.
 */
export function splitStrategies(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [piece] of list.matchAll(/"(?:[^"\\]|\\.)*"|'[^']*'|./gs)) {
    if (piece === '(' || piece === '[') depth += 1;
    if (piece === ')' || piece === ']') depth -= 1;
    if (piece === ',' && depth === 0) parts.push('');
    else parts.push((parts.pop() ?? '') + piece);
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

function isStrategyName(name: string): name is StrategyName {
  return Object.hasOwn(strategies, name);
}

const token =
  /"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z_]\w*\s*=|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?|[A-Za-z_][\w-]*|./gs;

function readOptions(name: string, list: string): Record<string, unknown> {
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

function unknownStrategy(name: string): InvalidOptionError {
  const names = Object.keys(strategies);
  return new InvalidOptionError('strategies', 'name', `one of ${names.join(', ')}${suggest(name, names)}`, name);
}

function unknownOption(name: StrategyName, option: string, known: readonly string[]): InvalidOptionError {
  const expected =
    known.length === 0 ? 'left out: there are no options' : `one of ${known.join(', ')}${suggest(option, known)}`;
  return new InvalidOptionError(name, 'options', expected, option);
}

function suggest(word: string, words: readonly string[]): string {
  const [nearest] = words
    .map((candidate) => ({ candidate, distance: editDistance(word.toLowerCase(), candidate.toLowerCase()) }))
    .sort((first, second) => first.distance - second.distance);
  return nearest && nearest.distance <= Math.max(2, word.length / 3) ? ` (did you mean ${nearest.candidate}?)` : '';
}

/** How many letters must be put in, taken out or changed to make one word of the other. */
function editDistance(first: string, second: string): number {
  let row = Array.from({ length: second.length + 1 }, (_, index) => index);
  for (const letter of first) {
    const next = [(row[0] ?? 0) + 1];
    for (const [index, other] of Array.from(second).entries()) {
      const change = (row[index] ?? 0) + (letter === other ? 0 : 1);
      next.push(Math.min(change, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
