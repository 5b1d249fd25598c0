import type { z } from 'zod';

/**
 * What a schema asks for in the place of what it refuses, so that "it must be …" reads as a sentence.
 *
 * @param issue - What the schema found wrong.
 */
export function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'too_big':
      return limit(issue.inclusive === false ? 'below' : 'at most', issue.maximum, issue.origin);
    case 'too_small':
      return limit(issue.inclusive === false ? 'above' : 'at least', issue.minimum, issue.origin);
    case 'invalid_type':
      return types[issue.expected] ?? `of type ${issue.expected}`;
    case 'invalid_value':
      return `${issue.values.length > 1 ? 'one of ' : ''}${issue.values.map(String).join(', ')}`;
    case 'invalid_union':
      return 'one of the forms that it may have';
    default:
      return issue.message.replace(/^./, (letter) => letter.toLowerCase());
  }
}

const types: Readonly<Record<string, string>> = {
  array: 'a list',
  boolean: 'true or false',
  int: 'a whole number',
  number: 'a number',
  object: 'an object',
  record: 'an object',
  string: 'a text',
};

/** Words for the limits of numbers, and of what has a length. */
function limit(relation: string, bound: number | bigint, origin: string): string {
  if (origin === 'array' || origin === 'set') return `a list of ${relation} ${bound}`;
  return origin === 'string' ? `a text of ${relation} ${bound} characters` : `${relation} ${bound}`;
}
