import { isRecord, jsonSchemaOf, type Option } from '@equipoise/core';

import type { DeclaredOptions } from './space.ts';

/** JSON Schema. */
type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * What {@link searchOf} takes, as JSON Schema (draft 2020-12), for editors of study files: each option may be a value, a range or a list
 * of values within its bounds.
 *
 * @param schema - The declaration of the options.
 */
export function spaceSchemaOf(schema: DeclaredOptions): Readonly<Record<string, unknown>> {
  const { properties, ...rest } = jsonSchemaOf(schema);
  const shape = schema.shape as Readonly<Record<string, Option<unknown>>>;
  const each = Object.entries(shape).map(([name, option]) => {
    const value = isRecord(properties) && isRecord(properties[name]) ? properties[name] : {};
    return [name, propertyOf(option, value)];
  });
  return { ...rest, properties: Object.fromEntries(each) as JsonSchema };
}

function propertyOf({ type }: Option<unknown>, described: JsonSchema): JsonSchema {
  if (type === 'part') return described;
  const { description, default: value, ...allowed } = described;
  const several = { type: 'array', items: allowed, minItems: 1, uniqueItems: true };
  const values = objectOf({ values: several });
  const about = { description, ...(value !== undefined && { default: value }) };
  if (type === 'number' || type === 'integer') {
    const ends = { type: 'array', items: allowed, minItems: 2, maxItems: 2 };
    const range = objectOf({ low: allowed, high: allowed, scale: { enum: ['linear', 'log'] } });
    return { ...about, anyOf: [allowed, ends, range, { ...values, required: ['values'] }] };
  }
  if (type === 'list') return { ...about, anyOf: [allowed, { ...values, required: ['values'] }] };
  return { ...about, anyOf: [allowed, several, values] };
}

function objectOf(properties: JsonSchema): JsonSchema {
  return { type: 'object', properties, additionalProperties: false };
}
