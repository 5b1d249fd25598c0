import { integer } from '@equipoise/core';

/** The options of a strategy that has none. */
export type NoOptions = Readonly<Record<string, never>>;

/**
 * Declares the seed of a strategy that draws random numbers.
 *
 * @param meaning - What it is the seed of.
 */
export function seedOption(meaning: string): ReturnType<typeof integer<{ readonly meaning: string }>> {
  return integer({ otherwise: 'that of the run', meaning });
}
