import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { bleu } from '../../src/metrics/bleu.ts';
import { chrf } from '../../src/metrics/chrf.ts';
import type { Metric } from '../../src/metrics/metric.ts';
import { metrics } from '../../src/metrics/registry.ts';
import { binary } from '../../src/tasks/kinds/binary.ts';
import type { Scoring, TextPair } from '../../src/tasks/scoring.ts';

/** The metric of texts, which come in one by one. */
function measured(metric: Metric, pairs: readonly TextPair[]): number {
  let next = 0;
  const kind: Scoring = { name: 'texts', texts: () => pairs.slice(next, next + 1) };
  const state = metric.create(kind);
  for (; next < pairs.length; next += 1) {
    state.update({ outputs: new Float32Array(0), labels: new Float32Array(0), size: 1 });
  }
  return state.compute();
}

function pair(text: string, ...references: string[]): TextPair {
  return { text, references };
}

interface Case {
  readonly name: string;
  readonly metric: 'bleu' | 'chrf';
  readonly options: object;
  readonly texts: readonly TextPair[];
  readonly expected: number;
  /** To how many digits the reference is published. */
  readonly digits: number;
}

const written = readFileSync(new URL('../fixtures/texts.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };

describe('metrics of texts', () => {
  it.each(cases)('$metric is that of sacreBLEU: $name', ({ metric, options, texts, expected, digits }) => {
    expect(measured(metrics[metric].create(options), texts)).toBeCloseTo(expected, digits);
  });
});

describe('bleu', () => {
  it('is 0 of empty texts and of texts of less than four words', () => {
    expect(measured(bleu(), [pair('', 'a cat on a mat')])).toBe(0);
    expect(measured(bleu(), [pair('a test', 'a test')])).toBe(0);
    expect(measured(bleu(), [])).toBeNaN();
  });

  it('keeps numbers whole and sets signs apart', () => {
    const cut = 'It cost $ 1,000.50 , or 20 - 30 % & quot less .';
    expect(measured(bleu(), [pair('It cost $1,000.50, or 20-30% &amp; quot less.', cut)])).toBeCloseTo(100, 10);
  });
});

describe('chrf', () => {
  it('takes the nearest of several references', () => {
    const alone = measured(chrf(), [pair('the dog', 'the dog bit')]);
    expect(measured(chrf(), [pair('the dog', 'a cat', 'the dog bit', 'cats')])).toBe(alone);
    expect(measured(chrf(), [])).toBeNaN();
  });

  it('and bleu need texts, and declare their options', () => {
    expect(() => binary({ metrics: [chrf()] })).toThrow('chrf: option `kind` must be a kind of task with texts');
    expect(() => bleu({ tokenize: 'intl' as 'none' })).toThrow(
      'bleu: option `tokenize` must be one of 13a, none, char',
    );
    expect(() => chrf({ order: 0 })).toThrow('chrf: option `order` must be a whole number of at least 1');
  });
});
