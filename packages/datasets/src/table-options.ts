import {
  checkKnownOptions,
  columnKinds,
  didYouMean,
  InvalidOptionError,
  isClassKind,
  isRecord,
  type OptionNames,
  pairKinds,
  secondOption,
} from '@equipoise/core';

import type { FromTableOptions } from './from-table-options.ts';
import { checkSplitOptions } from './splits/check-split-options.ts';
import { columnOfRule } from './splits/split-rule.ts';
import { tableInputName } from './table/fit-inputs.ts';
import {
  dateOptions,
  imageOptions,
  inputKinds,
  type InputOptions,
  isAlone,
  ngramOptions,
  numericOptions,
  textOptions,
} from './table/input-options.ts';
import type { InputColumns, TargetColumns } from './table/table-types.ts';
import type { TargetOptions } from './table/targets.ts';

const names: OptionNames<Omit<FromTableOptions, 'table'>> = {
  name: true,
  inputs: true,
  targets: true,
  split: true,
  validation: true,
  test: true,
  validationTable: true,
  testTable: true,
  seed: true,
  size: true,
  onMissing: true,
  onUnseen: true,
  onWarning: true,
};

/**
 * Checks the options of a table, before it is read.
 *
 * @param reader - Who was given the options, such as `fromTable`.
 * @param options - The options as the user wrote them.
 * @param more - The names of other options that the reader has.
 * @throws {@link @equipoise/core!UnknownOptionError} when one does not exist.
 * @throws {@link @equipoise/core!InvalidOptionError} when one is out of its range.
 */
export function checkTableOptions(
  reader: string,
  options: Omit<FromTableOptions, 'table'>,
  more: readonly string[] = ['table'],
): void {
  checkKnownOptions(reader, options, [...Object.keys(names), ...more]);
  const { name: owner = 'table', inputs, targets, onMissing = 'impute', onUnseen = 'unknown' } = options;
  if (!isRecord(inputs) || Object.keys(inputs).length === 0) {
    throw new InvalidOptionError(owner, 'inputs', 'at least one column', inputs);
  }
  if (!isRecord(targets) || Object.keys(targets).length === 0) {
    throw new InvalidOptionError(owner, 'targets', 'at least one task', targets);
  }
  for (const [column, input] of Object.entries(inputs)) checkInput(owner, column, input);
  checkInputNames(owner, inputs);
  for (const [task, target] of Object.entries(targets)) checkTarget(owner, task, target);
  for (const { column, event = column } of Object.values(completeTargets(targets))) {
    const known = [column, event].find((own) => Object.hasOwn(inputs, own));
    if (known !== undefined) {
      throw new InvalidOptionError(owner, 'inputs', 'columns that no task predicts', known);
    }
  }
  checkSplitOptions(owner, options);
  checkKind(owner, 'onMissing', onMissing, ['impute', 'error']);
  checkKind(owner, 'onUnseen', onUnseen, ['unknown', 'error']);
}

/**
 * The columns that options name.
 *
 * @param options - The options.
 */
export function namedColumns({
  inputs,
  targets,
  split = 'random',
}: Omit<FromTableOptions, 'table'>): readonly string[] {
  const predicted = Object.values(completeTargets(targets)).flatMap(({ column, event, group }) =>
    [column, event, group].filter((own) => own !== undefined),
  );
  const deciding = columnOfRule(split);
  return [...Object.keys(inputs), ...predicted, ...(deciding === undefined ? [] : [deciding])];
}

/**
 * Inputs with their options, where only their kind was given.
 *
 * @param inputs - The inputs as the user wrote them, checked.
 */
export function completeInputs(inputs: InputColumns): Readonly<Record<string, InputOptions>> {
  const complete = Object.entries(inputs).map(([column, input]) => [
    column,
    typeof input === 'string' ? ({ kind: input } as InputOptions) : input,
  ]);
  return Object.fromEntries(complete) as Readonly<Record<string, InputOptions>>;
}

/** A target with its column. */
export type CompleteTarget = TargetOptions & { readonly column: string };

/**
 * Targets with their options and columns, where only their kind was given.
 *
 * @param targets - The targets as the user wrote them.
 */
export function completeTargets(targets: TargetColumns): Readonly<Record<string, CompleteTarget>> {
  const complete = Object.entries(targets).map(([task, target]): [string, CompleteTarget] => [
    task,
    typeof target === 'string' ? { kind: target, column: task } : { ...target, column: target.column ?? task },
  ]);
  return Object.fromEntries(complete);
}

/**
 * The columns that hold classes.
 *
 * @param targets - The targets.
 */
export function labelColumns(targets: Readonly<Record<string, CompleteTarget>>): readonly string[] {
  return Object.values(targets)
    .filter(({ kind }) => isClassKind(kind))
    .map(({ column }) => column);
}

function checkInput(owner: string, column: string, input: InputColumns[string]): void {
  const { kind, ...options } = typeof input === 'string' ? { kind: input } : input;
  checkKind(owner, `inputs.${column}`, kind, inputKinds);
  if (kind === 'date') dateOptions.read(options);
  else if (kind === 'text') textOptions.read(options);
  else if (kind === 'ngrams') ngramOptions.read(options);
  else if (kind === 'image') imageOptions.read(options);
  else if (kind === 'numeric') numericOptions.read(options);
  else checkKnownOptions(`${owner}: input ${column}`, options, []);
}

/** A column of texts or images is an input by its own name, which that of all other columns must differ from. */
function checkInputNames(owner: string, inputs: InputColumns): void {
  const complete = Object.entries(completeInputs(inputs));
  const clash = complete.some(([column, { kind }]) => column === tableInputName && isAlone(kind));
  if (!clash || complete.every(([, { kind }]) => isAlone(kind))) return;
  const expected = `without a column of texts or images named ${tableInputName}, which the input of all other columns is named`;
  throw new InvalidOptionError(owner, 'inputs', expected, tableInputName);
}

function checkTarget(owner: string, task: string, target: TargetColumns[string]): void {
  if (typeof target !== 'string') {
    checkKnownOptions<TargetOptions>(`${owner}: target ${task}`, target, {
      kind: true,
      column: true,
      classes: true,
      event: true,
      group: true,
      loss: true,
      metrics: true,
      priority: true,
    });
  }
  const { kind, ...options } = typeof target === 'string' ? { kind: target } : target;
  checkKind(owner, `targets.${task}`, kind, [...columnKinds, ...pairKinds]);
  const second = secondOption(kind);
  const given: Readonly<Record<string, unknown>> = options;
  if (second !== undefined && typeof given[second] !== 'string') {
    throw new InvalidOptionError(
      owner,
      `targets.${task}.${second}`,
      `the name of a column, for ${kind}`,
      given[second],
    );
  }
  const other = ['event', 'group'].find((option) => option !== second && given[option] !== undefined);
  if (other !== undefined)
    throw new InvalidOptionError(owner, `targets.${task}.${other}`, `left out for ${kind}`, given[other]);
}

function checkKind(owner: string, option: string, kind: unknown, kinds: readonly string[]): void {
  if (typeof kind === 'string' && kinds.includes(kind)) return;
  const guess = typeof kind === 'string' ? didYouMean(kind, kinds) : '';
  throw new InvalidOptionError(owner, option, `${kinds.join(' or ')}${guess}`, kind);
}
