import type { DatasetCard, DatasetEntry } from '../card.ts';
import { defineDataset } from '../define-dataset.ts';
import { readParallelTsv } from '../readers/parallel.ts';
import { splitRows } from '../text/split-rows.ts';
import { textDataset, type TextRow } from '../text/text-dataset.ts';
import { tokenizers } from '@equipoise/core';

const card: DatasetCard = {
  name: 'tatoeba',
  title: 'Tatoeba sentence pairs',
  modality: 'text',
  arrival: 'folder',
  examples: 0,
  tasks: [
    { name: 'language', kind: 'binary', meaning: 'whether a sentence is of the second language of the file' },
    { name: 'translation-words', kind: 'regression', meaning: 'how many words its translation has' },
  ],
  split:
    'at random: 80 % for training, 10 % for validation, 10 % for testing; sentences that are linked by translations stay together',
  licence: 'CC BY 2.0 FR; some sentences CC0',
  source:
    'https://tatoeba.org/en/downloads, "Sentence pairs" of two languages of your choice, saved as pairs.tsv: four cells a line, the number of a ' +
    'sentence, the sentence, the number of its translation, the translation',
  citation:
    'Tatoeba, https://tatoeba.org. J. Tiedemann. The Tatoeba Translation Challenge. WMT 2020. https://aclanthology.org/2020.wmt-1.139',
  description:
    'Short sentences in two languages, written by volunteers. How many there are depends on the languages. No task predicts a translation: it is in ' +
    'the rows, as `translation`.',
  caution: 'Many sentences differ in a name or a word only.',
  files: [{ path: 'pairs.tsv', urls: [] }],
};

/** Tatoeba: sentences of two languages that are translations of each other. */
export const tatoeba: DatasetEntry = defineDataset(card, async (options, file) => {
  const pairs = await readParallelTsv(file('pairs.tsv'), { source: 1, target: 3 });
  const linked = new Linked();
  const seen = new Set<string>();
  const rows: TextRow[] = [];
  const add = (language: string, text: string, translation: string): void => {
    const key = `${language}\t${text}`;
    if (seen.has(key)) return;
    seen.add(key);
    rows.push({ text, translation, language, key, 'translation-words': tokenizers.words(translation).length });
  };
  for (const { source, target } of pairs) {
    linked.join(`first\t${source}`, `second\t${target}`);
    add('first', source, target);
    add('second', target, source);
  }
  return textDataset({
    ...options,
    name: card.name,
    rows: splitRows(rows, {
      seed: options.seed,
      validation: 0.1,
      test: 0.1,
      groupOf: ({ key }) => linked.root(String(key)),
    }),
    column: 'text',
    text: { vocabulary: 20_000, length: 40 },
    tasks: {
      language: { kind: 'binary', names: ['first', 'second'] },
      'translation-words': { kind: 'regression' },
    },
  });
});

/** Names that are linked, directly or by others. */
class Linked {
  readonly #parents = new Map<string, string>();

  /** A name that stands for all that are linked with one. */
  root(name: string): string {
    let at = name;
    for (let next = this.#parents.get(at); next !== undefined; next = this.#parents.get(at)) {
      const further = this.#parents.get(next);
      if (further !== undefined) this.#parents.set(at, further);
      at = next;
    }
    return at;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.root(one), this.root(other)];
    if (a !== b) this.#parents.set(a, b);
  }
}
