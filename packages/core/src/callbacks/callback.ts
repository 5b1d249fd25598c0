import type { ModelWeights } from '../model/model-weights.ts';
import type { MultiTaskModel } from '../model/multi-task-model.ts';
import type { Checkpoint } from '../training/checkpoint.ts';
import type { EpochRecord, StepRecord } from '../training/history.ts';

/** A running training, as callbacks see it. */
export interface TrainerView {
  /** What is trained. Its weights are up to date at the end of an epoch. */
  readonly model: MultiTaskModel;
  /** The name of the data set. */
  readonly dataset: string;
  /** Completed steps. */
  readonly step: number;
  /** Steps of the whole run, if it is not stopped early. */
  readonly steps: number;
  /** Completed epochs. */
  readonly epoch: number;
  /** Epochs of the whole run, if it is not stopped early. */
  readonly epochs: number;
  /**
   * Ends the training after this epoch, or before the next step.
   *
   * @param reason - Why, in a few words.
   */
  stop(reason: string): void;
  /** The weights as they are now. */
  weights(): ModelWeights;
  /** All that the run can be resumed from; at the end of an epoch. */
  checkpoint(): Promise<Checkpoint>;
}

/** What a callback keeps for a resumed run. */
export interface CallbackState {
  /** Plain data that survives JSON. */
  readonly data: unknown;
  /** Numbers, by name. */
  readonly tensors?: Readonly<Record<string, Float32Array>>;
}

/** Something that looks at a training, and may end it: early stopping, checkpoints, progress, logs. `fit` waits for what it returns. */
export interface Callback {
  /** Its name, unique among the callbacks of a run. */
  readonly name: string;
  /** Called before the first step. */
  onTrainBegin?(run: TrainerView): void | Promise<void>;
  /** Called after every step. */
  onBatchEnd?(step: StepRecord, run: TrainerView): void | Promise<void>;
  /** Called after every epoch, when the model was measured on the validation split. */
  onEpochEnd?(epoch: EpochRecord, run: TrainerView): void | Promise<void>;
  /** Called after the last epoch. */
  onTrainEnd?(run: TrainerView): void | Promise<void>;
  /** Called once when the run is over, however it ended: closes files. */
  release?(): void | Promise<void>;
  /** What it keeps for a resumed run. */
  state?(): CallbackState;
  /**
   * Takes up what it kept.
   *
   * @param state - What {@link Callback.state} returned.
   */
  load?(state: CallbackState): void;
}
