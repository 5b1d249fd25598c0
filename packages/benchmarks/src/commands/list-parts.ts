import {
  architectures,
  decoders,
  didYouMean,
  encoders,
  InvalidOptionError,
  losses,
  metrics,
  optimizers,
  optimizerWrappers,
  type OptionsSchema,
  samplers,
  schedules,
  scheduleWrappers,
  taskKinds,
} from '@equipoise/core';

import { pruners } from '../search/pruners/registry.ts';
import { searches } from '../search/registry.ts';
import { type Screen, screenOf } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';
import { optionList } from './option-list.ts';

/** What `equipoise parts` is asked for. */
export interface PartsArguments {
  /** Show this one, in detail. */
  readonly name?: string | undefined;
  /** Whether to print JSON. */
  readonly json?: boolean | undefined;
}

type Parts = Readonly<Record<string, { readonly options: Pick<OptionsSchema, 'described'> }>>;

/** The registries of parts, by what they hold. */
const kinds: Readonly<Record<string, Parts>> = {
  encoder: encoders,
  decoder: decoders,
  architecture: architectures,
  optimizer: optimizers,
  'around an optimizer': optimizerWrappers,
  schedule: schedules,
  'before a schedule': scheduleWrappers,
  'kind of task': taskKinds,
  sampler: samplers,
  loss: losses,
  metric: metrics,
  search: searches,
  pruner: pruners,
};

interface Part {
  readonly kind: string;
  readonly name: string;
  readonly options: OptionsSchema['described'];
}

/**
 * What `equipoise parts` prints: a list, one part with its options, or either as one JSON object.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!InvalidOptionError} when there is no such part.
 */
export function partsText({ name, json }: PartsArguments): string {
  const all = Object.entries(kinds).flatMap(([kind, parts]) =>
    Object.entries(parts).map(([key, { options }]): Part => ({ kind, name: key, options: options.described })),
  );
  const chosen = name === undefined ? all : all.filter((part) => part.name === name);
  if (name !== undefined && chosen.length === 0) {
    const names = all.map((part) => part.name);
    throw new InvalidOptionError('parts', 'name', `one that equipoise parts lists${didYouMean(name, names)}`, name);
  }
  if (json) return JSON.stringify({ parts: chosen }, null, 2);
  const screen = screenOf(process.stdout);
  if (name !== undefined) return chosen.map((part) => partText(part, screen)).join('\n\n');
  return `${Object.keys(kinds)
    .map((kind) => listText(kind, all, screen))
    .join('\n\n')}\n\nOne with its options: equipoise parts NAME`;
}

function listText(kind: string, all: readonly Part[], screen: Screen): string {
  const names = all.filter((part) => part.kind === kind).map((part) => part.name);
  return `${screen.paint('bold', kind)}\n${wrap(names.join(', '), { width: screen.width, indent: 2 })}`;
}

function partText({ kind, name, options }: Part, screen: Screen): string {
  const list = options.length > 0 ? optionList({ described: options }, screen) : '  It has no options.';
  return `${screen.paint('cyan', name)} (${kind})\n${list}`;
}
