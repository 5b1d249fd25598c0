import { InvalidOptionError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { partFromConfig, type Registry } from '../options/from-config.ts';
import { factoriesOf, registered, type RegisteredParts } from '../options/registered.ts';
import type { Architecture } from './architecture.ts';
import type { ArchitectureCard } from './card.ts';
import * as parts from './parts.ts';

/** Every architecture by its name: its factory and options. */
export const architectures = registered(parts) satisfies RegisteredParts<Architecture>;

/** The name of an architecture. */
export type ArchitectureName = keyof typeof architectures;

/** What is known of the architectures, by their names. */
export const architectureCards: Readonly<Record<string, ArchitectureCard>> = Object.fromEntries(
  Object.values(parts).flatMap((part) => ('parameters' in part ? [[part.name, part]] : [])),
);

/** What others call what we have under another name, or with an option. */
const otherNames: Readonly<Record<string, string>> = {
  cgc: 'ple(levels=1)',
  'shared-bottom': 'hard-sharing',
  'single-task': 'separate',
  'adatt-sp': 'adatt(shared=0)',
};

/**
 * An architecture from its config.
 *
 * @param config - The config, of whatever type: it may come from a file.
 * @param own - Architectures of your own, by name; they come first.
 * @throws {@link InvalidOptionError} when it is no config of a known architecture.
 */
export function architectureFromConfig(config: unknown, own?: Registry<Architecture>): Architecture {
  const name = isRecord(config) ? String(config.name) : '';
  const ours = !own?.[name] && Object.hasOwn(otherNames, name) ? otherNames[name] : undefined;
  if (ours !== undefined) throw new InvalidOptionError('architecture', 'name', `${ours}, our name for it`, name);
  return partFromConfig<Architecture>('architecture', config, factoriesOf<Architecture>(architectures), own);
}
