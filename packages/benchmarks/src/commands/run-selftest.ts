import { availableParallelism, cpus } from 'node:os';

import { InvalidOptionError } from '@equipoise/core';

import { type KnownTruthName, knownTruthNames } from '../selftest/known-truth.ts';
import { scoringRule } from '../selftest/score.ts';
import { selftest, selftestTrials } from '../selftest/selftest.ts';
import { selftestText } from '../selftest/selftest-text.ts';
import { screenOf } from '../terminal/screen.ts';
import { openPool } from '../trials/pool.ts';
import { version } from '../version.ts';
import { benchProgress } from './bench-progress.ts';

/** What `equipoise selftest` is given. */
export interface SelftestArguments {
  /** Sets with commas between; all when left out. */
  readonly sets?: string;
  /** Studies of each set. */
  readonly studies: number;
  /** Seeds of a study. */
  readonly seeds: number;
  /** Worlds over which the truth is measured. */
  readonly truthWorlds: number;
  /** Trials side by side. */
  readonly jobs?: number;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise selftest` is asked: trains and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export async function runSelftest(args: SelftestArguments): Promise<void> {
  const { studies, seeds, truthWorlds, jobs = availableParallelism(), json = false } = args;
  const asked = { sets: setsOf(args.sets), studies, seeds, truthWorlds };
  const progress = benchProgress(await selftestTrials(asked));
  const pool = openPool(jobs, new URL('../selftest/worker.js', import.meta.url));
  try {
    const sets = await selftest({
      ...asked,
      sideBySide: jobs,
      execute: pool.execute,
      onEvent: ({ kind }) => {
        if (kind === 'done') progress.next();
      },
    });
    progress.clear();
    const answer = { sets, studies, seeds, truthWorlds, rule: scoringRule };
    const machine = { cpu: cpus()[0]?.model ?? '', node: process.version };
    const text = json
      ? JSON.stringify({ ...answer, version, machine }, null, 2)
      : selftestText(answer, screenOf(process.stdout));
    process.stdout.write(`${text}\n`);
  } finally {
    progress.clear();
    await pool.stop();
  }
}

function setsOf(list: string | undefined): readonly KnownTruthName[] {
  const names = list?.split(',').map((name) => name.trim()) ?? knownTruthNames;
  return names.map((name) => {
    const found = knownTruthNames.find((known) => known === name);
    if (found === undefined) throw new InvalidOptionError('selftest', 'sets', `of ${knownTruthNames.join(', ')}`, name);
    return found;
  });
}
