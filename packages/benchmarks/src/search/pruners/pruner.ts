import type { Configurable } from '@equipoise/core';

/** Whether a trial goes on. */
export type Decision = 'continue' | 'stop';

/** A pruner at work. */
export interface PrunerRun {
  /**
   * Says how a trial does.
   *
   * @param trial - The name of the trial.
   * @param step - How far it is, from 1, in epochs or whatever the study counts in; reports of a trial come in order.
   * @param value - What is minimised or maximised, at this step.
   * @returns Whether it goes on. A step that was reported before, as after a restart, gets the same answer.
   */
  report(trial: string, step: number, value: number): Decision;
  /** What it knows, as plain data that survives JSON. */
  state(): unknown;
}

/** A rule that stops trials which will not be the best. */
export interface Pruner extends Configurable {
  /**
   * Begins, or goes on from a state.
   *
   * @param mode - Whether small values are good, or large ones.
   * @param state - What {@link PrunerRun.state} gave, of whatever type: it may come from a file.
   * @throws {@link @equipoise/core!DocumentError} for what is no state of this pruner.
   */
  start(mode: 'min' | 'max', state?: unknown): PrunerRun;
}
