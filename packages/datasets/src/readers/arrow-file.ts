import { DataError, type Table } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { arrowWorker } from './arrow-worker.ts';
import { cellsIn, decoded, moduleUrl, orSentence, type Run } from './decoding-thread.ts';
import { type ArrowVector, tableOfArrow } from './read-arrow.ts';

/** Who reads which file, and how long it may take. */
export interface ArrowRead {
  /** Who reads, for error messages. */
  readonly owner: string;
  /** The file. */
  readonly path: string;
  /** Seconds to wait for cells. */
  readonly patience: number;
}

/** What the thread sends first. */
interface ArrowHead {
  readonly rows: number;
  readonly fields: readonly (Pick<ArrowVector, 'type'> & { readonly name: string })[];
}

/**
 * Reads an Arrow IPC file, or a stream in a file, by apache-arrow in a thread of its own.
 *
 * @param options - The file.
 * @throws {@link @equipoise/core!DataError} that names the file, when it cannot be read, is not Arrow or is damaged, or apache-arrow is not installed.
 */
export async function readArrowFile({ owner, path, patience }: ArrowRead): Promise<Table> {
  const where = `${owner}: ${path}`;
  const [format, arrow] = ['Arrow', arrowUrl(owner, path)];
  const { stat } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  const { size: held } = await orSentence(where, format, () => stat(path));
  const decoding = { owner, path, format, program: arrowWorker, modules: { arrow }, held, patience };
  const messages: (ArrowHead | Run)[] = [];
  for await (const sent of decoded<ArrowHead | Run>(decoding, 1)) messages.push(...sent);
  const [head, ...runs] = messages as [ArrowHead, ...Run[]];
  return tableOfArrow(where, {
    schema: head,
    numRows: head.rows,
    getChildAt: (index) => {
      const field = head.fields[index];
      if (!field) return null;
      const cells = cellsIn(where, field.name, runs, head.rows);
      return { length: head.rows, nullCount: 0, type: field.type, get: (row) => cells[row], toArray: () => cells };
    },
  });
}

function arrowUrl(owner: string, path: string): string {
  try {
    return moduleUrl(owner, 'apache-arrow');
  } catch (error) {
    throw new DataError(`${owner}: ${path}: needs the npm package apache-arrow: npm install apache-arrow.`, {
      cause: error,
    });
  }
}
