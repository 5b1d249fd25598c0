import { type AnyBalancer, EquipoiseError, type GradientStats, type PerTask } from '@equipoise/core';

import { put, take } from './math/per-task.ts';
import { gramianOf, onlyTasks, run, scaleTasks, testEpochs, withLoss } from './testing/epochs.ts';

/** Makes the strategy that is checked, anew for each promise. Its options must treat all tasks alike. */
export type BalancerMaker = () => AnyBalancer;

/**
 * What every strategy promises, each as a function that throws when the promise is broken. The names are the sentences
 * that a test reports.
 */
export const promises = {
  'answers one finite weight for each task that is present': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      for (const weights of run(balancer, taskCount, testEpochs(seed, taskCount))) finite(weights, taskCount);
    });
  },

  'answers no negative weight': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const answers = run(balancer, taskCount, testEpochs(seed, taskCount));
      hold(
        answers.flat().every((weight) => weight >= 0),
        `answers ${show(answers)}`,
      );
    });
  },

  'takes all tasks as present and the first step as now when a batch does not say': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const [epoch] = testEpochs(seed, taskCount);
      if (!epoch) return;
      const bare = balancer.weigh(epoch.batch, balancer.init(taskCount)).weights;
      const said = run(balancer, taskCount, [epoch], { tasks: range(taskCount) });
      same([bare], said);
    });
  },

  'foresees the weights that it answers, if it foresees any': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const foreseen: PerTask[] = [];
      if (!balancer.foresee) return;
      const watched = {
        ...balancer,
        weigh: (stats: GradientStats, state: unknown) => {
          foreseen.push(balancer.foresee?.({ tasks: stats.tasks ?? range(taskCount) }, state) ?? []);
          return balancer.weigh(stats, state);
        },
      };
      same(run(watched, taskCount, epochs), foreseen);
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
      const store = (state: unknown): unknown => JSON.parse(JSON.stringify(state)) as unknown;
      same(run(balancer, taskCount, epochs, { store }), run(balancer, taskCount, epochs));
    });
  },

  'reorders the weights when the tasks are reordered': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const order = range(taskCount).reverse();
      const expected = run(balancer, taskCount, epochs).map((weights) => take(weights, order));
      same(run(balancer, taskCount, onlyTasks(epochs, order)), expected);
    });
  },

  'weighs the present tasks as if the absent ones did not exist': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const tasks = range(taskCount).map((task) => 2 * task + 1); // Of a run with a task before and after each.
      const wide = epochs.map(({ batch, meanLosses }) => ({
        batch,
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
        for (const weights of run(balancer, taskCount, scaleTasks(epochs, factors))) finite(weights, taskCount);
      }
    });
  },

  'answers finite weights when losses and gradients are 0': (make: BalancerMaker): void => {
    forRuns(make, (balancer, taskCount, seed) => {
      const epochs = testEpochs(seed, taskCount);
      const first = range(taskCount).map((task) => (task === 0 ? 0 : 1));
      for (const factors of [first, first.map(() => 0)]) {
        const solved = scaleTasks(epochs, factors);
        for (const weights of run(balancer, taskCount, [...solved, ...epochs])) finite(weights, taskCount);
        for (const weights of run(balancer, taskCount, [...epochs, ...solved])) finite(weights, taskCount);
      }
    });
  },

  'answers finite weights when gradients are equal or opposite': (make: BalancerMaker): void => {
    for (const second of [1, -1]) {
      const batch = {
        losses: [1, 1],
        gramian: gramianOf([
          [1, 2],
          [second, 2 * second],
        ]),
      };
      const balancer = make();
      for (const weights of run(
        balancer,
        2,
        [1, 2, 3].map(() => ({ batch, meanLosses: [1, 1] })),
      ))
        finite(weights, 2);
    }
  },

  'names the task whose loss or gradient is not finite': (make: BalancerMaker): void => {
    const balancer = make();
    const [epoch] = testEpochs(1, 2);
    if (!epoch || balancer.needs === 'nothing') return;
    const { batch } = epoch;
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      const gramian = [
        [1, 0],
        [0, bad],
      ];
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
 * Makes sure that a strategy keeps the {@link promises}; needs no test framework.
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
    for (let seed = 1; seed <= 5; seed += 1) check(make(), taskCount, seed);
  }
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function finite(weights: PerTask, taskCount: number): void {
  const good = weights.length === taskCount && weights.every((weight) => Number.isFinite(weight));
  hold(good, `answers ${show(weights)} for ${taskCount} tasks`);
}

function same(received: readonly PerTask[], expected: readonly PerTask[]): void {
  const values = expected.flat();
  const good = received.flat().every((weight, index) => {
    const value = values[index] ?? Number.NaN;
    return Math.abs(weight - value) <= 1e-9 * Math.max(Math.abs(weight), Math.abs(value));
  });
  hold(good && received.flat().length === values.length, `answers ${show(received)} instead of ${show(expected)}`);
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

function show(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'number' && !Number.isFinite(part) ? String(part) : part,
  );
}
