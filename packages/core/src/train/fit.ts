import type { Engine } from '@equipoise/compiler';
import { tensor1d } from '@tensorflow/tfjs-core';

import type { MultiTaskModel } from '../model/multi-task-model.ts';
import type { Batch } from './batch.ts';
import type { FitOptions } from './fit-options.ts';
import type { History } from './history.ts';
import { LossMeter } from './loss-meter.ts';
import { prepareTraining } from './prepare-training.ts';

/** What {@link fit} gives. */
export interface Fitted {
  /** The trained model. */
  readonly model: MultiTaskModel;
  /** What was seen on the way. */
  readonly history: History;
  /** The engine that ran the steps. */
  readonly engine: Engine;
  /** Why it was taken, in a few words. */
  readonly engineReason: string;
  /** What the user should know of the run, a sentence each, such as that priorities void what a strategy promises. */
  readonly notes: readonly string[];
}

/**
 * Trains one model on all tasks of a data set with Adam, and leaves it with the parameters of its best epoch.
 *
 * @param options - The data, the model, the strategy and the budget.
 * @throws {@link InvalidOptionError} for an option out of range, {@link DataError} for a data set that cannot be trained on,
 *   {@link NonFiniteError} when a loss, gradient or weight stops being a finite number.
 */
export async function fit(options: FitOptions): Promise<Fitted> {
  const training = await prepareTraining(options);
  const { model, step, choice, balancerRun, criterion, reader, source, values, run, batchesPerStep } = training;
  const { epochs, patience, resume, diagnoseEvery = 0, gradientScope = 'shared' } = options;
  const { train, validation } = options.dataset.splits;
  const { parameters } = model;
  const { tasks: names, batchSize } = run;
  const stepsPerEpoch = Math.floor(train.size / batchSize);
  const steps = [...(resume?.steps ?? [])];
  const records = [...(resume?.epochs ?? [])];
  let best = resume
    ? { ...resume.best, parameters: Float32Array.from(resume.best.parameters) }
    : { epoch: 0, criterion: Number.POSITIVE_INFINITY, parameters: values };
  const patient = (epoch: number): boolean => patience === undefined || epoch - best.epoch < patience;

  try {
    for (let epoch = records.length; epoch < epochs && (epoch === 0 || patient(epoch - 1)); epoch += 1) {
      const orders = Array.from({ length: batchesPerStep }, (_, draw) =>
        source.fork(`order of epoch ${epoch}${draw > 0 ? `, draw ${draw}` : ''}`).permutation(train.size),
      );
      step.reseed(source.fork(`noise of epoch ${epoch}`));
      const meter = new LossMeter(names.length);
      for (let index = 0; index < stepsPerEpoch; index += 1) {
        options.signal?.throwIfAborted();
        const progress = { step: steps.length, epoch, epochs };
        const [batch, ...extraBatches] = orders.map((order) =>
          reader.read(order.subarray(index * batchSize, (index + 1) * batchSize)),
        ) as [Batch, ...Batch[]];
        const diagnose = balancerRun.needs !== 'gramian' && diagnoseEvery > 0 && steps.length % diagnoseEvery === 0;
        const seen = diagnose ? { gramian: await step.gramian(batch) } : {};
        const started = performance.now();
        const result = await step.run(batch, progress, extraBatches);
        steps.push({ step: steps.length, epoch, ...seen, ...result, milliseconds: performance.now() - started });
        meter.add(result.losses);
        if (index + 1 < stepsPerEpoch) options.onProgress?.({ step: steps.length, steps: epochs * stepsPerEpoch });
      }
      step.sync();
      balancerRun.endEpoch(meter.means());
      const evaluation = await model.evaluate(validation);
      const record = {
        epoch,
        trainLosses: meter.means(),
        validation: evaluation,
        criterion: criterion.of(evaluation, epoch),
      };
      records.push(record);
      if (record.criterion < best.criterion) {
        best = { epoch, criterion: record.criterion, parameters: Float32Array.from(parameters.dataSync()) };
      }
      options.onProgress?.({ step: steps.length, steps: epochs * stepsPerEpoch, epochEnded: record });
      if (!options.onCheckpoint) continue;
      const { optimizer, slots } = step.save();
      await options.onCheckpoint({
        run: { ...run, engine: step.engine },
        epoch: epoch + 1,
        parameters: [...parameters.dataSync()],
        optimizer,
        balancer: balancerRun.state,
        slots,
        statuses: { ...balancerRun.statuses },
        best: { ...best, parameters: [...best.parameters] },
        steps: [...steps],
        epochs: [...records],
      });
    }
  } catch (error) {
    await step.dispose(); // First: it writes the parameters to the model.
    await model.dispose();
    throw error;
  }
  await step.dispose();
  const chosen = tensor1d(best.parameters);
  parameters.assign(chosen);
  chosen.dispose();
  const statuses = { ...balancerRun.statuses };
  const history = { tasks: names, steps, epochs: records, bestEpoch: best.epoch, statuses, gradientScope };
  return { model, history, engine: step.engine, engineReason: choice.reason ?? '', notes: balancerRun.notes };
}
