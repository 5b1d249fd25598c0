import {
  architectures,
  type Config,
  encoders,
  integer,
  number,
  optimizers,
  type OptionsSchema,
  optionsSchema,
  parsePart,
} from '@equipoise/core';
import { cards, isStrategyName } from '@equipoise/weighting';

import { joinSpaces, optionsAt, type PartSearch, searchOf } from '../search/space.ts';
import type { Point, Space } from '../search/dimension.ts';
import { partText } from '../trials/part-config.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import type { Slot } from './slots.ts';
import { weightsAt, weightSpace } from './searched-weights.ts';
import type { SearchSpecs } from './tuning.ts';

/** What can be searched of the training itself. */
const trainingOptions = optionsSchema('training', {
  learningRate: number({ required: true, meaning: 'the learning rate', above: 0, scale: 'log', search: [1e-4, 0.03] }),
  batchSize: integer({ required: true, meaning: 'examples in a batch', min: 1, scale: 'log', search: [16, 256] }),
});

/** What is searched for one slot. */
export interface SlotSearch {
  /** The dimensions; none where nothing is searched. */
  readonly space: Space;
  /**
   * The trial at a point.
   *
   * @param point - The point.
   */
  at(point: Point): TrialConfig;
}

type Declared = Pick<OptionsSchema, 'owner' | 'shape'>;

/** The parts of a trial that are searched, with what declares their options. */
const registries: Readonly<
  Record<'optimizer' | 'encoder' | 'architecture', Readonly<Record<string, { readonly options: Declared }>>>
> = {
  optimizer: optimizers,
  encoder: encoders,
  architecture: architectures,
};

/**
 * What is searched for a slot: the training, optimizer and encoder for all alike; the architecture where tasks share
 * weights, and the options of the strategy for arms only. Options that are not searched stay those of the slot.
 *
 * @param slot - The slot.
 * @param specs - What the study says.
 * @throws {@link @equipoise/core!UnknownOptionError} for an option that a part does not have, {@link @equipoise/core!InvalidOptionError}
 *   for a range that it cannot have.
 */
export function slotSearch({ of, config }: Pick<Slot, 'of' | 'config'>, specs: SearchSpecs): SlotSearch {
  const parts: Record<string, PartSearch> & { training: PartSearch } = {
    training: searchOf(trainingOptions, specs.training ?? {}),
  };
  const choices: Partial<Record<string, readonly Config[]>> = {
    ...(specs.encoders && { encoder: specs.encoders }),
    ...(specs.optimizers && { optimizer: specs.optimizers }),
  };
  for (const kind of ['optimizer', 'encoder', 'architecture'] as const) {
    const spec = choices[kind] ? undefined : specs[kind];
    const declared = registries[kind][config[kind].name]?.options;
    if (spec === undefined || !declared || (kind === 'architecture' && config.tasks.length === 1)) continue;
    parts[kind] = searchOf(declared, spec);
  }
  const chosen: Space = Object.entries(choices).map(([name, values]) => ({
    name,
    type: 'choice',
    values: values ?? [],
  }));
  const arm = of.kind === 'arm' || of.kind === 'group' ? of.arm : undefined;
  const strategy = arm?.search ? parsePart(config.strategy) : undefined;
  if (strategy && isStrategyName(strategy.name)) {
    parts.strategy = searchOf(cards[strategy.name].options, arm?.search);
  }
  const weighted = arm?.weights?.of === 'search';
  return {
    space: [...chosen, ...joinSpaces(parts), ...(weighted ? weightSpace(config.tasks.length) : [])],
    at(point) {
      const { training, strategy: searched, ...rest } = optionsAt(parts, point);
      const changed = Object.entries(rest).map(([kind, options]) => [
        kind,
        withOptions(config[kind as 'encoder'], options),
      ]);
      return {
        ...config,
        ...training,
        ...(Object.fromEntries(changed) as Partial<TrialConfig>),
        ...(Object.fromEntries(chosen.map(({ name }) => [name, point[name]])) as Partial<TrialConfig>),
        ...(strategy && {
          strategy: partText({ kind: 'strategy', name: strategy.name, options: { ...strategy.options, ...searched } }),
        }),
        ...(weighted && { strategy: weightsAt(point, config.tasks.length) }),
      };
    },
  };
}

function withOptions(config: Config, options: Readonly<Record<string, unknown>>): Config {
  return { ...config, options: { ...config.options, ...options } };
}
