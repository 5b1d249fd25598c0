import type { BalancerNeeds, HeadPolicy, OptionsSchema } from '@equipoise/core';

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
  /** How the heads are trained by default: the same value as the strategy's own `headPolicy`. */
  readonly headPolicy: HeadPolicy;
  /** How the paper, the authors' code and other implementations train the heads; left out where all differentiate the weighted loss. */
  readonly headsElsewhere?: string;
  /** Its state. */
  readonly state: string;
  /** Backward passes through the shared parameters per step; K is the number of tasks. */
  readonly backwardPasses: '1' | '2' | '3' | 'K' | 'K + 1' | '2K' | '2K + 1' | 'K + 6';
  /** Changes of the input that do not change the result, or change it in a known way. */
  readonly invariances: readonly string[];
  /** Its options. */
  readonly options: OptionsSchema;
  /** Differences from the paper and from other implementations, with the reason. */
  readonly departures: readonly string[];
}
