import { deltaMTables } from './delta-m/delta-m.ts';
import type { Reproduction } from './reproduction.ts';
import { twoTaskToy } from './two-task-toy.ts';

/** Every reproduction, in the order in which they are shown. */
export const reproductions: readonly Reproduction[] = [twoTaskToy, deltaMTables];
