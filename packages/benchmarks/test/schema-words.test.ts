import { expect, it } from 'vitest';
import { z } from 'zod';

import { expectedBy } from '../src/schema-words.ts';

it.each<[z.ZodType, unknown, string]>([
  [z.int().max(1024), 5000, 'at most 1024'],
  [z.int().min(1), 0, 'at least 1'],
  [z.number().positive(), -1, 'above 0'],
  [z.int(), 1.5, 'a whole number'],
  [z.string(), 3, 'a text'],
  [z.boolean(), 'yes', 'true or false'],
  [z.enum(['a', 'b']), 'c', 'one of a, b'],
  [z.literal('a'), 'c', 'a'],
  [z.array(z.string()).min(1), [], 'a list of at least 1'],
  [z.string().min(1), '', 'a text of at least 1 characters'],
  [z.union([z.string(), z.number()]), true, 'one of the forms that it may have'],
  [z.record(z.string(), z.string()), 3, 'an object'],
])('a schema asks in plain words (%#)', (schema, value, words) => {
  const [issue] = schema.safeParse(value).error?.issues ?? [];
  expect(issue && expectedBy(issue)).toBe(words);
});
