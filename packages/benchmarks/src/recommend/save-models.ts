import { join } from 'node:path';

import { executeTrial, type ExecuteTrialOptions } from '../trials/execute-trial.ts';
import { partText } from '../trials/part-config.ts';
import { fillSlot, type MakeTrial } from '../study/fill-slot.ts';
import { slotsOf } from '../study/slots.ts';
import type { Study } from '../study/study.ts';
import { type Choice, separate } from './decide.ts';
import type { Recommendation } from './recommendation-schema.ts';

/** Where models come from and go. */
export interface SaveModelsOptions {
  /** The last comparison. */
  readonly study: Study;
  /** Gives the result of a trial that was made. */
  readonly make: MakeTrial;
  /** Gives the data of a trial. */
  readonly load: NonNullable<ExecuteTrialOptions['load']>;
  /** The folder for the files. */
  readonly out: string;
}

/**
 * Trains the models of what was chosen once more, as in the first seed of the comparison, and saves them: they are the very models that were tested there.
 *
 * @param choice - What was chosen.
 * @param options - Where they come from and go.
 */
export async function saveModels(
  choice: Choice,
  { study, make, load, out }: SaveModelsOptions,
): Promise<Recommendation['model']> {
  const [first] = slotsOf(study);
  const own = slotsOf(study).filter(({ seed, of }) => {
    if (seed !== first?.seed) return false;
    return choice.name === separate ? of.kind === 'separate' : of.kind === 'arm' && of.arm.name === choice.name;
  });
  const slots = own.flatMap((slot) => (slot.of.kind === 'arm' && slot.of.arm.groups ? (slot.from ?? []) : [slot]));
  const saved: Recommendation['model'] = [];
  for (const [place, slot] of slots.entries()) {
    const { result } = await fillSlot(slot, study.tuning, make);
    const file = join(out, slots.length === 1 ? 'model.safetensors' : `model-${place + 1}.safetensors`);
    const { config } = result;
    const { test } = await executeTrial(config, { load, onModel: (model) => model.save(file) });
    saved.push({
      file,
      tasks: [...config.tasks],
      strategy: config.strategy,
      architecture: partText(config.architecture),
      encoder: partText(config.encoder),
      optimizer: partText(config.optimizer),
      learningRate: config.learningRate,
      batchSize: config.batchSize,
      epochs: config.epochs,
      test,
    });
  }
  return saved;
}
