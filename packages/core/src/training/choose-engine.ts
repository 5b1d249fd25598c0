import type { Engine, Work } from '@equipoise/compiler';

import type { FitOptions } from './fit-options.ts';
import { Trainer } from './trainer.ts';

/** The engine of a training. */
export interface ChosenEngine {
  /** Its name. */
  readonly engine: Exclude<Engine, 'auto'>;
  /** Why it was taken, in a few words. */
  readonly engineReason: string;
  /** What a step has to do, where the engine was chosen by it. */
  readonly work: Work | undefined;
}

/**
 * The engine that `fit` would take with the same options, without training: with `auto` a step is traced, and the engine is chosen by
 * what it has to do. The same options give the same engine in every process that has the same engines.
 *
 * @param options - The options of `fit`.
 * @throws what `fit` throws before its first step.
 */
export async function chooseEngine(options: FitOptions): Promise<ChosenEngine> {
  const trainer = await Trainer.create(options);
  const { engine, reason, work } = trainer.engine;
  await trainer.dispose();
  return { engine: engine as ChosenEngine['engine'], engineReason: reason ?? '', work };
}
