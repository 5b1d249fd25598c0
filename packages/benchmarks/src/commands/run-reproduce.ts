import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { EquipoiseError, didYouMean, oneLine, writeDocument } from '@equipoise/core';

import { writeStudies } from '../compare.ts';
import { reproduce } from '../reproduce/reproduce.ts';
import type { Reproduction } from '../reproduce/reproduction.ts';
import { reproductionDocument, type ReproductionResult } from '../reproduce/reproduction-schema.ts';
import { reproductionList, reproductionText } from '../reproduce/reproduction-text.ts';
import { reproductions } from '../reproduce/registry.ts';
import type { Provenance } from '../study/kept-study.ts';
import { plannedTrials, slotsOf } from '../study/slots.ts';
import type { Study } from '../study/study.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { screenOf } from '../terminal/screen.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { openPool } from '../trials/pool.ts';
import { openStore } from '../trials/store.ts';
import { version } from '../version.ts';
import { requireWritable } from './results-folder.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { StoppedError } from './stopped-error.ts';

/** What `equipoise reproduce` is given beside the name. */
export interface ReproduceArguments {
  /** Where results go. */
  readonly out: string;
  /** Seeds; those of the reproduction when left out. */
  readonly seeds?: number;
  /** Trials side by side. */
  readonly jobs?: number;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

/**
 * Does what `equipoise reproduce` is asked: lists, or makes one and prints it.
 *
 * @param name - Which; all are listed when left out.
 * @param args - The rest of the command line.
 * @throws {@link @equipoise/core!EquipoiseError} when there is no such reproduction, or something in it is wrong.
 */
export async function runReproduce(name: string | undefined, args: ReproduceArguments): Promise<void> {
  const { json = false } = args;
  const screen = screenOf(process.stdout);
  if (name === undefined) {
    const listed = reproductions.map(({ name: each, title, minutes, seeds }) => ({
      name: each,
      title,
      minutes,
      seeds,
    }));
    const text = json ? JSON.stringify({ reproductions: listed }, null, 2) : reproductionList(reproductions, screen);
    process.stdout.write(`${text}\n`);
    return;
  }
  const result = await make(reproductionOf(name), args);
  const file = join(args.out, `${name}.json`);
  writeDocument(file, reproductionDocument, result);
  const text = json ? JSON.stringify(result, null, 2) : `${reproductionText(result, screen)}\n\nKept in ${file}.`;
  process.stdout.write(`${text}\n`);
}

function reproductionOf(name: string): Reproduction {
  const found = reproductions.find((each) => each.name === name);
  if (found) return found;
  const known = reproductions.map((each) => each.name);
  throw new EquipoiseError(
    `reproduce: there is no ${oneLine(name)}${didYouMean(name, known)}; there are ${known.join(', ')}.`,
  );
}

async function make(
  reproduction: Reproduction,
  { out, seeds, jobs = availableParallelism() }: ReproduceArguments,
): Promise<ReproductionResult> {
  const folder = join(out, reproduction.name);
  requireWritable(folder);
  const made: Provenance = {
    command: `equipoise ${process.argv.slice(2).map(shellWord).join(' ')}`,
    date: new Date().toISOString().slice(0, 10),
    version,
  };
  const line = progressLine(process.stderr);
  const pool = openPool(jobs, new URL('../reproduce/worker.js', import.meta.url));
  const stopping = stopOnSignal(() => void pool.stop());
  const counts = { ended: 0, total: 0 };
  try {
    return await reproduce(reproduction, {
      ...(seeds !== undefined && { seeds }),
      made,
      sideBySide: jobs,
      store: openStore(folder, (sentence) => line.say(sentence)),
      execute: pool.execute,
      onStudies(studies) {
        writeStudies(folder, studies, made);
        counts.total += studies.reduce((sum, study) => sum + trialsIn(study), 0);
      },
      onEvent({ kind }) {
        if (kind === 'step') return;
        counts.ended += 1;
        const total = Math.max(counts.total, counts.ended);
        if (stopping.signal === undefined)
          line.show({ ended: counts.ended, kept: counts.ended, total, share: counts.ended / total });
      },
    });
  } catch (error) {
    if (stopping.signal === undefined) throw error;
    const sentence = `Stopped: ${counts.ended} trials are kept in ${folder}; the same command goes on from there.`;
    throw new StoppedError(stopping.signal, sentence);
  } finally {
    line.clear();
    stopping.release();
    await pool.stop();
  }
}

function trialsIn(study: Study): number {
  return slotsOf(study).reduce((sum, slot) => sum + plannedTrials(slot, study.tuning), 0);
}
