import { type AnyBalancer, BalancerRun, EquipoiseError, type GradientStats, type PerTask, show } from '@equipoise/core';

import { combine, put, take } from './math/per-task.ts';
import { gramianOf, onlyTasks, scaleTasks, testEpochs, withLoss } from './testing/epochs.ts';
import { linearBatch, tryTransform } from './testing/transform-run.ts';
import { run, type RunAnswers } from './testing/run.ts';

export {
  linearBatch,
  type TransformMemory,
  type TransformOutcome,
  type TransformTrial,
  tryTransform,
} from './testing/transform-run.ts';

/** Creates the strategy under test, once for each promise. Its options must treat all tasks equally. */
export type BalancerMaker = () => AnyBalancer;

/**
 * The contract of every strategy: one function per promise, which throws if the strategy breaks it. The names are the sentences
 * that a test reports.
 */
export const promises = {
  'answers one finite weight for each task that is present': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      finite(run(balancer, taskCount, testEpochs(seed, taskCount)), taskCount);
    });
  },

  'answers no negative weight': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const { weights } = run(balancer, taskCount, testEpochs(seed, taskCount));
      hold(
        weights.flat().every((weight) => weight >= 0),
        `answers ${show(weights)}`,
      );
    });
  },

  'reads no statistic that it has not declared as needed': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const [epoch] = testEpochs(seed, taskCount);
      if (!epoch || balancer.gradientTransform) return;
      const { losses, gramian } = epoch.batch;
      const needed = { nothing: {}, losses: { losses }, gramian: { losses, gramian } }[balancer.needs];
      new BalancerRun(balancer, taskCount).weigh(needed);
    });
  },

  'takes all tasks as present and the first step as now when a batch does not say': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const [epoch] = testEpochs(seed, taskCount);
      if (!epoch) return;
      const bare = run(balancer, taskCount, [epoch], { progress: false });
      same(bare, run(balancer, taskCount, [epoch], { tasks: range(taskCount) }));
    });
  },

  'answers the weights that weightsAhead gives': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const known: PerTask[] = [];
      if (!balancer.weightsAhead) return;
      const watched = {
        ...balancer,
        weigh: ({ gramian, ...stats }: GradientStats, state: unknown) => {
          const before = balancer.weightsAhead?.({ tasks: range(taskCount), ...stats }, state);
          const answer = balancer.weigh({ ...stats, gramian: before ? [] : gramian }, state); // None is computed for known weights.
          known.push(before ?? answer.weights);
          return answer;
        },
      };
      same(run(watched as AnyBalancer, taskCount, testEpochs(seed, taskCount)), { weights: known, directions: [] });
    });
  },

  'leaves the state that it is given as it was': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      same(run(balancer, taskCount, epochs, { store: freeze }), run(balancer, taskCount, epochs));
    });
  },

  'gives the same weights when its state went through JSON': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const store = (state: unknown): unknown => JSON.parse(JSON.stringify(state));
      same(run(balancer, taskCount, epochs, { store }), run(balancer, taskCount, epochs));
    });
  },

  'reorders the weights when the tasks are reordered': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const order = range(taskCount).reverse();
      const { weights, directions } = run(balancer, taskCount, epochs);
      const expected = { weights: weights.map((answer) => take(answer, order)), directions };
      same(run(balancer, taskCount, onlyTasks(epochs, order)), expected);
    });
  },

  'weighs the present tasks as if the absent ones did not exist': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const tasks = range(taskCount).map((task) => 2 * task + 1); // Of a run with a task before and after each.
      const wide = epochs.map(({ meanLosses, ...epoch }) => ({
        ...epoch,
        meanLosses: put(new Array<number>(2 * taskCount + 1).fill(0), tasks, meanLosses),
      }));
      same(run(balancer, 2 * taskCount + 1, wide, { tasks }), run(balancer, taskCount, epochs));
    });
  },

  'answers finite weights for losses and gradients from 1e-10 to 1e10': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const uneven = range(taskCount).map((task) => (task % 2 === 0 ? 1e-10 : 1e10));
      for (const factors of [uneven.map(() => 1e-10), uneven.map(() => 1e10), uneven]) {
        finite(run(balancer, taskCount, scaleTasks(epochs, factors)), taskCount);
      }
    });
  },

  'answers finite weights when losses and gradients are 0': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const first = range(taskCount).map((task) => (task === 0 ? 0 : 1));
      for (const factors of [first, first.map(() => 0)]) {
        const solved = scaleTasks(epochs, factors);
        finite(run(balancer, taskCount, [...solved, ...epochs]), taskCount);
        finite(run(balancer, taskCount, [...epochs, ...solved]), taskCount);
      }
    });
  },

  'answers finite weights when gradients are equal or opposite': (make: BalancerMaker): void => {
    for (const second of [1, -1]) {
      const jacobian = [
        [1, 2],
        [second, 2 * second],
      ];
      const draw = { losses: [1, 1], jacobian };
      const batch = { losses: [1, 1], gramian: gramianOf(jacobian) };
      const epoch = { batch, meanLosses: [1, 1], draws: [draw, draw, draw] };
      finite(run(make(), 2, [epoch, epoch, epoch]), 2);
    }
  },

  'names the task whose loss or gradient is not finite': (make: BalancerMaker): void => {
    const balancer = make();
    const [epoch] = testEpochs(1, 2);
    if (!epoch || balancer.needs === 'nothing') return;
    const { batch, draws = [] } = epoch;
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const gramian = [
        [1, 0],
        [0, bad],
      ];
      const batches = () => draws.map(({ jacobian }) => linearBatch([1, 1, bad], [...jacobian, ...jacobian.slice(1)]));
      const parameters = (draws[0]?.jacobian[0] ?? []).map(() => 0);
      if (balancer.gradientTransform) {
        refuses(() => tryTransform(balancer, { tasks: [0, 2], taskCount: 3, parameters, batches }), /task 2\b/);
        continue;
      }
      for (const broken of balancer.needs === 'gramian'
        ? [withLoss(batch, 1, bad), { ...batch, gramian }]
        : [withLoss(batch, 1, bad)]) {
        refuses(() => balancer.weigh({ ...broken, tasks: [0, 2] }, balancer.init(3)), /task 2\b/);
      }
    }
  },
} as const satisfies Record<string, (make: BalancerMaker) => void>;

/** One of the {@link promises}. */
export type BalancerPromise = keyof typeof promises;

/**
 * Checks that a strategy keeps the {@link promises}; needs no test framework.
 *
 * @example
 * checkBalancer(() => mine({ temperature: 2 }));
 *
 * @param make - Makes the strategy.
 * @param except - The promises that it does not make, such as not to answer negative weights.
 * @throws {@link @equipoise/core!EquipoiseError} that names the strategy and the broken promise.
 */
export function checkBalancer(make: BalancerMaker, except: readonly BalancerPromise[] = []): void {
  for (const [promise, check] of Object.entries(promises)) {
    if (except.some((excepted) => excepted === promise)) continue;
    try {
      check(make);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new EquipoiseError(`${make().name}: breaks a promise of balancers: ${promise} (${reason})`, {
        cause: error,
      });
    }
  }
}

function forRuns(make: BalancerMaker, check: (balancer: AnyBalancer, taskCount: number, seed: number) => void): void {
  for (let taskCount = 1; taskCount <= 6; taskCount += 1) {
    const seeds = make().gradientTransform ? 2 : 5; // Tensors take their time.
    for (let seed = 1; seed <= seeds; seed += 1) check(make(), taskCount, seed);
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function finite({ weights, directions }: RunAnswers, taskCount: number): void {
  for (const answer of weights) {
    const good = answer.length === taskCount && answer.every((weight) => Number.isFinite(weight));
    hold(good, `answers ${show(answer)} for ${taskCount} tasks`);
  }
  for (const direction of directions) hold(direction.every(Number.isFinite), `gives the direction ${show(direction)}`);
}

function same(received: RunAnswers, expected: RunAnswers): void {
  const single = expected.directions.length > 0; // Plans compute in single precision.
  const close = (answers: readonly PerTask[], truths: readonly PerTask[]): boolean =>
    answers.length === truths.length &&
    combine(answers, truths, (answer, truth) => {
      const unit = single ? Math.max(...truth.map(Math.abs)) : 0;
      const off = (one: number, other: number): boolean =>
        Math.abs(one - other) <= (single ? 1e-3 * unit : 1e-9 * Math.max(Math.abs(one), Math.abs(other)));
      return answer.length === truth.length && combine(answer, truth, off).every(Boolean);
    }).every(Boolean);
  const good = close(received.weights, expected.weights) && close(received.directions, expected.directions);
  hold(good, `answers ${show(received)} instead of ${show(expected)}`);
}

function refuses(call: () => unknown, message: RegExp): void {
  try {
    call();
  } catch (error) {
    hold(error instanceof Error && message.test(error.message), `says: ${String(error)}`);
    return;
  }
  hold(false, 'answers as if nothing were wrong');
}

function freeze<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
  return value;
}

function hold(condition: boolean, otherwise: string): void {
  if (!condition) throw new EquipoiseError(otherwise);
}
