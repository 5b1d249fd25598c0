import { isRecord } from '@equipoise/core';
import { z } from 'zod';

/**
 * An object with any names, whose members all have one shape. Unlike `z.record` it keeps a member of the name `__proto__`: a column, task or
 * strategy may be called so.
 *
 * @param member - The shape of the members.
 */
export function recordOf<Member extends z.ZodType>(
  member: Member,
): z.ZodType<Record<string, z.output<Member>>, Record<string, z.input<Member>>> {
  const members = z.array(z.tuple([z.string(), member]));
  return z.custom<Record<string, z.input<Member>>>(isRecord).transform((record, context) => {
    const { data, error } = members.safeParse(Object.entries(record));
    if (data) return Object.fromEntries(data) as Record<string, z.output<Member>>;
    context.addIssue({ code: 'custom', message: z.prettifyError(error), input: record });
    return z.NEVER;
  });
}
