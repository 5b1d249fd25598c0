import type { Callback, TrainerView } from '../callbacks/callback.ts';
import { canonicalJson } from '../documents/canonical.ts';
import { sha256 } from '../documents/node-files.ts';
import type { Evaluation } from '../model/evaluation.ts';
import { integer } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { flatConfig } from './flat-config.ts';
import type { TrackedPoint, TrackedRun, TrackEvent, Tracker } from './tracker.ts';
import { epochValues, evaluationValues, stepValues } from './values.ts';

/** Points that wait for the end of an epoch at most. */
const mostWaiting = 1000;

/** Options of {@link track}. */
export const trackOptions = optionsSchema('track', {
  every: integer({
    default: 10,
    min: 0,
    meaning: 'the steps from one that is tracked to the next; 0 for the epochs alone',
  }),
});

/** Options of {@link track}. */
export type TrackOptions = OptionsOf<typeof trackOptions>;

/** A callback that tells a tracker of a training. */
export interface Tracking extends Callback {
  /**
   * Tells the final measure, after the training.
   *
   * @param evaluation - How well the model does on the test split.
   */
  tested(evaluation: Evaluation): Promise<void>;
}

/**
 * Tells a tracker of a training: what it is trained with; the loss and the weight of each task and the learning rate at every so many steps; losses,
 * mean weights and validation metrics after every epoch. A number that is not finite is left out. Its place among the callbacks is before
 * `checkpoints`: then a resumed run tells every step once.
 *
 * @example
 * await fit({ dataset, balancer: strategies.gradnorm(), epochs: 20, callbacks: [track(tensorBoard('runs'))] });
 *
 * @param tracker - Where to.
 * @param options - How often.
 * @throws {@link InvalidOptionError} when an option is out of range.
 */
export function track(tracker: Tracker, options: TrackOptions = {}): Tracking {
  const { every } = trackOptions.read(options);
  let run: TrackedRun | undefined;
  let steps = 0;
  let ended = false;
  let tasks: readonly string[] = [];
  let waiting: TrackedPoint[] = [];
  const tell = async (event: WithoutRun<TrackEvent>): Promise<void> => {
    if (run) await tracker.onEvent({ run, ...event });
  };
  const flush = async (): Promise<void> => {
    const points = waiting;
    waiting = [];
    if (points.length > 0) await tell({ kind: 'values', points });
  };
  return {
    name: `track-${tracker.name}`,
    async onTrainBegin(view) {
      run = await runOf(view);
      tasks = view.model.tasks.map(({ name }) => name);
      steps = view.step;
      await tell({ kind: 'begin', step: view.step });
    },
    async onBatchEnd(step, view) {
      steps = view.step;
      if (every > 0 && view.step % every === 0) waiting.push({ step: view.step, values: stepValues(step, tasks) });
      if (waiting.length >= mostWaiting) await flush();
    },
    async onEpochEnd(epoch, view) {
      waiting.push({ step: view.step, values: epochValues(epoch, tasks) });
      await flush();
    },
    async onTrainEnd() {
      ended = true;
      await tell({ kind: 'end', status: 'finished' });
    },
    async release() {
      if (ended) return;
      await flush();
      await tell({ kind: 'end', status: 'failed' });
    },
    async tested(evaluation) {
      await tell({
        kind: 'values',
        points: [{ step: Math.max(1, steps), values: evaluationValues('test', evaluation) }],
      });
    },
  };
}

type WithoutRun<Event> = Event extends unknown ? Omit<Event, 'run'> : never;

async function runOf(view: TrainerView): Promise<TrackedRun> {
  const { dataset, epochs } = view;
  const { identity } = await view.checkpoint();
  const id = sha256(canonicalJson(identity)).slice(0, 12);
  const { balancer, seed } = identity;
  const strategy = typeof balancer.name === 'string' ? balancer.name : 'training';
  return {
    id,
    name: `${strategy}, seed ${seed}`,
    group: dataset,
    config: flatConfig({ dataset, epochs, ...identity }),
  };
}
