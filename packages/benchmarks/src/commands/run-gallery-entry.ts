import { availableParallelism } from 'node:os';
import { join } from 'node:path';

import { writeAtomic, writeDocument } from '@equipoise/core';

import { writeStudies } from '../compare.ts';
import type { GalleryEntry } from '../gallery/entry.ts';
import { galleryPage } from '../gallery/page.ts';
import { galleryPicture } from '../gallery/picture.ts';
import { planEntry } from '../gallery/plan-entry.ts';
import { galleryResultDocument } from '../gallery/result-schema.ts';
import { galleryResultText } from '../gallery/result-text.ts';
import { runEntry } from '../gallery/run-entry.ts';
import { stepsOfTrial } from '../study/plan-study.ts';
import { slotsOf } from '../study/slots.ts';
import { progressEstimate } from '../terminal/progress-estimate.ts';
import { progressLine } from '../terminal/progress-line.ts';
import { screenOf } from '../terminal/screen.ts';
import { shellWord } from '../terminal/shell-word.ts';
import { openPool } from '../trials/pool.ts';
import { openStore } from '../trials/store.ts';
import { describeTrial } from '../trials/trials-failed-error.ts';
import { version } from '../version.ts';
import { fetchEntry } from './fetch-entry.ts';
import { makeFolder, requireWritableResults } from './results-folder.ts';
import type { GalleryArguments } from './gallery-arguments.ts';
import { stopOnSignal } from './stop-on-signal.ts';
import { StoppedError } from './stopped-error.ts';

/** The model of an entry, in the folder of the results. */
export const galleryModelFile = (out: string, name: string): string => join(out, name, 'model.safetensors');

/**
 * Runs an entry of the gallery: trains what is missing, writes `NAME.json`, its picture, its page and its model, and prints.
 *
 * @param entry - The entry.
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong.
 */
export async function runGalleryEntry(entry: GalleryEntry, args: GalleryArguments): Promise<void> {
  const { out, seeds, jobs = availableParallelism(), json = false } = args;
  const { name } = entry;
  requireWritableResults(out, name);
  await fetchEntry(entry, args);
  const planned = await planEntry(entry, seeds);
  const { study, dataset } = planned;
  makeFolder(out);
  const command = `equipoise ${process.argv.slice(2).map(shellWord).join(' ')}`;
  const made = { command, date: new Date().toISOString().slice(0, 10), version };
  writeStudies(out, [study], made);
  const slots = slotsOf(study).map((slot) => ({ slot, tuning: undefined }));
  const work = progressEstimate(slots, (config) => stepsOfTrial(dataset.splits.train.size, config));
  const line = progressLine(process.stderr);
  const store = openStore(join(out, name), (sentence) => line.say(sentence));
  const pool = openPool(Math.min(jobs, slots.length), new URL('../gallery/worker.js', import.meta.url));
  const stopping = stopOnSignal(() => void pool.stop());
  try {
    const result = await runEntry(planned, {
      made,
      store,
      execute: pool.execute,
      sideBySide: jobs,
      onModel: (model) => model.save(galleryModelFile(out, name)),
      onEvent(event) {
        work.note(event);
        if (stopping.signal !== undefined) return;
        if (event.kind === 'failed') line.say(`${describeTrial(event.config)} failed.`);
        line.show(work.standing());
      },
    });
    line.clear();
    writeDocument(join(out, `${name}.json`), galleryResultDocument, result);
    writeAtomic(join(out, result.picture), await galleryPicture(result));
    writeAtomic(join(out, `${name}.md`), galleryPage(result, { example: entry.ask?.example }));
    const text = json ? JSON.stringify(result, null, 2) : galleryResultText(result, screenOf(process.stdout));
    process.stdout.write(`${text}\n`);
    if (!json) process.stdout.write(`\nThe page: ${join(out, `${name}.md`)}\n`);
  } catch (error) {
    line.clear();
    if (stopping.signal === undefined) throw error;
    const { kept, total } = work.standing();
    const sentence = `Stopped: ${kept} of ${total} trials are kept in ${join(out, name)}; the same command goes on from there.`;
    throw new StoppedError(stopping.signal, sentence);
  } finally {
    stopping.release();
    await pool.stop();
  }
}
