import { byte, textOf } from './bytes.ts';
import { type Sample, sampleRecords } from './sample.ts';

/** What stands between cells in most files, the likeliest first. */
const usual = [',', ';', '\t', '|'] as const;

/** What a file is delimited by, and how that is known. */
export interface Delimiter {
  /** The byte between two cells. */
  readonly byte: number;
  /** Whether the first line says so, as `sep=;`, and is no record. */
  readonly told: boolean;
}

/**
 * Finds out what stands between two cells: what Excel's line `sep=;` says, else the usual delimiter that cuts most records into equally many cells.
 *
 * @param sample - The beginning of the file.
 * @param options - Who reads which file, what a comment begins with, and the delimiter if it was given.
 */
export async function findDelimiter(
  sample: Sample,
  { where, comment, told }: { readonly where: string; readonly comment: Uint8Array; readonly told: number | undefined },
): Promise<Delimiter> {
  const start = textOf(sample.bytes, { start: 0, end: Math.min(16, sample.bytes.length) });
  const line = /^"?sep=([^\r\n"])"?(?:[\r\n]|$)/i.exec(start);
  if (line) return { byte: told ?? (line[1] ?? ',').charCodeAt(0), told: true };
  if (told !== undefined) return { byte: told, told: false };
  let best = { byte: ','.charCodeAt(0), share: 0, cells: 1 };
  for (const character of usual) {
    const delimiter = character.charCodeAt(0);
    const counts = (await sampleRecords(sample, { where, delimiter, comment })).map(({ length }) => length);
    const { cells, share } = commonest(counts);
    if (cells > 1 && (share > best.share || (share === best.share && cells > best.cells)))
      best = { byte: delimiter, share, cells };
  }
  const found = best.cells > 1 || !(await isSpaced(sample, { where, comment })) ? best.byte : byte.space;
  return { byte: found, told: false };
}

/** Whether blanks are between numbers: every record has as many cells as the first, and most of those below it are numbers. */
async function isSpaced(
  sample: Sample,
  options: { readonly where: string; readonly comment: Uint8Array },
): Promise<boolean> {
  const [first = [], ...rows] = await sampleRecords(sample, { ...options, delimiter: byte.space });
  if (first.length < 2 || rows.length === 0 || rows.some(({ length }) => length !== first.length)) return false;
  const cells = rows.flat();
  return cells.filter((cell) => cell !== '' && Number.isFinite(Number(cell))).length > cells.length / 2;
}

/** The number of cells that most records have, and what share of them has it. */
function commonest(counts: readonly number[]): { readonly cells: number; readonly share: number } {
  const tally = new Map<number, number>();
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1);
  let [cells, most] = [1, 0];
  for (const [count, times] of tally) if (times > most) [cells, most] = [count, times];
  return { cells, share: counts.length === 0 ? 0 : most / counts.length };
}
