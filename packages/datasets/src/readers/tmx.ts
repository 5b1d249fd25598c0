import { checkKnownOptions, DataError, InvalidOptionError, listed } from '@equipoise/core';

import { lineError, type LineFile, linesOf } from './lines.ts';
import type { TextPair } from './parallel.ts';
import { textOfSegment, variantsOf } from './tmx-unit.ts';

/** Which languages `readTmx` takes. */
export interface TmxOptions {
  /** The language of the texts: `en` also takes `en-GB`. */
  readonly source: string;
  /** The language of the translations. */
  readonly target: string;
}

const owner = 'readTmx';
const longestUnit = 2 ** 22;

/**
 * Reads a translation memory (TMX 1.4): the pairs of two of its languages, from units that have both; the first variant of a language counts. Marks
 * inside a text are left out. It reads the form, not all of XML: no document types with entities of their own.
 *
 * @param path - The file, plain or compressed with gzip.
 * @param options - Which languages.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, is not of the form (names the line), or no unit has both languages.
 * @throws {@link @equipoise/core!InvalidOptionError} when a language is left out.
 * @see https://www.gala-global.org/tmx-14b
 */
export async function readTmx(path: string, options: TmxOptions): Promise<readonly TextPair[]> {
  checkKnownOptions(owner, options, ['source', 'target']);
  for (const name of ['source', 'target'] as const) {
    if (typeof options[name] !== 'string' || options[name] === '') {
      throw new InvalidOptionError(owner, name, 'a language such as en', options[name]);
    }
  }
  const file: LineFile = { owner, path, form: 'a translation memory (TMX)' };
  const pairs: TextPair[] = [];
  const languages = new Set<string>();
  const find = (variants: ReadonlyMap<string, string>, wanted: string): string | undefined => {
    const lower = wanted.toLowerCase();
    return [...variants].find(([language]) => language === lower || language.startsWith(`${lower}-`))?.[1];
  };
  for await (const { unit, line } of unitsOf(file)) {
    const variants = variantsOf(unit, (problem) => lineError(file, line, problem));
    for (const language of variants.keys()) languages.add(language);
    const [source, target] = [find(variants, options.source), find(variants, options.target)];
    if (source === undefined || target === undefined) continue;
    const textOf = (segment: string): string => textOfSegment(segment, (problem) => lineError(file, line, problem));
    pairs.push({ source: textOf(source), target: textOf(target), line });
  }
  if (pairs.length > 0) return pairs;
  const known = languages.size === 0 ? 'none' : listed([...languages].sort());
  throw new DataError(
    `${owner}: ${path}: must have a unit in ${options.source} and ${options.target}, its languages are: ${known}.`,
  );
}

/** The units of a memory, from `<tu` to `</tu>`, each with the line that it begins in. */
async function* unitsOf(file: LineFile): AsyncGenerator<{ readonly unit: string; readonly line: number }> {
  let unit = '';
  let begun = 0;
  for await (const { lines, first } of linesOf(file)) {
    for (const [index, text] of lines.entries()) {
      const line = first + index;
      if (/<!ENTITY/i.test(text)) throw lineError(file, line, 'have no entities of its own');
      let rest = text;
      while (rest !== '') {
        if (begun === 0) {
          const start = rest.search(/<tu[\s>]/);
          if (start < 0) break;
          begun = line;
          rest = rest.slice(start);
        }
        const end = rest.indexOf('</tu>');
        if (end < 0) break;
        yield { unit: unit + rest.slice(0, end), line: begun };
        [unit, begun, rest] = ['', 0, rest.slice(end + '</tu>'.length)];
      }
      if (begun > 0) unit += `${rest}\n`;
      if (unit.length > longestUnit) throw lineError(file, begun, `end its unit within ${longestUnit} characters`);
    }
  }
  if (begun > 0) throw lineError(file, begun, 'end its unit with </tu>');
}
