import type { Callee } from './code.ts';

/**
 * Generates functions, each of them once: the same settings give the same function.
 *
 * @param make - Makes a function for settings, which are plain data.
 */
export function memoize<Settings>(make: (settings: Settings) => Callee): (settings: Settings) => Callee {
  const made = new Map<string, Callee>();
  return (settings) => {
    const key = JSON.stringify(settings);
    const known = made.get(key) ?? make(settings);
    made.set(key, known);
    return known;
  };
}
