import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { EquipoiseError, InvalidOptionError } from '../src/errors.ts';
import { oneLine, show } from '../src/show.ts';

/** All that could break a line, move the cursor, or turn the direction of the text. */
const disturbing = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}\u202a-\u202e\u2066-\u2069\ufeff]/u;

describe('oneLine', () => {
  it('escapes what would change the look of a sentence, and nothing else', () => {
    expect(oneLine('a\nb\r\tc\u001b[31m\u0000\u2028\u202e\ud800')).toBe(
      'a\\nb\\r\\tc\\u001b[31m\\u0000\\u2028\\u202e\\ud800',
    );
    expect(oneLine('Größe, 大きさ, 👩🏽‍🔬, "quoted"')).toBe('Größe, 大きさ, 👩🏽‍🔬, "quoted"');
  });

  it('cuts after so many characters, and never through a surrogate pair', () => {
    expect(oneLine('x'.repeat(201))).toBe(`${'x'.repeat(200)}…`);
    expect(oneLine('x'.repeat(200))).toBe('x'.repeat(200));
    expect(oneLine('👩👩', 3)).toBe('👩…');
  });
});

describe('show', () => {
  it.each<[unknown, string]>([
    ['a"b\n', '"a\\"b\\n"'],
    [1n, '1'],
    [Symbol('s'), 'Symbol(s)'],
    [new Float32Array(1e6), 'a Float32Array of 4000000 bytes'],
    [new Date(Date.UTC(2026, 0, 2)), '2026-01-02T00:00:00.000Z'],
    [new Date(Number.NaN), 'an invalid date'],
    [Math.max, 'the function max'],
    [() => 0, 'a function'],
    [{ a: { b: { c: { d: 1 } } } }, '{"a":{"b":{"c":…}}}'],
    [JSON.parse('{"__proto__": [null]}'), '{"__proto__":[null]}'],
  ])('writes values on one line: case %#', (value, text) => {
    expect(show(value)).toBe(text);
  });

  it('shows objects that contain themselves, and the beginning of long lists', () => {
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(show(circle)).toBe('{"self":{"self":{"self":…}}}');
    expect(show(new Array(1e6).fill(1))).toMatch(/^\[1,1,.*…$/);
  });

  it('gives at most 200 characters, none of them disturbing, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const text = show(value);
        expect(text.length).toBeLessThanOrEqual(201);
        expect(text).not.toMatch(disturbing);
      }),
    );
  });
});

describe('the messages of errors', () => {
  it('are one line of at most 1,000 characters, whatever text stands in them', () => {
    const long = new EquipoiseError(`a\nb${'x'.repeat(5000)}`).message;
    expect(long).toBe(`a\\nb${'x'.repeat(996)}…`);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), fc.anything(), (text, value) => {
        const { message } = new InvalidOptionError(text, text, text, value);
        expect(message.length).toBeLessThanOrEqual(1001);
        expect(message).not.toMatch(disturbing);
      }),
    );
  });
});
