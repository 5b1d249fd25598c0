import { EquipoiseError } from '@equipoise/core';

import { measureClaims } from '../gallery/claims/measure-claims.ts';
import { readGalleryResults } from '../gallery/read-results.ts';
import { screenOf } from '../terminal/screen.ts';
import { wrap } from '../terminal/wrap.ts';

/**
 * Prints what people are told of multi-task learning, measured over the results of the gallery in a folder.
 *
 * @param folder - The folder.
 * @param json - Whether to print JSON.
 * @throws {@link @equipoise/core!EquipoiseError} when the folder holds no result.
 */
export function runGalleryClaims(folder: string, json: boolean): void {
  const results = readGalleryResults(folder);
  if (results.length === 0) {
    throw new EquipoiseError(
      `gallery: ${folder} holds no results to measure claims over: run entries first, or name a folder that does with --out.`,
    );
  }
  const entries = results.map(({ name }) => name);
  const rows = measureClaims(results);
  if (json) {
    process.stdout.write(`${JSON.stringify({ folder, entries, claims: rows }, null, 2)}\n`);
    return;
  }
  const { width, paint } = screenOf(process.stdout);
  const blocks = rows.map(({ name, side, claim, rule, verdict, figures }) =>
    [
      `${paint('bold', `${name} (${side})`)}: ${paint('cyan', verdict)}`,
      ...[claim, figures, rule].map((text) => `  ${wrap(text, { width, indent: 2 }).trimStart()}`),
    ].join('\n'),
  );
  const over = wrap(`Measured over ${entries.length} entries in ${folder}: ${entries.join(', ')}.`, {
    width,
    indent: 0,
  });
  process.stdout.write(`${[...blocks, over].join('\n\n')}\n`);
}
