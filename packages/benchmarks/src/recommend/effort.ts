/** How much a recommendation tries. */
export interface Effort {
  /** Trials of the search of each arm and baseline for each seed; 0 where nothing is tuned. */
  readonly tuning: number;
  /** Seeds on which everything is tried first. */
  readonly screening: number;
  /** Whether every two tasks are learnt together. */
  readonly transfer: boolean;
  /** Groupings of the tasks that are tried, beside one model of all and a model for each. */
  readonly groupings: number;
  /** Strategies that are tried: the first ones. */
  readonly strategies: number;
  /** Architectures that are tried: the first ones. */
  readonly architectures: number;
  /** Arms that are tested in the end, beside plain sharing and separate models. */
  readonly finalists: number;
  /** Seeds of the last comparison. */
  readonly seeds: number;
}

/** From the least that says anything to the most that is tried. */
const ladder: readonly Effort[] = [
  { tuning: 0, screening: 1, transfer: false, groupings: 1, strategies: 1, architectures: 1, finalists: 1, seeds: 3 },
  { tuning: 0, screening: 1, transfer: true, groupings: 1, strategies: 2, architectures: 1, finalists: 1, seeds: 5 },
  { tuning: 0, screening: 1, transfer: true, groupings: 2, strategies: 3, architectures: 2, finalists: 2, seeds: 5 },
  { tuning: 2, screening: 1, transfer: true, groupings: 2, strategies: 4, architectures: 1, finalists: 2, seeds: 5 },
  { tuning: 4, screening: 1, transfer: true, groupings: 2, strategies: 4, architectures: 2, finalists: 2, seeds: 5 },
  { tuning: 6, screening: 2, transfer: true, groupings: 3, strategies: 4, architectures: 2, finalists: 2, seeds: 8 },
  { tuning: 10, screening: 2, transfer: true, groupings: 3, strategies: 4, architectures: 2, finalists: 3, seeds: 10 },
  { tuning: 20, screening: 3, transfer: true, groupings: 4, strategies: 4, architectures: 2, finalists: 3, seeds: 10 },
];

/** What decides how many trainings an effort is. */
export interface Size {
  /** How many tasks there are. */
  readonly tasks: number;
  /** How many strategies there are to try. */
  readonly strategies: number;
  /** How many architectures there are to try. */
  readonly architectures: number;
  /** Whether the floors are trained. */
  readonly floors: boolean;
}

/** Arms that go on from each round of successive halving: one in so many. */
const eta = 3;

/**
 * The rounds of successive halving: how many seeds each arm has had after each. The arms that are left then are tested with all seeds.
 *
 * @param effort - The effort.
 */
export function roundsOf({ screening, seeds }: Pick<Effort, 'screening' | 'seeds'>): readonly number[] {
  const second = Math.min(2 * screening + 1, seeds);
  return second > screening ? [screening, second] : [screening];
}

/**
 * How many arms are left after a round.
 *
 * @param arms - How many there were.
 * @param effort - The effort.
 */
export function leftAfter(arms: number, { finalists }: Pick<Effort, 'finalists'>): number {
  return Math.min(arms, Math.max(finalists, Math.floor(arms / eta)));
}

/**
 * The most trainings that an effort can be.
 *
 * @param effort - The effort.
 * @param size - What is tried.
 */
export function trainingsOf(effort: Effort, size: Size): number {
  const { tasks } = size;
  const each = effort.tuning + 1;
  const groupings = Math.min(effort.groupings, otherPartitions(tasks));
  const pairs = effort.transfer && tasks > 2 ? (tasks * (tasks - 1)) / 2 : 0;
  const kinds = armKinds(effort, size);
  // A grouping has at most so many models of several tasks; what is alone is a baseline.
  const models = groupings > 0 ? Math.floor(tasks / 2) : 1;
  const first = kinds - 1 + groupings * kinds * models;
  let [arms, trained, before] = [kinds - 1 + groupings * kinds, first * effort.screening, effort.screening];
  for (const seeds of [...roundsOf(effort).slice(1), effort.seeds]) {
    arms = seeds === effort.seeds ? Math.min(arms, effort.finalists) : leftAfter(arms, effort);
    trained += arms * models * (seeds - before);
    before = seeds;
  }
  const baselines = (tasks + 1) * effort.seeds;
  const floors = size.floors ? 2 * effort.seeds : 0;
  return each * (baselines + pairs * effort.screening + trained) + floors + tasks;
}

/**
 * The greatest effort that is no more than so many trainings.
 *
 * @param most - How many trainings there may be.
 * @param size - What is tried.
 * @returns Nothing where even the least is more.
 */
export function effortFor(most: number, size: Size): Effort | undefined {
  return ladder.filter((effort) => trainingsOf(effort, size) <= most).at(-1);
}

/**
 * The trainings of the least effort.
 *
 * @param size - What is tried.
 */
export function leastTrainings(size: Size): number {
  return Math.min(...ladder.map((effort) => trainingsOf(effort, size)));
}

/** How many combinations of a strategy and an architecture are tried. Fixed weights are found by the search: without one they are equal ones. */
function armKinds(effort: Effort, { strategies, architectures }: Size): number {
  return Math.min(effort.strategies, strategies) * Math.min(effort.architectures, architectures);
}

/** How many partitions of some tasks there are beside all in one group and each in its own. */
function otherPartitions(tasks: number): number {
  let row = [1];
  for (let size = 1; size < tasks; size += 1) {
    const next = [row.at(-1) ?? 1];
    for (const value of row) next.push((next.at(-1) ?? 0) + value);
    row = next;
  }
  return Math.max(0, (row.at(-1) ?? 1) - 2);
}
