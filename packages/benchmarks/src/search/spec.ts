import { checkKnownOptions, InvalidOptionError, isRecord, type Option } from '@equipoise/core';

import type { Dimension, NumberDimension } from './dimension.ts';

/** An option that a spec is about. */
export interface Searched {
  /** Whose option it is. */
  readonly owner: string;
  /** Its name. */
  readonly name: string;
  /** Its declaration. */
  readonly option: Option<unknown>;
}

/** What a spec says of one option: one value for all trials, or a dimension to search. */
export type ReadSpec = { readonly fixed: unknown } | { readonly dimension: Dimension };

/**
 * Reads what a study file says of one option.
 *
 * @param searched - The option.
 * @param spec - What is said of it: see {@link searchOf}.
 * @throws {@link @equipoise/core!InvalidOptionError} for what the option cannot be, {@link @equipoise/core!UnknownOptionError} for a word
 *   that no dimension has.
 */
export function readSpec(searched: Searched, spec: unknown): ReadSpec {
  const { type } = searched.option;
  if (type === 'part') return { fixed: spec }; // Whoever makes the part checks it.
  const isNumeric = type === 'number' || type === 'integer';
  if (isRecord(spec)) {
    if (isNumeric && !('values' in spec)) return { dimension: numbersOf(searched, spec) };
    checkKnownOptions(`${searched.owner}.${searched.name}`, spec, ['values']);
    return { dimension: valuesOf(searched, 'values' in spec ? spec.values : allValues(searched)) };
  }
  if (Array.isArray(spec) && type !== 'list') {
    return { dimension: isNumeric ? rangeOf(searched, spec) : valuesOf(searched, spec) };
  }
  check(searched, spec);
  return { fixed: spec };
}

function rangeOf(searched: Searched, spec: readonly unknown[]): NumberDimension {
  const { owner, name } = searched;
  if (spec.length !== 2) {
    throw new InvalidOptionError(owner, name, 'a range [low, high], or { values: [...] }', spec);
  }
  return numbersOf(searched, { low: spec[0], high: spec[1] });
}

function numbersOf(searched: Searched, spec: Readonly<Record<string, unknown>>): NumberDimension {
  const { owner, name, option } = searched;
  const { search, min, max, scale: own = 'linear' } = option.facts;
  checkKnownOptions(`${owner}.${name}`, spec, ['low', 'high', 'scale', 'values']);
  const { low = search?.[0] ?? min, high = search?.[1] ?? max, scale = own } = spec;
  if (low === undefined || high === undefined) {
    throw new InvalidOptionError(owner, name, 'a range [low, high], as it has none of its own to search', spec);
  }
  check(searched, low, '.low');
  check(searched, high, '.high');
  if (scale !== 'linear' && scale !== 'log') {
    throw new InvalidOptionError(owner, `${name}.scale`, 'linear or log', scale);
  }
  const ends = { low: Number(low), high: Number(high) };
  if (ends.low >= ends.high) throw new InvalidOptionError(owner, `${name}.low`, `below ${ends.high}`, low);
  if (scale === 'log' && ends.low <= 0) {
    throw new InvalidOptionError(owner, `${name}.low`, 'above 0 on the scale log', low);
  }
  return { name, type: option.type as NumberDimension['type'], ...ends, scale };
}

function valuesOf(searched: Searched, values: unknown): Dimension {
  const { owner, name } = searched;
  if (!Array.isArray(values) || values.length === 0) {
    throw new InvalidOptionError(owner, `${name}.values`, 'a list of at least one value', values);
  }
  for (const [index, value] of values.entries()) check(searched, value, `.values[${index}]`);
  if (new Set(values.map((value) => JSON.stringify(value))).size < values.length) {
    throw new InvalidOptionError(owner, `${name}.values`, 'different values', values);
  }
  return { name, type: 'choice', values };
}

function allValues({ owner, name, option }: Searched): readonly unknown[] {
  if (option.type === 'flag') return [false, true];
  if (option.choices) return option.choices;
  throw new InvalidOptionError(owner, name, '{ values: [...] }, as it has no values of its own to search', {});
}

function check({ owner, name, option }: Searched, value: unknown, where = ''): void {
  if (!option.accepts(value)) {
    throw new InvalidOptionError(owner, `${name}${where}`, option.expected, value);
  }
}
