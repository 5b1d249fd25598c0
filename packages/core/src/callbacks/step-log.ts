import { makeFolder } from '../documents/make-folder.ts';
import { nodeFiles, nodePath } from '../documents/node-files.ts';
import { reasonOf } from '../documents/reason.ts';
import { StorageError } from '../errors.ts';
import { oneLine } from '../show.ts';
import type { Callback } from './callback.ts';

/**
 * Writes every step and every epoch to a file as JSON Lines: one object per line, with `"event": "step"` or `"event": "epoch"`. A resumed
 * run goes on in the same file.
 *
 * @param file - The file; missing folders are made.
 * @throws {@link StorageError} when it cannot be written.
 */
export function stepLog(file: string): Callback {
  let handle: number | undefined;
  let lines: string[] = [];
  const write = (): void => {
    const open = handle;
    if (open === undefined || lines.length === 0) return;
    const bytes = new TextEncoder().encode(lines.join(''));
    lines = [];
    attempt(() => {
      for (let written = 0; written < bytes.length;) written += nodeFiles().writeSync(open, bytes, written);
    });
  };
  const attempt = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      throw new StorageError(`${oneLine(file)} cannot be written: ${reasonOf(error)}.`, { cause: error });
    }
  };
  return {
    name: 'step-log',
    onTrainBegin() {
      attempt(() => {
        makeFolder(nodePath().dirname(file));
        handle = nodeFiles().openSync(file, 'a');
      });
    },
    onBatchEnd(step) {
      lines.push(`${JSON.stringify({ event: 'step', ...step })}\n`);
      if (lines.length >= 1000) write();
    },
    onEpochEnd(epoch) {
      lines.push(`${JSON.stringify({ event: 'epoch', ...epoch })}\n`);
      write();
    },
    release() {
      write();
      if (handle !== undefined) nodeFiles().closeSync(handle);
      handle = undefined;
    },
  };
}
