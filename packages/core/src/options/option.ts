import { type Bounds, boundsSentence, boundsText, isWithin } from './bounds.ts';

/** What an option's values are. */
export type OptionType = 'number' | 'integer' | 'choice' | 'flag' | 'text' | 'list' | 'part';

/** What every option says of itself. */
export interface OptionFacts<Value> {
  /** What it is or does, as a phrase without a full stop: `the learning rate`. */
  readonly meaning: string;
  /** Its value when it is left out; without one it is `undefined` then, and {@link OptionFacts.otherwise} says what that means. */
  readonly default?: Value;
  /** What happens when it is left out and has no default: `that of the run`. */
  readonly otherwise?: string;
  /** Whether it must be given: it has no default then. */
  readonly required?: true;
}

/** What a number adds. */
export interface NumberFacts extends OptionFacts<number>, Bounds {
  /**
   * How a search over its values spaces them.
   *
   * @defaultValue 'linear'
   */
  readonly scale?: 'linear' | 'log';
  /** The values that are worth searching, where that is less than all allowed: smallest and largest. */
  readonly search?: readonly [low: number, high: number];
}

/** The declaration of one option: the one place that says what it is, from which checks, tables, JSON Schema and search spaces come. */
export interface Option<Value, Complete = Value> {
  /** What its values are. */
  readonly type: OptionType;
  /** Accepts the values that are allowed. */
  readonly accepts: (value: unknown) => value is Value;
  /** What it says of itself; of numbers also the bounds. */
  readonly facts: OptionFacts<Complete> & Partial<NumberFacts>;
  /** The values that it may have, in a few words, for tables: `above 0`. */
  readonly range: string;
  /** What a value must be, as the end of a sentence: `a number above 0`. */
  readonly expected: string;
  /** The values of a choice. */
  readonly choices?: readonly string[];
  /** What each element of a list must be. */
  readonly element?: Option<unknown>;
}

/** An option that always has a value once read, or may have none. */
type Declared<Value, Facts> = Option<
  Value,
  Facts extends { readonly default: unknown } | { readonly required: true } ? Value : Value | undefined
>;

/**
 * Declares an option that is a finite number.
 *
 * @param facts - Its meaning, default and bounds.
 */
export function number<const Facts extends NumberFacts>(facts: Facts): Declared<number, Facts> {
  return {
    type: 'number',
    accepts: (value: unknown) => typeof value === 'number' && isWithin(value, facts),
    facts,
    range: boundsText(facts),
    expected: boundsSentence('a number', facts),
  } as never;
}

/**
 * Declares an option that is a whole number.
 *
 * @param facts - Its meaning, default and bounds.
 */
export function integer<const Facts extends NumberFacts>(facts: Facts): Declared<number, Facts> {
  const accepts = (value: unknown): boolean => Number.isSafeInteger(value) && isWithin(value as number, facts);
  const expected = boundsSentence('a whole number', facts);
  return { type: 'integer', accepts, facts, range: expected.slice('a '.length), expected } as never;
}

/**
 * Declares an option that is one of several words.
 *
 * @param choices - The words.
 * @param facts - Its meaning and default.
 */
export function choice<const Word extends string, const Facts extends OptionFacts<NoInfer<Word>>>(
  choices: readonly [Word, ...Word[]],
  facts: Facts,
): Declared<Word, Facts> {
  const accepts = (value: unknown): boolean => choices.includes(value as Word);
  const range = choices.join(', ');
  return { type: 'choice', accepts, facts, range, expected: `one of ${range}`, choices } as never;
}

/**
 * Declares an option that is true or false.
 *
 * @param facts - Its meaning and default.
 */
export function flag<const Facts extends OptionFacts<boolean>>(facts: Facts): Declared<boolean, Facts> {
  const accepts = (value: unknown): boolean => typeof value === 'boolean';
  return { type: 'flag', accepts, facts, range: 'true, false', expected: 'true or false' } as never;
}

/**
 * Declares an option that is a text.
 *
 * @param facts - Its meaning and default.
 */
export function text<const Facts extends OptionFacts<string>>(facts: Facts): Declared<string, Facts> {
  const accepts = (value: unknown): boolean => typeof value === 'string';
  return { type: 'text', accepts, facts, range: 'any text', expected: 'a text' } as never;
}

/** What a list says of its elements. */
export interface ListFacts<Value> extends OptionFacts<readonly Value[]> {
  /** The values that it may have, in a few words: `at least 0, not all 0`. */
  readonly range: string;
  /** What it must be, as the end of a sentence: `a list of one number for each task`. */
  readonly expected: string;
  /** What must hold of a list whose elements are allowed. */
  readonly holds?: (list: readonly Value[]) => boolean;
}

/**
 * Declares an option that is a list.
 *
 * @param element - What each element must be.
 * @param facts - Its meaning and default, and what it must be.
 */
export function list<Value, const Facts extends ListFacts<Value>>(
  element: Option<Value, unknown>,
  facts: Facts,
): Declared<readonly Value[], Facts> {
  const { range, expected, holds = () => true } = facts;
  const accepts = (value: unknown): boolean => Array.isArray(value) && value.every(element.accepts) && holds(value);
  return { type: 'list', accepts, facts, range, expected, element } as never;
}

/** What an option of another type says of its values. */
export interface PartFacts<Value> extends OptionFacts<Value> {
  /** The values that it may have, in a few words: `a strategy`. */
  readonly range: string;
  /** What it must be, as the end of a sentence: `a strategy that needs the Gramian`. */
  readonly expected: string;
}

/**
 * Declares an option of any other type, such as a strategy.
 *
 * @param accepts - Whether a value is allowed.
 * @param facts - Its meaning and default, and what it must be.
 */
export function part<Value, const Facts extends PartFacts<NoInfer<Value>>>(
  accepts: (value: unknown) => value is Value,
  facts: Facts,
): Declared<Value, Facts> {
  return { type: 'part', accepts, facts, range: facts.range, expected: facts.expected } as never;
}
