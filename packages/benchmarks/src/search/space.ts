import { checkKnownOptions, type Option, type OptionsSchema } from '@equipoise/core';

import type { Point, Space } from './dimension.ts';
import { readSpec } from './spec.ts';

/** The declared options of a part, as its factory or card has them. */
export type DeclaredOptions = Pick<OptionsSchema, 'owner' | 'shape'>;

/** The options of a part in a study: some the same in all trials, some searched. */
export interface PartSearch {
  /** The options that all trials share. */
  readonly fixed: Readonly<Record<string, unknown>>;
  /** The options that are searched, a dimension each. */
  readonly space: Space;
}

/**
 * Reads what a study file says of the options of a part. An option that is not named keeps its default.
 *
 * - `alpha: 1.5` is a value for all trials.
 * - `alpha: [0.5, 2.5]` is a range; the scale comes from the declaration of the option.
 * - `alpha: { low: 0.5, high: 2.5, scale: 'log' }` is a range, too; what is left out comes from the declaration, so `alpha: {}` is all that
 *   is worth searching.
 * - `experts: { values: [2, 4, 8] }` are some values; for words and flags also without `values`: `method: ['lp', 'frank-wolfe']`.
 *
 * Options that are parts are not searched.
 *
 * @example
 * searchOf(dwaOptions, { temperature: [0.5, 5] });
 * // { fixed: {}, space: [{ name: 'temperature', type: 'number', low: 0.5, high: 5, scale: 'log' }] }
 *
 * @param schema - The declaration of the options.
 * @param spec - What the file says, of whatever type.
 * @throws {@link @equipoise/core!UnknownOptionError} for an option that the part does not have, {@link @equipoise/core!InvalidOptionError}
 *   for a value, a range or a scale that it cannot have.
 */
export function searchOf({ owner, shape }: DeclaredOptions, spec: unknown): PartSearch {
  const options = new Map(Object.entries(shape as Readonly<Record<string, Option<unknown>>>));
  checkKnownOptions(owner, spec, [...options.keys()]);
  const said = Object.entries(spec as Readonly<Record<string, unknown>>);
  const fixed: [string, unknown][] = [];
  const space: Space[number][] = [];
  for (const [name, option] of options) {
    const [, value] = said.find(([each]) => each === name) ?? [];
    if (value === undefined) continue;
    const read = readSpec({ owner, name, option }, value);
    if ('dimension' in read) space.push(read.dimension);
    else fixed.push([name, read.fixed]);
  }
  return { fixed: Object.fromEntries(fixed), space };
}

/**
 * The options that can be searched without a range from the user: those that declare values or a range worth searching.
 *
 * @param schema - The declaration of the options.
 */
export function searchableOptions({ shape }: DeclaredOptions): readonly string[] {
  const options = Object.entries(shape as Readonly<Record<string, Option<unknown>>>);
  return options
    .filter(([, { type, facts, choices }]) => {
      if (type === 'number' || type === 'integer') return facts.search !== undefined;
      return type === 'flag' || choices !== undefined;
    })
    .map(([name]) => name);
}

/**
 * One space over several parts: dimensions are named `part.option`.
 *
 * @example
 * joinSpaces({ optimizer: searchOf(adamwOptions, { weightDecay: {} }), strategy: searchOf(dwaOptions, { temperature: {} }) });
 *
 * @param parts - What is said of each part, by a name without a dot.
 */
export function joinSpaces(parts: Readonly<Record<string, PartSearch>>): Space {
  return Object.entries(parts).flatMap(([part, { space }]) =>
    space.map((dimension) => ({ ...dimension, name: `${part}.${dimension.name}` })),
  );
}

/**
 * The options of each part at a point of {@link joinSpaces}: those that all trials share, and those of the point.
 *
 * @param parts - What is said of each part.
 * @param point - The point.
 */
export function optionsAt<Part extends string>(
  parts: Readonly<Record<Part, PartSearch>>,
  point: Point,
): Readonly<Record<Part, Readonly<Record<string, unknown>>>> {
  const all = Object.entries<PartSearch>(parts).map(([part, { fixed, space }]) => {
    const searched = space.map(({ name }) => [name, point[`${part}.${name}`]]);
    return [part, { ...fixed, ...(Object.fromEntries(searched) as Readonly<Record<string, unknown>>) }];
  });
  return Object.fromEntries(all) as Readonly<Record<Part, Readonly<Record<string, unknown>>>>;
}
