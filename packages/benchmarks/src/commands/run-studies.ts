import { availableParallelism } from 'node:os';

import { compare, writeStudies } from '../compare.ts';
import { connectQueue } from '../queue/connect.ts';
import { queuePool } from '../queue/queue-executor.ts';
import { liveFile } from '../live/live-file.ts';
import { openPool } from '../trials/pool.ts';
import { describeTrial } from '../trials/trials-failed-error.ts';
import { openStore } from '../trials/store.ts';
import { fillShard, inShard, type Shard } from '../study/shard.ts';
import { slotsOf } from '../study/slots.ts';
import type { TrialEvent } from '../trials/run-trials.ts';
import { studyTable } from '../terminal/study-table.ts';
import { terminalWidth } from '../terminal/width.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { progressEstimate } from '../terminal/progress-estimate.ts';
import { version } from '../version.ts';
import type { Plan } from './plan-studies.ts';
import { present, presentShard } from './present.ts';
import { trackersOf } from '../tracking/tracker-of.ts';
import { trackTrials } from '../tracking/track-trials.ts';
import { makeFolder } from './results-folder.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { StoppedError } from './stopped-error.ts';

/** How studies are made and presented. */
export interface RunStudiesOptions {
  /** Where results go. */
  readonly out: string;
  /** Trials side by side; one for each processor when left out. */
  readonly jobs?: number | undefined;
  /** Whether to print JSON. */
  readonly json?: boolean | undefined;
  /** Whether one data set was asked for: then JSON is its comparison alone. */
  readonly alone: boolean;
  /** The queue whose workers make the trials; processes of this command when left out. */
  readonly queue?: string | undefined;
  /** Where trials are tracked. */
  readonly track?: readonly string[] | undefined;
  /** The part of the slots to fill, where other processes fill the others: nothing is compared then. */
  readonly shard?: Shard | undefined;
}

/**
 * Makes studies: trains what is missing, writes and prints.
 *
 * @param args - How.
 * @param plan - The studies.
 */
export async function runStudies(args: RunStudiesOptions, { studies, stepsOf, notes }: Plan): Promise<void> {
  const say = (sentence: string): void => line.say(sentence);
  const tracking = trackTrials(trackersOf(args.track ?? [], say), say);
  makeFolder(args.out);
  const command = `equipoise ${process.argv.slice(2).map(shellWord).join(' ')}`;
  const made = { command, date: new Date().toISOString().slice(0, 10), version };
  writeStudies(args.out, studies, made);
  const every = studies.flatMap((study) => slotsOf(study).map((slot) => ({ slot, tuning: study.tuning })));
  const slots = inShard(every, args.shard);
  const work = progressEstimate(slots, stepsOf);
  // Whoever works on a queue decides how many are made at once.
  const jobs = Math.min(args.jobs ?? (args.queue === undefined ? availableParallelism() : slots.length), slots.length);
  const table = studyTable(slots, terminalWidth(process.stderr) - 1);
  const line = progressLine(process.stderr, { below: () => table.lines() });
  notes.forEach(say);
  const store = openStore(args.out, say);
  const pool = args.queue === undefined ? openPool(jobs) : queuePool(await connectQueue(args.queue, process.env));
  const live = liveFile(args.out);
  const stopping = stopOnSignal(() => void pool.stop());
  try {
    const making = {
      store,
      execute: pool.execute,
      sideBySide: jobs,
      onEvent(event: TrialEvent) {
        work.note(event);
        table.note(event);
        if (stopping.signal !== undefined) return;
        tracking.note(event);
        live.note(event);
        if (event.kind === 'failed') line.say(`${describeTrial(event.config)} failed.`);
        line.show(work.standing());
      },
    };
    if (args.shard) {
      await fillShard(slots, making);
      line.clear();
      presentShard(args.shard, slots.length, args);
      return;
    }
    const compared = await compare({ studies, ...making });
    line.clear();
    await present(compared, { out: args.out, made, json: args.json === true, alone: args.alone });
  } catch (error) {
    line.clear();
    if (stopping.signal === undefined) throw error;
    const { kept, total } = work.standing();
    const sentence = `Stopped: ${kept} of ${total} trials are kept in ${args.out}; the same command goes on from there.`;
    throw new StoppedError(stopping.signal, sentence);
  } finally {
    stopping.release();
    await pool.stop();
    live.end();
    await tracking.end();
  }
}
