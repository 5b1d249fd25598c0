import type { Bounds } from './bounds.ts';
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

function propertyOf(option: Option<unknown>): Readonly<Record<string, unknown>> {
  const { meaning, default: value } = option.facts;
  return {
    ...valuesOf(option),
    ...(value !== undefined && { default: value }),
    description: `${meaning} (${option.range})`,
  };
}

/** What the values of an option are; of parts, JSON Schema can say nothing. */
function valuesOf({ type, facts, choices, element }: Option<unknown>): Readonly<Record<string, unknown>> {
  switch (type) {
    case 'number':
    case 'integer':
      return { type, ...boundsOf(facts) };
    case 'choice':
      return { type: 'string', enum: choices };
    case 'flag':
      return { type: 'boolean' };
    case 'text':
      return { type: 'string' };
    case 'list':
      return { type: 'array', ...(element && { items: valuesOf(element) }) };
    case 'part':
      return {};
  }
}

function boundsOf({ min, max, above, below }: Bounds): Readonly<Record<string, unknown>> {
  const bounds = { minimum: min, maximum: max, exclusiveMinimum: above, exclusiveMaximum: below };
  return Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound !== undefined));
}
