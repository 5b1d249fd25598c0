import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { withoutTimes } from '../../support/comparison.ts';
import { start } from '../../support/equipoise.ts';
import { trialsIn } from '../../support/kept-trials.ts';
import type { Subject } from './kill-often.ts';

type Trials = Readonly<Record<string, string>>;

/** A command that keeps trials in a folder: each byte of one stays, and there is one file for each at the end. */
export function trialsSubject(command: readonly string[], dataset: string): Subject<Trials> {
  return {
    start: (folder) => start(...command, '--out', folder),
    standing: trialsIn,
    size: (trials) => Object.keys(trials).length,
    lost: (before, after) =>
      Object.keys(before).flatMap((name) => (before[name] === after[name] ? [] : [`${name} is lost or altered`])),
    outcome(folder) {
      const comparison = withoutTimes(readFileSync(join(folder, dataset, 'comparison.json'), 'utf8'));
      return JSON.stringify([comparison, readdirSync(join(folder, 'trials')).sort()]);
    },
  };
}
