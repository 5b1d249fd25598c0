import { type Config, isBalancer, isRecord, type OptionsSchema } from '@equipoise/core';

/**
 * What a strategy is made of, as plain data: its name and all its options, an inner strategy as its own config. An option that is left
 * out and has no default is left out here too.
 *
 * @param schema - The options of the strategy; it also has its name.
 * @param options - The options that it was given.
 * @returns Nothing when an inner strategy has no config: one of the user's own.
 * @throws what the schema's `read` throws.
 */
export function configOf(schema: Pick<OptionsSchema, 'owner' | 'read'>, options: object): Config | undefined {
  const entries = Object.entries<unknown>(schema.read(options)).filter(([, value]) => value !== undefined);
  const plain = entries.map(([name, value]) => [name, isBalancer(value) ? value.config : value] as const);
  if (plain.some(([, value]) => value === undefined)) return undefined;
  return { kind: 'strategy', name: schema.owner, options: Object.fromEntries(plain) };
}

/**
 * Whether a value is the config of a strategy.
 *
 * @param value - The value, of whatever type.
 */
export function isStrategyConfig(value: unknown): value is Config {
  return isRecord(value) && value.kind === 'strategy' && typeof value.name === 'string' && isRecord(value.options);
}
