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

/** The description of a strategy; the docs and the command line show it. */
export interface StrategyCard {
  /** The name in the literature. */
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
  /** What it needs: the same value as the strategy's own `needs`. */
  readonly needs: BalancerNeeds;
  /** Its state. */
  readonly state: string;
  /** Backward passes through the shared parameters per step; K is the number of tasks. */
  readonly backwardPasses: '1' | '3' | 'K' | '2K' | '2K + 1' | 'K + 6';
  /** Changes of the input that do not change the result, or change it in a known way. */
  readonly invariances: readonly string[];
  /** Its options; empty when there are none. */
  readonly options: readonly OptionCard[];
  /** Differences from the paper and from other implementations, with the reason. */
  readonly departures: readonly string[];
}
