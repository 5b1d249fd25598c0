import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

import { EquipoiseError, InvalidOptionError, makeFolder as make, oneLine, reasonOf } from '@equipoise/core';

/**
 * Makes sure that results can be written, without writing: the folder, or the nearest one above it that exists, must be a
 * folder and let this user in.
 *
 * @param folder - Where results are to go.
 * @throws {@link @equipoise/core!EquipoiseError} when they cannot.
 */
export function requireWritable(folder: string): void {
  if (folder.trim() === '') throw new InvalidOptionError('compare', 'out', 'the path of a folder', folder);
  let place = resolve(folder);
  while (!existsSync(place)) place = dirname(place);
  try {
    accessSync(`${place}/.`, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw refusal(folder, error);
  }
}

/**
 * Makes sure, without writing, that the results of a data set can be written: its folder, the one of the trials, and no folder in the place
 * of a file.
 *
 * @param out - Where results are to go.
 * @param dataset - The data set.
 * @throws {@link @equipoise/core!EquipoiseError} when they cannot.
 */
export function requireWritableResults(out: string, dataset: string): void {
  const folder = join(out, dataset);
  requireWritable(join(out, 'trials'));
  requireWritable(folder);
  for (const name of ['study.json', 'comparison.json', 'results.csv', 'verdicts.csv', 'verdicts.tex', 'report.html']) {
    const file = join(folder, name);
    if (!statSync(file, { throwIfNoEntry: false })?.isDirectory()) continue;
    throw new EquipoiseError(
      `The results cannot be written: ${oneLine(file)} is a folder; remove it, or choose another folder with --out.`,
    );
  }
}

/**
 * Makes a folder for results.
 *
 * @param folder - Its path.
 * @throws {@link @equipoise/core!EquipoiseError} when it cannot be made.
 */
export function makeFolder(folder: string): void {
  try {
    make(folder);
  } catch (error) {
    throw refusal(folder, error);
  }
}

function refusal(folder: string, error: unknown): EquipoiseError {
  const place = oneLine(folder);
  return new EquipoiseError(
    `The results cannot be written to ${place}: ${reasonOf(error)}; choose another folder with --out.`,
  );
}
