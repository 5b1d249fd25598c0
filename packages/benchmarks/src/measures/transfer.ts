import { ShapeError } from '@equipoise/core';

import { judge, type Judgement, type JudgeOptions, pairedChanges } from '../statistics/judge.ts';

/** What one task reached in a model that learnt some tasks together. */
export interface TogetherResult {
  /** The tasks of the model, in any order. */
  readonly tasks: readonly string[];
  /** The task that was measured, one of them. */
  readonly task: string;
  /** Its metric, one value a seed; the same seeds in every result. */
  readonly values: readonly number[];
  /** Whether more is better. */
  readonly higherIsBetter: boolean;
}

/** What tasks do for each other. */
export interface TransferMatrix {
  /** The names of the rows and the columns. */
  readonly tasks: readonly string[];
  /**
   * `cells[i][j]`: what task i does for task j, in percent of what j reaches without it; positive is a help. With intervals, and verdicts
   * that are corrected for all cells of the matrix. Undefined on the diagonal and where a result is missing.
   */
  readonly cells: readonly (readonly (Judgement | undefined)[])[];
}

/**
 * Pairwise transfer: what each task does for each other when the two are learnt together.
 *
 *     T[i → j] = 100 · sign · (m({i, j}, j) − m({j}, j)) / |m({j}, j)|
 *
 * @param results - What was measured of models of one and of two tasks; others are not looked at.
 * @param options - How the family of all cells is judged.
 * @throws {@link @equipoise/core!ShapeError} when a result is given twice, or two that are compared differ in their seeds.
 * @see T. Standley, A. Zamir, D. Chen, L. Guibas, J. Malik, S. Savarese. Which Tasks Should Be Learned Together in Multi-task Learning?
 *   ICML 2020. https://arxiv.org/abs/1905.07553
 */
export function pairwiseTransfer(results: readonly TogetherResult[], options: JudgeOptions = {}): TransferMatrix {
  return transferMatrix('pairwiseTransfer', results, {
    options,
    withIt: (from, to) => [from, to],
    withoutIt: (_, to) => [to],
  });
}

/**
 * Leave-one-out transfer: what each task does for each other within the model of all tasks.
 *
 *     T[i → j] = 100 · sign · (m(all, j) − m(all without i, j)) / |m(all without i, j)|
 *
 * @param results - What was measured of the model of all tasks that the results name, and of those without one; others are not looked at.
 * @param options - How the family of all cells is judged.
 * @throws {@link @equipoise/core!ShapeError} when a result is given twice, or two that are compared differ in their seeds.
 */
export function leaveOneOutTransfer(results: readonly TogetherResult[], options: JudgeOptions = {}): TransferMatrix {
  const all = namesOf(results);
  return transferMatrix('leaveOneOutTransfer', results, {
    options,
    withIt: () => all,
    withoutIt: (from) => all.filter((task) => task !== from),
  });
}

/** Which two models of a cell are compared. */
interface Comparing {
  readonly options: JudgeOptions;
  readonly withIt: (from: string, to: string) => readonly string[];
  readonly withoutIt: (from: string, to: string) => readonly string[];
}

function transferMatrix(owner: string, results: readonly TogetherResult[], comparing: Comparing): TransferMatrix {
  const { options, withIt, withoutIt } = comparing;
  const tasks = namesOf(results);
  const found = indexOf(owner, results);
  const questions = tasks.flatMap((from) =>
    tasks.flatMap((to) => {
      const shared = found.get(keyOf(withIt(from, to), to));
      const apart = found.get(keyOf(withoutIt(from, to), to));
      if (from === to || !shared || !apart) return [];
      const differences = pairedChanges({ ...shared, baseline: apart.values });
      return [{ name: `${from} → ${to}`, from, to, differences }];
    }),
  );
  const answers = judge(questions, options);
  const cellOf = (from: string, to: string): Judgement | undefined =>
    answers[questions.findIndex((question) => question.from === from && question.to === to)];
  return { tasks, cells: tasks.map((from) => tasks.map((to) => cellOf(from, to))) };
}

function indexOf(owner: string, results: readonly TogetherResult[]): ReadonlyMap<string, TogetherResult> {
  const found = new Map<string, TogetherResult>();
  for (const result of results) {
    const key = keyOf(result.tasks, result.task);
    if (found.has(key)) {
      throw new ShapeError(
        `${owner}: expected one result of ${result.task} in ${result.tasks.join(' + ')}, received two.`,
      );
    }
    found.set(key, result);
  }
  return found;
}

function keyOf(tasks: readonly string[], task: string): string {
  return JSON.stringify([[...new Set(tasks)].sort(), task]);
}

/** In the order in which they are first named. */
function namesOf(results: readonly TogetherResult[]): readonly string[] {
  return [...new Set(results.flatMap(({ tasks }) => tasks))];
}
