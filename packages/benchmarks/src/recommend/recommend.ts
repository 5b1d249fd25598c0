import {
  checkKnownOptions,
  type Config,
  type Dataset,
  datasetDigest,
  InvalidOptionError,
  makeFolder,
  parsePart,
  architectureFromConfig,
} from '@equipoise/core';
import { parseStrategy } from '@equipoise/weighting';

import { settingOf } from '../profiles/settings.ts';
import type { Study, TrainingConfig } from '../study/study.ts';
import { executeTrial } from '../trials/execute-trial.ts';
import type { TrialEvent } from '../trials/run-trials.ts';
import { openStore } from '../trials/store.ts';
import type { TrialConfig } from '../trials/trial-config.ts';
import { version } from '../version.ts';
import type { Budget } from './budget.ts';
import type { Preference } from './decide.ts';
import { recommendFor, usualArchitectures, usualStrategies } from './recommend-for.ts';
import type { Recommendation } from './recommendation-schema.ts';
import type { StageStanding } from './subject.ts';

/** Options of {@link recommend}. */
export interface RecommendOptions {
  /** The folder for the study, the models and `recommendation.json`. A recommendation that was stopped goes on there. */
  readonly out: string;
  /**
   * What it may take: so many trainings at most, the same on every machine, or so many seconds.
   *
   * @defaultValue `{ seconds: 600 }`
   */
  readonly budget?: Budget;
  /**
   * The first seed.
   *
   * @defaultValue 0
   */
  readonly seed?: number;
  /**
   * What comes first where nothing is shown to be better: what is simple, or what has few models.
   *
   * @defaultValue 'simple'
   */
  readonly prefer?: Preference;
  /**
   * Strategies to try beside equal weights, as text: `gradnorm(alpha=0.5)`. A larger budget tries more of them; `fixed` are weights that are searched.
   *
   * @defaultValue uncertainty, pcgrad, fixed
   */
  readonly strategies?: readonly string[];
  /**
   * Architectures to try beside that of the training, as text.
   *
   * @defaultValue mmoe
   */
  readonly architectures?: readonly string[];
  /**
   * How models are trained.
   *
   * @defaultValue the encoder that suits the inputs, 20 epochs of Adam
   */
  readonly training?: Partial<TrainingConfig>;
  /**
   * What runs the steps.
   *
   * @defaultValue 'auto'
   */
  readonly engine?: Study['engine'];
  /**
   * Gives the data for a seed, split anew. Without it all seeds have the splits of the data set, and intervals are about the training alone.
   *
   * @param seed - The seed.
   */
  readonly split?: (seed: number) => Dataset | Promise<Dataset>;
  /** Is told what is done. */
  readonly onStage?: (stage: StageStanding) => void;
  /** Is told of every training. */
  readonly onEvent?: (event: TrialEvent) => void;
  /**
   * The command that the report says to have made it.
   *
   * @defaultValue 'recommend()'
   */
  readonly command?: string;
}

/**
 * Finds out which tasks to learn together, and how: trains a model for each task, one of all tasks, groups of tasks that help each other, several strategies and
 * architectures; rules out by successive halving on the validation split; tests what is left with several seeds; and takes the simplest way that no other
 * beats significantly. The models are saved.
 *
 * @example
 * const { verdict, recommendation } = await recommend(dataset, { out: 'grades', budget: { trials: 60 } });
 *
 * @param dataset - The data set, with the splits train, validation and test.
 * @param options - The folder, the budget, what to try.
 * @throws {@link @equipoise/core!UnknownOptionError} for an option that does not exist, {@link @equipoise/core!InvalidOptionError} for one out of range or a
 *   budget that is too small for anything, {@link @equipoise/core!DataError} when the folder holds a recommendation of other data.
 */
export async function recommend(dataset: Dataset, options: RecommendOptions): Promise<Recommendation> {
  checkKnownOptions<RecommendOptions>('recommend', options, {
    out: true,
    budget: true,
    seed: true,
    prefer: true,
    strategies: true,
    architectures: true,
    training: true,
    engine: true,
    split: true,
    onStage: true,
    onEvent: true,
    command: true,
  });
  const {
    out,
    budget = { seconds: 600 },
    seed = 0,
    prefer = 'simple',
    engine = 'auto',
    split = () => dataset,
  } = options;
  const { strategies = usualStrategies, command = 'recommend()' } = options;
  checkNumber('seed', seed, Number.isSafeInteger(seed) && seed >= 0, 'a whole number of at least 0');
  const [amount] = Object.values(budget) as readonly number[];
  checkNumber('budget', amount, amount !== undefined && amount > 0, 'trials or seconds above 0');
  for (const strategy of strategies) parseStrategy(strategy);
  makeFolder(out);
  const load = async ({ seed: own }: TrialConfig): Promise<Dataset> => split(own);
  return await recommendFor(
    {
      dataset,
      training: { ...settingOf(dataset), ...options.training },
      identity: { dataset: dataset.name, digest: await datasetDigest(dataset) },
      execute: (config, onStep) => executeTrial(config, { load, onStep }),
      jobs: 1,
      load,
      store: openStore(out, () => undefined),
    },
    {
      out,
      budget,
      seed,
      prefer,
      engine,
      strategies,
      architectures: options.architectures?.map(architectureConfig) ?? usualArchitectures,
      made: { command, date: new Date().toISOString().slice(0, 10), version },
      onStage: options.onStage,
      onEvent: options.onEvent,
      now: () => performance.now(),
    },
  );
}

function architectureConfig(text: string): Config {
  return architectureFromConfig({ kind: 'architecture', ...parsePart(text) }).config;
}

function checkNumber(option: string, received: unknown, holds: boolean, expected: string): void {
  if (!holds) throw new InvalidOptionError('recommend', option, expected, received);
}
