import type { AnyBalancer, PerTask, WeighingStatus } from '@equipoise/core';

import { combine, scale } from '../math/per-task.ts';
import { product } from '../math/product.ts';
import { type EdgeCase, ordinaryCase } from './edge-cases.ts';
import { type LastAnswer, lastAnswer } from './edge-run.ts';

/** What a strategy makes of an edge case. */
export interface EdgeOutcome {
  /** The weights of the tasks that are present; none when it refuses. */
  readonly weights?: PerTask;
  /** Where it goes, for a strategy with a gradient transform. */
  readonly direction?: PerTask;
  /** How it came by them. */
  readonly status?: WeighingStatus;
  /** What it throws. */
  readonly error?: Error;
  /** All of it in a few words: of a strategy with a gradient transform the direction, of others the weights. */
  readonly words: string;
}

/**
 * Gives an edge case to a new run of a strategy several times, with decreasing losses.
 *
 * @param balancer - The strategy.
 * @param edge - The edge case.
 */
export function edgeOutcome(balancer: AnyBalancer, edge: EdgeCase): EdgeOutcome {
  try {
    const answer = lastAnswer(balancer, edge);
    return { ...answer, status: answer.status ?? 'solved', words: inWords(balancer, edge, answer) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { error, words: refusal(error, edge) };
  }
}

function refusal({ message }: Error, { bad }: EdgeCase): string {
  const named = [...message.matchAll(/\btask (\d+)/g)].map(([, task]) => Number(task));
  if (named.length === 0) return 'error';
  return bad !== undefined && named.includes(bad) ? 'error, names the task' : 'error, names another task';
}

const marks: Readonly<Record<WeighingStatus, string>> = {
  solved: '',
  degenerate: 'degenerate: ',
  fallback: 'gives up: ',
};

function inWords(balancer: AnyBalancer, edge: EdgeCase, answer: LastAnswer): string {
  const mark = marks[answer.status ?? 'solved'];
  const { absent, ...present } = edge;
  if (absent !== undefined) {
    const others = <Entry>(entries: readonly Entry[]): Entry[] => entries.filter((_, task) => task !== absent);
    const fewer = { ...present, losses: others(edge.losses), jacobian: others(edge.jacobian) };
    if (near(shown(answer), shown(lastAnswer(balancer, fewer)))) return `${mark}as without it`;
  }
  if (!shown(answer).every(Number.isFinite)) return 'not finite';
  if (!edge.factors) return mark + shown(answer).map(rounded).join(', ');
  const before = lastAnswer(balancer, ordinaryCase);
  return mark + (answer.direction ? turned(answer, before, edge.factors) : rescaled(answer, before, edge.factors));
}

function shown({ weights, direction = weights }: LastAnswer): PerTask {
  return direction;
}

/** What multiplying losses and gradients did to the weights, and to the update that they make. */
function rescaled({ weights }: LastAnswer, { weights: before }: LastAnswer, factors: PerTask): string {
  if (near(weights, before)) return 'same weights';
  const parts = product(weights, factors);
  if (near(parts, before)) return 'same update';
  return near(unit(parts), unit(before)) ? 'same direction' : 'other weights';
}

/** What it did to the direction of a gradient transform. */
function turned({ direction = [] }: LastAnswer, { direction: before = [] }: LastAnswer, factors: PerTask): string {
  if (near(direction, before)) return 'same update';
  const [first = 1] = factors;
  if (factors.every((factor) => factor === first) && near(direction, scale(first, before))) return 'same weights';
  return near(unit(direction), unit(before)) ? 'same direction' : 'another direction';
}

function unit(values: PerTask): PerTask {
  return scale(1 / Math.max(...values.map(Math.abs)), values);
}

/** The same but for rounding: gradient transforms compute in single precision. */
function near(received: PerTask, expected: PerTask): boolean {
  const largest = Math.max(...expected.map(Math.abs));
  return combine(received, expected, (one, other) => {
    const within = 1e-6 * Math.abs(other) || 1e-6 * largest;
    return Math.abs(one - other) <= within;
  }).every(Boolean);
}

function rounded(value: number): string {
  const text = String(Number(value.toPrecision(3)));
  return text.replace('-0', '0').replaceAll('-', '−');
}
