import { checkKnownOptions, didYouMean, InvalidOptionError } from '@equipoise/core';

import type { FromTableOptions } from './from-table.ts';
import type { TargetKind, TargetOptions } from './table/targets.ts';

/** The share of the rows that is set aside for each of the two splits, unless the user says. */
export const defaultShare = 0.2;

const inputKinds = ['numeric', 'categorical'];
const targetKinds = ['binary', 'multiclass', 'regression'];

/**
 * Makes sure that the options of `fromTable` make sense, before the table is looked at.
 *
 * @param owner - The data set's name.
 * @param options - The options as the user wrote them.
 * @throws {@link @equipoise/core!UnknownOptionError} when one does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is out of its range.
 */
export function checkTableOptions(owner: string, options: FromTableOptions): void {
  checkKnownOptions<FromTableOptions>('fromTable', options, {
    name: true,
    table: true,
    inputs: true,
    targets: true,
    validation: true,
    test: true,
    seed: true,
    size: true,
    onMissing: true,
    onUnseen: true,
    onWarning: true,
  });
  const {
    inputs,
    targets,
    validation = defaultShare,
    test = defaultShare,
    onMissing = 'impute',
    onUnseen = 'unknown',
  } = options;
  if (Object.keys(inputs).length === 0) throw new InvalidOptionError(owner, 'inputs', 'at least one column', inputs);
  if (Object.keys(targets).length === 0) throw new InvalidOptionError(owner, 'targets', 'at least one task', targets);
  for (const [column, kind] of Object.entries(inputs)) checkKind(owner, `inputs.${column}`, kind, inputKinds);
  for (const [task, target] of Object.entries(targets)) checkTarget(owner, task, target);
  for (const column of Object.entries(targets).map(([task, target]) => completeTarget(target).column ?? task)) {
    if (Object.hasOwn(inputs, column)) {
      throw new InvalidOptionError(owner, 'inputs', 'columns that no task predicts', column);
    }
  }
  for (const [option, share] of Object.entries({ validation, test })) {
    if (!(share > 0 && share < 1)) throw new InvalidOptionError(owner, option, 'above 0 and below 1', share);
  }
  checkKind(owner, 'onMissing', onMissing, ['impute', 'error']);
  checkKind(owner, 'onUnseen', onUnseen, ['unknown', 'error']);
}

/**
 * The columns that options name.
 *
 * @param options - The options.
 */
export function namedColumns({ inputs, targets }: FromTableOptions): readonly string[] {
  const predicted = Object.entries(targets).map(([task, target]) => completeTarget(target).column ?? task);
  return [...Object.keys(inputs), ...predicted];
}

/**
 * A target with its options, where only its kind was given.
 *
 * @param target - The target as the user wrote it.
 */
export function completeTarget(target: TargetKind | TargetOptions): TargetOptions {
  return typeof target === 'string' ? { kind: target } : target;
}

function checkTarget(owner: string, task: string, target: TargetKind | TargetOptions): void {
  if (typeof target !== 'string') {
    checkKnownOptions<TargetOptions>(`${owner}: target ${task}`, target, {
      kind: true,
      column: true,
      classes: true,
      loss: true,
      metrics: true,
      priority: true,
    });
  }
  checkKind(owner, `targets.${task}`, completeTarget(target).kind, targetKinds);
}

function checkKind(owner: string, option: string, kind: string, kinds: readonly string[]): void {
  if (kinds.includes(kind)) return;
  throw new InvalidOptionError(owner, option, `${kinds.join(' or ')}${didYouMean(kind, kinds)}`, kind);
}
