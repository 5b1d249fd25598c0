import type { Config } from '@equipoise/core';
import { z } from 'zod';

import { recordOf } from './record-schema.ts';

/**
 * A part of a model as plain data, with all its options.
 *
 * @param kind - What sort of part it is.
 */
export function partConfigSchema(kind: string): z.ZodType<Config> {
  return z.strictObject({ kind: z.literal(kind), name: z.string(), options: recordOf(z.unknown()) });
}

/**
 * A part as the command line takes it: `mlp(hidden=[32,32], dropout=0)`.
 *
 * @param config - The part.
 */
export function partText({ name, options }: Config): string {
  const written = Object.entries(options).map(([option, value]) => `${option}=${JSON.stringify(value)}`);
  return written.length === 0 ? name : `${name}(${written.join(', ')})`;
}
