import { configOf } from '../options/config.ts';
import { choice } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { viewOf } from './define-metric.ts';
import type { Metric } from './metric.ts';
import { ngrams, runs } from './ngrams.ts';
import { percent } from './ranges.ts';
import { wordsOf } from './word-tokens.ts';

/** Options of {@link bleu}. */
export const bleuOptions = optionsSchema('bleu', {
  tokenize: choice(['13a', 'none', 'char'], {
    default: '13a',
    meaning: 'how texts are cut into words: as mteval-v13a does, at blanks, or into characters',
  }),
});

const longest = 4;

/**
 * How near texts are to references, from 0 to 100, as sacreBLEU computes it for a corpus (mixed case, exponential smoothing).
 *
 *     BLEU = 100 · min(1, exp(1 − r / h)) · exp( ¼ Σ_{n ≤ 4} log pₙ )
 *
 * pₙ is the share of the n-grams of the texts that their references have, each counted at most as often as there; h and r are the words of texts and
 * references, of several references the nearest length, the shorter of equals. An n without a match counts 1 / 2ᵏ matches, k the how manieth such n it is;
 * without any match, or without a text of four words, it is 0. NaN without texts.
 *
 * @param options - How texts are cut into words.
 * @throws {@link InvalidOptionError} when it is none of these.
 * @see K. Papineni, S. Roukos, T. Ward, W.-J. Zhu. Bleu: a Method for Automatic Evaluation of Machine Translation. ACL 2002.
 *   https://aclanthology.org/P02-1040; M. Post. A Call for Clarity in Reporting BLEU Scores. WMT 2018. https://aclanthology.org/W18-6319
 */
export function bleu(options: OptionsOf<typeof bleuOptions> = {}): Metric {
  const name = bleuOptions.owner;
  const complete = bleuOptions.read(options);
  return {
    name,
    mode: 'max',
    range: percent,
    config: configOf('metric', name, complete),
    create(kind) {
      const read = viewOf(name, kind, 'texts');
      const [matches, totals] = [new Float64Array(longest), new Float64Array(longest)];
      let [texts, own, others] = [0, 0, 0];
      return {
        update(batch) {
          for (const { text, references } of read(batch)) {
            const words = wordsOf(text, complete.tokenize);
            const right = references.map((reference) => wordsOf(reference, complete.tokenize));
            for (let n = 1; n <= longest; n += 1) {
              matches[n - 1] = (matches[n - 1] ?? 0) + clippedMatches(words, right, n);
              totals[n - 1] = (totals[n - 1] ?? 0) + runs(words, n);
            }
            texts += 1;
            own += words.length;
            others += nearestLength(words.length, right);
          }
        },
        compute: () => (texts === 0 ? Number.NaN : score(matches, totals, own, others)),
      };
    },
  };
}

/** Runs that a reference has too, each at most as often as the reference that has it most often. */
function clippedMatches(words: readonly string[], references: readonly (readonly string[])[], n: number): number {
  const counts = references.map((reference) => ngrams(reference, n));
  let sum = 0;
  for (const [run, count] of ngrams(words, n)) {
    sum += Math.min(count, Math.max(0, ...counts.map((reference) => reference.get(run) ?? 0)));
  }
  return sum;
}

function nearestLength(length: number, references: readonly (readonly string[])[]): number {
  const lengths = references.map((reference) => reference.length);
  return lengths.sort((a, b) => Math.abs(a - length) - Math.abs(b - length) || a - b)[0] ?? 0;
}

function score(matches: Float64Array, totals: Float64Array, own: number, others: number): number {
  if (matches[0] === 0 || totals.includes(0)) return 0;
  let smoothing = 1;
  const logs = matches.map((count, index) => {
    if (count === 0) smoothing /= 2;
    return Math.log((count || smoothing) / (totals[index] ?? Number.NaN));
  });
  const brevity = Math.min(0, 1 - others / own);
  return 100 * Math.exp(brevity + logs.reduce((sum, log) => sum + log, 0) / longest);
}
