import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';

import { EquipoiseError, loadModel, type MultiTaskModel, readDocument } from '@equipoise/core';

import type { AnswerLine, Ask, GalleryEntry } from '../gallery/entry.ts';
import { planEntry } from '../gallery/plan-entry.ts';
import { galleryResultDocument } from '../gallery/result-schema.ts';
import { chosenConfig } from '../gallery/run-entry.ts';
import { trainModel } from '../gallery/train-model.ts';
import { fetchEntry } from './fetch-entry.ts';
import { makeFolder, requireWritableResults } from './results-folder.ts';
import type { GalleryArguments } from './gallery-arguments.ts';
import { galleryModelFile } from './run-gallery-entry.ts';

/**
 * Asks the model of an entry, which is trained first where none is kept.
 *
 * @param entry - The entry, with a console demo.
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} in one sentence that says what is wrong.
 */
export async function runGalleryAsk(entry: GalleryEntry, args: GalleryArguments): Promise<void> {
  const { ask, simulated } = entry;
  if (!ask) return;
  const model = await modelOf(entry, args);
  try {
    if (simulated)
      process.stderr.write('A simulation: the page of the entry says what of its data is real, if anything.\n');
    if (typeof args.ask === 'string') {
      print(await ask.answer(model, args.ask), args.json === true);
      return;
    }
    await prompt(model, ask, args.json === true);
  } finally {
    await model.dispose();
  }
}

/** The model that is kept, or a new one: with the weighting that won where the entry has run, with equal weights otherwise. */
async function modelOf(entry: GalleryEntry, { out, mirror }: GalleryArguments): Promise<MultiTaskModel> {
  const file = galleryModelFile(out, entry.name);
  if (existsSync(file)) return loadModel(file);
  requireWritableResults(out, entry.name);
  await fetchEntry(entry, { mirror });
  process.stderr.write(`No model of ${entry.name} is in ${out}: it is trained first, once.\n`);
  const planned = await planEntry(entry, 1);
  const known = readDocument(join(out, `${entry.name}.json`), galleryResultDocument);
  const model = await trainModel(chosenConfig(planned, known?.comparison.chosen ?? 'equal'), planned.dataset);
  makeFolder(join(out, entry.name));
  model.save(file);
  return model;
}

/** Answers line by line until an empty one or the end of the input. */
async function prompt(model: MultiTaskModel, { hint, example, answer }: Ask, json: boolean): Promise<void> {
  const lines = createInterface({ input: process.stdin, output: process.stderr, prompt: '> ' });
  process.stderr.write(`${hint}\nFor example: ${example}\nAn empty line ends it.\n`);
  lines.prompt();
  for await (const question of lines) {
    if (question.trim() === '') break;
    try {
      print(await answer(model, question), json);
    } catch (error) {
      if (!(error instanceof EquipoiseError)) throw error;
      process.stderr.write(`${error.message}\n`);
    }
    lines.prompt();
  }
  lines.close();
}

function print(answers: readonly AnswerLine[], json: boolean): void {
  const longest = Math.max(0, ...answers.map(({ of }) => of.length));
  const text = json
    ? JSON.stringify({ answers })
    : answers.map(({ of, answer }) => `${of.padEnd(longest)}  ${answer}`).join('\n');
  process.stdout.write(`${text}\n`);
}
