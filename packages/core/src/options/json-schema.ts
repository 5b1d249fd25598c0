import * as z from 'zod/mini';

import type { Option } from './option.ts';
import type { OptionsSchema } from './options-schema.ts';

/**
 * Options as JSON Schema (draft 2020-12): types, ranges, defaults and meanings, for editors and for checks in other languages.
 *
 * @param schema - The options.
 */
export function jsonSchemaOf(schema: Pick<OptionsSchema, 'owner' | 'shape'>): Readonly<Record<string, unknown>> {
  const options = Object.entries(schema.shape as Readonly<Record<string, Option<unknown>>>);
  const properties = options.map(([name, option]) => [name, propertyOf(option)]);
  const required = options.filter(([, { facts }]) => facts.required).map(([name]) => name);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: schema.owner,
    type: 'object',
    properties: Object.fromEntries(properties) as unknown,
    ...(required.length > 0 && { required }),
    additionalProperties: false,
  };
}

function propertyOf({ schema, facts, range }: Option<unknown>): Readonly<Record<string, unknown>> {
  const type = Object.entries(z.toJSONSchema(schema, { unrepresentable: 'any' })).filter(
    ([name]) => name !== '$schema',
  );
  const { meaning, default: value, min, max, above, below } = facts;
  const bounds = { minimum: min, maximum: max, exclusiveMinimum: above, exclusiveMaximum: below };
  const known = Object.entries({ ...bounds, default: value }).filter(([, each]) => each !== undefined);
  return { ...Object.fromEntries([...type, ...known]), description: `${meaning} (${range})` };
}
