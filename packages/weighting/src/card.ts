import type { BalancerNeeds } from '@equipoise/core';

/** One option of a strategy, as its card describes it. */
export interface OptionCard {
  /** Its name in the code and on the command line. */
  readonly name: string;
  /** The symbol in the formula, or what it is. */
  readonly meaning: string;
  /** The value when it is left out, as text. */
  readonly defaultValue: string;
  /** The values that it may have. */
  readonly range: string;
}

/** What a person should know of a strategy before using it; the docs are made of it. */
export interface StrategyCard {
  /** The name as the literature has it. */
  readonly title: string;
  /** What it does, in one sentence. */
  readonly summary: string;
  /** The rule, in Unicode, a line or two. */
  readonly formula: string;
  /** The title of the paper. */
  readonly paper: string;
  /** Who wrote it. */
  readonly authors: string;
  /** Where it was published. */
  readonly venue: string;
  /** When it was published. */
  readonly year: number;
  /** Where to read it. */
  readonly link: string;
  /** What it looks at: the same word as the strategy's own `needs`. */
  readonly needs: BalancerNeeds;
  /** What it remembers from batch to batch. */
  readonly state: string;
  /** Backward passes through the shared parameters in one step; K is the number of tasks. */
  readonly backwardPasses: '1' | '3' | 'K' | '2K' | '2K + 1' | 'K + 6';
  /** What may change without changing the weights, or changes them in a known way. */
  readonly invariances: readonly string[];
  /** Its options; empty when there are none. */
  readonly options: readonly OptionCard[];
  /** Where it departs from the paper, or from other implementations, and why. */
  readonly departures: readonly string[];
}
