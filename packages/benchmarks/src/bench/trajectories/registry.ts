import type { Problem } from './problem.ts';
import { cqf, ewq, hqf } from './quadratics.ts';
import { toy, toyUneven } from './toy.ts';

/** Every problem, in the order in which they are shown. */
export const problems: readonly Problem[] = [toy, toyUneven, ewq, cqf, hqf];
