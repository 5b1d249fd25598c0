import { readFileSync } from 'node:fs';

import { describe, expect, it } from 'vitest';

import { entityF1 } from '../../src/metrics/entity-f1.ts';
import type { Scored } from '../../src/metrics/scored.ts';
import { entitiesOf } from '../../src/tasks/entities.ts';
import { multiclass } from '../../src/tasks/kinds/multiclass.ts';
import { tagging } from '../../src/tasks/kinds/tagging.ts';

interface Case {
  readonly name: string;
  readonly tags: readonly string[];
  readonly sentences: readonly (readonly [truth: string, decided: string])[];
  readonly expected: {
    readonly truth: number;
    readonly decided: number;
    readonly correct: number;
    readonly f1: number;
  };
}

const written = readFileSync(new URL('../fixtures/entity-f1.json', import.meta.url), 'utf8');
const { cases } = JSON.parse(written) as { cases: readonly Case[] };
const length = 14;

/** Sentences as a task scores them: a logit of 1 for the tag decided on. */
function scored(tags: readonly string[], sentences: Case['sentences']): Scored {
  const outputs = new Float32Array(sentences.length * length * tags.length);
  const labels = new Int32Array(sentences.length * length).fill(-1);
  sentences.forEach(([truth, decided], row) => {
    labels.set(
      truth.split(' ').map((tag) => tags.indexOf(tag)),
      row * length,
    );
    decided.split(' ').forEach((tag, token) => {
      outputs[(row * length + token) * tags.length + tags.indexOf(tag)] = 1;
    });
  });
  return { outputs, labels, size: sentences.length };
}

function f1(tags: readonly string[], sentences: Case['sentences'], batch = sentences.length): number {
  const state = entityF1().create(tagging({ tags, length }));
  for (let from = 0; from < sentences.length; from += batch) {
    state.update(scored(tags, sentences.slice(from, from + batch)));
  }
  return state.compute();
}

describe('entity-f1', () => {
  it.each(cases)('is what conlleval counts, in batches of any size: $name', ({ tags, sentences, expected }) => {
    const { truth, decided, correct } = expected;
    expect(f1(tags, sentences)).toBe((2 * correct) / (truth + decided));
    expect(f1(tags, sentences, 7)).toBe(f1(tags, sentences));
    expect(100 * f1(tags, sentences)).toBeCloseTo(expected.f1, 2);
  });

  it.each(cases)('counts the entities of one sentence after the other: $name', ({ sentences, expected }) => {
    const count = (which: 0 | 1): number =>
      sentences.reduce((sum, pair) => sum + entitiesOf(pair[which].split(' ')).length, 0);
    expect([count(0), count(1)]).toEqual([expected.truth, expected.decided]);
  });

  it('leaves tokens without a tag out of their sentence', () => {
    const tags = ['O', 'B', 'I'];
    const state = entityF1().create(tagging({ tags, length: 3 }));
    // B ? I: one entity of the two tokens with tags. Decided B O I: the O in between is not counted.
    state.update({ outputs: Float32Array.of(0, 1, 0, 1, 0, 0, 0, 0, 1), labels: Int32Array.of(1, -1, 2), size: 1 });
    expect(state.compute()).toBe(1);
  });

  it('is 0 where no decided entity is true, and not defined where there is none at all', () => {
    const tags = ['O', 'B', 'I'];
    expect(f1(tags, [['O B O', 'O O B']])).toBe(0);
    expect(f1(tags, [['B', 'O']])).toBe(0);
    expect(f1(tags, [['O O', 'O O']])).toBeNaN();
  });

  it('is the main metric of a task whose tags are BIO, and only of such', () => {
    const namesOf = (tags: readonly string[]): readonly string[] =>
      tagging({ tags, length }).metrics.map(({ name }) => name);
    expect(namesOf(['B-a', 'I-a', 'O'])).toEqual(['entity-f1', 'accuracy']);
    expect(namesOf(['B', 'I', 'X'])).toEqual(['accuracy', 'macro-f1']);
    expect(namesOf(['NOUN', 'O'])).toEqual(['accuracy', 'macro-f1']);
  });

  it('is refused where tags are of another scheme or there are none', () => {
    expect(() => tagging({ tags: ['O', 'S-PER'], length, metrics: [entityF1()] })).toThrow(
      'entity-f1: option `kind` must be a kind with BIO tags, such as O, B-PER and I-PER, received "O, S-PER".',
    );
    expect(() => multiclass({ classes: ['O', 'B-PER'], metrics: [entityF1()] })).toThrow(
      'entity-f1: option `kind` must be a kind of task with sequences, received "multiclass".',
    );
  });
});
