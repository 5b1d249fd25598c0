import { configOf } from '../options/config.ts';
import { flag, integer, number } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import type { TextPair } from '../tasks/scoring.ts';
import { viewOf } from './define-metric.ts';
import type { Metric } from './metric.ts';
import { common, ngrams, runs } from './ngrams.ts';
import { percent } from './ranges.ts';

/** Options of {@link chrf}. */
export const chrfOptions = optionsSchema('chrf', {
  order: integer({ default: 6, min: 1, meaning: 'the longest runs of characters that count' }),
  beta: number({ default: 2, above: 0, meaning: 'how many times as much recall counts as precision' }),
  whitespace: flag({ default: false, meaning: 'whether blanks are characters' }),
});

/** Runs of one length: those of the texts, of the references and of both. */
interface Counts {
  texts: number;
  references: number;
  both: number;
}

/**
 * How near texts are to references by their characters, from 0 to 100: the F-score of runs of characters (chrF2), as sacreBLEU computes it for a corpus.
 *
 *     chrF = 100 · (1 + β²) P R / (β² P + R)
 *
 * P is the share of the n-grams of the texts that the references have, R that of the references' which the texts have, each averaged over the n up to the
 * order for which both have one. Of several references of a text that with the greatest score counts. NaN without texts.
 *
 * @param options - The order, β, and whether blanks count.
 * @throws {@link InvalidOptionError} when an option is out of range.
 * @see M. Popović. chrF: character n-gram F-score for automatic MT evaluation. WMT 2015. https://aclanthology.org/W15-3049
 */
export function chrf(options: OptionsOf<typeof chrfOptions> = {}): Metric {
  const name = chrfOptions.owner;
  const complete = chrfOptions.read(options);
  const { order, beta, whitespace } = complete;
  const none = (): Counts[] => Array.from({ length: order }, () => ({ texts: 0, references: 0, both: 0 }));
  const charactersOf = (text: string): string[] => Array.from(whitespace ? text : text.replace(/\s+/g, ''));
  const countsOf = (text: readonly string[], reference: readonly string[]): readonly Counts[] =>
    none().map((_, index) => ({
      texts: runs(text, index + 1),
      references: runs(reference, index + 1),
      both: common(ngrams(text, index + 1), ngrams(reference, index + 1)),
    }));
  const bestOf = ({ text, references }: TextPair): readonly Counts[] => {
    const characters = charactersOf(text);
    const all = references.map((reference) => countsOf(characters, charactersOf(reference)));
    const [first = none(), ...others] = all;
    return others.reduce((best, counts) => (score(counts, beta) > score(best, beta) ? counts : best), first);
  };
  return {
    name,
    mode: 'max',
    range: percent,
    config: configOf('metric', name, complete),
    create(kind) {
      const read = viewOf(name, kind, 'texts');
      const sums = none();
      let texts = 0;
      return {
        update(batch) {
          for (const pair of read(batch)) {
            bestOf(pair).forEach((counts, index) => {
              const sum = sums[index];
              if (!sum) return;
              sum.texts += counts.texts;
              sum.references += counts.references;
              sum.both += counts.both;
            });
            texts += 1;
          }
        },
        compute: () => (texts === 0 ? Number.NaN : score(sums, beta)),
      };
    },
  };
}

function score(counts: readonly Counts[], beta: number): number {
  const known = counts.filter(({ texts, references }) => texts > 0 && references > 0);
  const mean = (of: (each: Counts) => number): number =>
    known.reduce((sum, each) => sum + of(each), 0) / Math.max(known.length, 1);
  const [precision, recall] = [
    mean(({ both, texts }) => both / texts),
    mean(({ both, references }) => both / references),
  ];
  return precision + recall === 0 ? 0 : (100 * (1 + beta ** 2) * precision * recall) / (beta ** 2 * precision + recall);
}
