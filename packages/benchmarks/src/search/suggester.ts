import {
  canonicalJson,
  choice,
  type Config,
  DocumentError,
  integer,
  InvalidOptionError,
  isRecord,
  optionsSchema,
} from '@equipoise/core';

import type { Point } from './dimension.ts';
import type { Outcome, Search, SearchProblem, SearchTrial } from './search.ts';

const problemOptions = optionsSchema('search', {
  seed: integer({ required: true, meaning: 'where random numbers come from' }),
  mode: choice(['min', 'max'], { required: true, meaning: 'whether small values are good, or large ones' }),
});

/** A point to try. */
export interface Suggestion {
  /** Its number: 0, 1, 2 … */
  readonly id: number;
  /** The value of each dimension. */
  readonly values: Point;
}

/** All that a search knows, as plain data that survives JSON. */
export interface SearchState extends SearchProblem {
  /** The way to search. */
  readonly search: Config;
  /** The suggestions, by number. */
  readonly trials: readonly SearchTrial[];
}

/** A search that runs: ask for points, in any number at a time, and tell what became of them, in any order. */
export interface Suggester {
  /**
   * The next point to try.
   *
   * @returns The suggestion; undefined when there is nothing left to suggest.
   */
  ask(): Suggestion | undefined;
  /**
   * Says what became of a suggestion.
   *
   * @param id - Its number.
   * @param outcome - Its value; `failed`; or its value at the step at which it was stopped.
   * @throws {@link @equipoise/core!InvalidOptionError} when there is no such suggestion, when it was told before, or when the value is not
   *   a finite number.
   */
  tell(id: number, outcome: Outcome): void;
  /** The suggestions that have no outcome: after a restart they are to be run again. */
  running(): readonly Suggestion[];
  /** The trial with the best value among those that ran to their end; undefined when there is none. */
  best(): SearchTrial | undefined;
  /** All that it knows: give it to {@link startSearch} to go on. */
  state(): SearchState;
}

/**
 * Begins a search, or goes on with one: the same search, problem and outcomes give the same suggestions, also across a restart.
 *
 * @example
 * const suggester = startSearch(randomSearch(), { space, seed: 0, mode: 'min' });
 * const { id, values } = suggester.ask();
 * suggester.tell(id, await train(values));
 *
 * @param search - How to search.
 * @param problem - What to search.
 * @param state - What {@link Suggester.state} gave, of whatever type: it may come from a file.
 * @throws {@link @equipoise/core!InvalidOptionError} for a space that cannot be searched, {@link @equipoise/core!DocumentError} for a state
 *   that is not of this search.
 */
export function startSearch(search: Search, { space, seed, mode }: SearchProblem, state?: unknown): Suggester {
  problemOptions.read({ seed, mode });
  if (space.length === 0) throw new InvalidOptionError('search', 'space', 'of at least one dimension', space);
  const problem: SearchProblem = { space, seed, mode };
  const suggest = search.start(problem);
  const trials = state === undefined ? [] : trialsOf(state, { search: search.config, ...problem });
  return {
    ask() {
      const id = trials.length;
      const values = suggest(id, trials);
      if (values === undefined) return undefined;
      trials.push({ id, values });
      return { id, values };
    },
    tell(id, outcome) {
      const trial = trials[id];
      if (!trial) throw new InvalidOptionError('search', 'id', 'the number of a suggestion', id);
      if (trial.outcome !== undefined) {
        throw new InvalidOptionError('search', 'id', 'of a suggestion without an outcome', id);
      }
      if (!isOutcome(outcome)) {
        throw new InvalidOptionError('search', 'outcome', 'a finite number, { value, stoppedAt } or failed', outcome);
      }
      trials[id] = { ...trial, outcome };
    },
    running: () => trials.filter(({ outcome }) => outcome === undefined).map(({ id, values }) => ({ id, values })),
    best: () => bestOf(trials, mode),
    state: () => ({ search: search.config, ...problem, trials: [...trials] }),
  };
}

function bestOf(trials: readonly SearchTrial[], mode: SearchProblem['mode']): SearchTrial | undefined {
  const sign = mode === 'min' ? 1 : -1;
  const better = (value: number, { outcome }: SearchTrial): boolean =>
    typeof outcome === 'number' && sign * value >= sign * outcome;
  return trials.reduce<SearchTrial | undefined>((best, trial) => {
    if (typeof trial.outcome !== 'number') return best;
    return best && better(trial.outcome, best) ? best : trial;
  }, undefined);
}

function trialsOf(state: unknown, expected: Omit<SearchState, 'trials'>): SearchTrial[] {
  if (!isRecord(state) || !Array.isArray(state.trials) || !state.trials.every(isTrial)) {
    throw new DocumentError('search: expected the state of a search, received something else.');
  }
  const { trials, ...of } = state;
  for (const [name, value] of Object.entries(expected)) {
    if (canonicalJson(of[name]) !== canonicalJson(value)) {
      throw new DocumentError(`search: the state is of another ${name}, and cannot be continued.`);
    }
  }
  return [...trials];
}

function isTrial(trial: unknown, index: number): trial is SearchTrial {
  if (!isRecord(trial) || trial.id !== index || !isRecord(trial.values)) return false;
  return trial.outcome === undefined || isOutcome(trial.outcome);
}

function isOutcome(outcome: unknown): outcome is Outcome {
  if (isRecord(outcome)) return Number.isFinite(outcome.value) && Number.isFinite(outcome.stoppedAt);
  return outcome === 'failed' || Number.isFinite(outcome);
}
