import { describe, expect, it } from 'vitest';

import { DataError, EquipoiseError, InvalidOptionError, NonFiniteError, ShapeError } from '../src/errors.ts';

describe('errors', () => {
  it.each([
    ['DataError', DataError],
    ['NonFiniteError', NonFiniteError],
    ['ShapeError', ShapeError],
  ])('are distinct classes of EquipoiseError: %s', (name, Kind) => {
    const error = new Kind('sentence');
    expect(error).toBeInstanceOf(EquipoiseError);
    expect(error).toBeInstanceOf(Error);
    expect(`${error.name}: ${error.message}`).toBe(`${name}: sentence`);
  });
});

describe('InvalidOptionError', () => {
  it('names owner, option, expected and received value', () => {
    const error = new InvalidOptionError('dwa', 'temperature', 'above 0', -1);
    expect(error).toBeInstanceOf(EquipoiseError);
    expect(error.name).toBe('InvalidOptionError');
    expect(error.message).toBe('dwa: option `temperature` must be above 0, received -1.');
  });

  it.each([
    ['text', 'adam', '"adam"'],
    ['NaN', Number.NaN, 'NaN'],
    ['undefined', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a boolean', true, 'true'],
    ['a list', [1, Number.NaN, 'a', [Infinity]], '[1,NaN,"a",[Infinity]]'],
    ['an object', { a: 1 }, '{"a":1}'],
  ])('shows %s as it is written in code', (_, received, shown) => {
    expect(new InvalidOptionError('a', 'b', 'c', received).message).toBe(
      `a: option \`b\` must be c, received ${shown}.`,
    );
  });
});
