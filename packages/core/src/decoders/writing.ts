import type { BeamSearchOptions } from './beam-search.ts';
import type { Decoder } from './decoder.ts';

/**
 * How a task writes a sequence: token by token, each after those before it. Tokens have the numbers of the task's labels: 0 ends a sequence, and −1 is a
 * place of which nothing is known.
 */
export interface Writing {
  /** What tells the next token. */
  readonly decoder: Decoder;
  /** How sequences are searched for. */
  readonly search: Omit<BeamSearchOptions, 'length' | 'end'>;
}
