import { listed } from '../listed.ts';

/** What had to be filled in while rows of one column were encoded. */
export interface InputNotes {
  /** Missing cells. */
  readonly missing: number;
  /** What they were taken for. */
  readonly imputed: string;
  /** Cells with a category that no training row has. */
  readonly unseen: number;
  /** One of these categories. */
  readonly example?: string;
}

/**
 * What had to be filled in, in at most two sentences with counts; none where nothing had to be.
 *
 * @param owner - Whose data they are.
 * @param notes - What was filled in, by the column; of several parts of the data.
 */
export function inputSentences(
  owner: string,
  notes: readonly ReadonlyMap<string, InputNotes>[],
): readonly { readonly columns: readonly string[]; readonly sentence: string }[] {
  const sums = new Map<string, InputNotes>();
  for (const [column, note] of notes.flatMap((part) => [...part])) {
    const { missing = 0, unseen = 0, example = note.example } = sums.get(column) ?? {};
    const sum = { missing: missing + note.missing, imputed: note.imputed, unseen: unseen + note.unseen };
    sums.set(column, example === undefined ? sum : { ...sum, example });
  }
  const imputed = [...sums].filter(([, { missing }]) => missing > 0);
  const unseen = [...sums].filter(([, note]) => note.unseen > 0);
  return [
    ...said(
      imputed,
      (count, parts) => `${owner}: ${count} missing input${count === 1 ? ' was' : 's were'} imputed: ${parts}.`,
      {
        countOf: ({ missing }) => missing,
        describe: ([column, { missing, imputed: by }]) => `${column} ${missing} (${by})`,
      },
    ),
    ...said(
      unseen,
      (count, parts) =>
        `${owner}: ${count} input${count === 1 ? ' holds a category' : 's hold categories'} that no training row has, encoded as unknown: ${parts}.`,
      {
        countOf: (note) => note.unseen,
        describe: ([column, note]) => `${column} ${note.unseen} (such as "${note.example ?? ''}")`,
      },
    ),
  ];
}

type Entry = readonly [string, InputNotes];

interface Saying {
  readonly countOf: (note: InputNotes) => number;
  readonly describe: (entry: Entry) => string;
}

function said(
  entries: readonly Entry[],
  write: (count: number, parts: string) => string,
  { countOf, describe }: Saying,
): readonly { readonly columns: readonly string[]; readonly sentence: string }[] {
  if (entries.length === 0) return [];
  const count = entries.reduce((sum, [, note]) => sum + countOf(note), 0);
  const sentence = write(count, listed(entries.map(describe)));
  return [{ columns: entries.map(([column]) => column), sentence }];
}
