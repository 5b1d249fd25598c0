import { nodeProcess } from '../parse/node-process.ts';

/** The formats of files of tables, by what they are called. */
export const tableFormats = ['CSV', 'Parquet', 'JSON lines', 'JSON', 'Arrow'] as const;

/** A format of a file of a table. */
export type TableFormat = (typeof tableFormats)[number];

const [bracket, brace] = [0x5b, 0x7b];
const blanks = [0x20, 0x09, 0x0a, 0x0d];
const byteOrderMark = [0xef, 0xbb, 0xbf];
/** Bytes that are looked at. */
const looked = 4096;

const byExtension: readonly (readonly [RegExp, TableFormat])[] = [
  [/\.(?:jsonl|ndjson)(?:\.gz)?$/i, 'JSON lines'],
  [/\.json$/i, 'JSON'],
  [/\.(?:parquet|pq)$/i, 'Parquet'],
  [/\.(?:arrow|arrows|feather|ipc)$/i, 'Arrow'],
];

/**
 * The format of a file, by how it begins, and where that does not tell by its name.
 *
 * @param owner - Who asks, for error messages.
 * @param path - The file.
 * @throws what opening a file throws.
 */
export async function tableFormat(owner: string, path: string): Promise<TableFormat> {
  const { open } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(new Uint8Array(looked), 0, looked, 0);
    return formatOf(buffer.subarray(0, bytesRead)) ?? byExtension.find(([name]) => name.test(path))?.[1] ?? 'CSV';
  } finally {
    await file.close();
  }
}

function formatOf(start: Uint8Array): TableFormat | undefined {
  const begins = (text: string): boolean => [...text].every((character, at) => start[at] === character.charCodeAt(0));
  if (begins('PAR1')) return 'Parquet';
  // A file of Arrow, or a stream: a mark, then the length of the schema.
  if (begins('ARROW1') || [0, 1, 2, 3].every((at) => start[at] === 0xff)) return 'Arrow';
  const marked = byteOrderMark.every((value, at) => start[at] === value) ? start.subarray(3) : start;
  const first = marked.find((value) => !blanks.includes(value));
  if (first === bracket) return isJson(marked) ? 'JSON' : undefined;
  if (first === brace) return isJson(marked) ? 'JSON lines' : undefined;
  return undefined;
}

/** Whether brackets are those of JSON: a list of objects or an object with a name in quotes. */
function isJson(start: Uint8Array): boolean {
  return /^\s*(?:\[\s*(?:\{|\]|$)|\{\s*(?:"|\}|$))/.test(new TextDecoder().decode(start));
}
