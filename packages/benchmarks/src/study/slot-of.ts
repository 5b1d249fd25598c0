import type { Arm } from './study.ts';

/** What a slot is of: an arm, a task alone, a floor, or what a measure of the study trains besides. */
export type SlotOf =
  | { readonly kind: 'arm'; readonly arm: Arm }
  | { readonly kind: 'separate'; readonly task: string }
  | { readonly kind: 'floor'; readonly floor: Floor }
  | FixedSlotOf
  | GroupSlotOf
  | LabelsSlotOf;

/** What any model must beat: the best constant prediction, and a linear model of the inputs. */
export type Floor = 'constant' | 'linear';

/** A point of the front: a model of all tasks with weights that stay as they are. */
export interface FixedSlotOf {
  readonly kind: 'fixed';
  /** The weights of the tasks, in their order; they sum to the number of tasks. */
  readonly weights: readonly number[];
  /** Whether it is tuned by itself, or trained as what was best for the arm of plain sharing. */
  readonly training: 'own' | 'equal';
}

/** Some tasks that are learnt together. */
export interface GroupSlotOf {
  readonly kind: 'group';
  /** Their names, in the order of the study. */
  readonly tasks: readonly string[];
  /**
   * The arm whose group they are.
   *
   * @defaultValue as plain sharing, with equal weights
   */
  readonly arm?: Arm | undefined;
}

/** A model that sees a share of the labels of one task, alone or with all other tasks. */
export interface LabelsSlotOf {
  readonly kind: 'labels';
  /** The task. */
  readonly task: string;
  /** The share of its training labels, from above 0 to 1. */
  readonly share: number;
  /** Whether all tasks are learnt, the others with all their labels and equal weights. */
  readonly together: boolean;
}
