import type * as mathjs from 'mathjs/number';

/** The part of mathjs that reads formulas of plain numbers. */
type Mathjs = typeof mathjs;

let loaded: Mathjs | undefined;

/**
 * mathjs, where it can be had at once: in Node, or after {@link loadMathjs}. It takes longer to load than all strategies, and few
 * runs have formulas.
 *
 * @returns `undefined` where it takes {@link loadMathjs} first, as in a browser.
 */
export function mathjsAtHand(): Mathjs | undefined {
  loaded ??= requireMathjs();
  return loaded;
}

/** Loads mathjs. */
export async function loadMathjs(): Promise<void> {
  loaded ??= await import('mathjs/number');
}

function requireMathjs(): Mathjs | undefined {
  if (typeof process !== 'object' || typeof process.getBuiltinModule !== 'function') return undefined;
  try {
    return process.getBuiltinModule('node:module').createRequire(import.meta.url)('mathjs/number') as Mathjs;
  } catch {
    return undefined; // In a program that was bundled into one file.
  }
}
