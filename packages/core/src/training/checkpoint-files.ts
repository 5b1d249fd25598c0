import { readTensorDocument, type TensorDocumentKind, writeTensorDocument } from '../documents/tensor-document.ts';
import { nodeFiles, nodePath } from '../documents/node-files.ts';
import { reasonOf } from '../documents/reason.ts';
import { DocumentError, StorageError } from '../errors.ts';
import { oneLine } from '../show.ts';
import { checkCheckpoint, type Checkpoint } from './checkpoint.ts';

const kind: TensorDocumentKind = { kind: 'checkpoint', schema: 1 };

const pattern = /^checkpoint-(\d{6,})\.safetensors$/;

/**
 * Writes a checkpoint into a folder, as `checkpoint-000012.safetensors` after 12 epochs.
 *
 * @param folder - The folder; it is made when it is missing.
 * @param checkpoint - The checkpoint.
 * @returns The file.
 * @throws {@link StorageError} when it cannot be written.
 */
export function writeCheckpoint(folder: string, { tensors, ...body }: Checkpoint): string {
  const file = nodePath().join(folder, `checkpoint-${String(body.position.epoch).padStart(6, '0')}.safetensors`);
  const values = Object.entries(tensors).map(([name, data]) => [name, { data, shape: [data.length] }]);
  writeTensorDocument(file, kind, { tensors: Object.fromEntries(values) as never, body });
  return file;
}

/** How {@link loadCheckpoint} reads. */
export interface LoadCheckpointOptions {
  /**
   * Told of each file that is damaged or is no checkpoint, in a sentence; the one before it is used.
   *
   * @defaultValue nobody is told
   */
  readonly onRefused?: (sentence: string) => void;
}

/**
 * The newest whole checkpoint of a folder, for the option `resume` of `fit`; undefined when there is none.
 *
 * @param path - The folder, or one checkpoint's file.
 * @param options - Who is told of files that are refused.
 * @throws {@link DocumentError} when the path is one file, and it is not a whole checkpoint; {@link StorageError} when the folder cannot be
 *   read.
 */
export function loadCheckpoint(path: string, { onRefused }: LoadCheckpointOptions = {}): Checkpoint | undefined {
  if (!isFolder(path)) return readCheckpoint(path);
  for (const file of checkpointFiles(path).reverse()) {
    try {
      const found = readCheckpoint(file);
      if (found) return found;
    } catch (error) {
      if (!(error instanceof DocumentError)) throw error;
      onRefused?.(error.message);
    }
  }
  return undefined;
}

/**
 * The files of a folder that need not be kept.
 *
 * @param folder - The folder.
 * @param last - How many of the last checkpoints are kept.
 * @param best - The number of epochs after which the best one was written; it is kept too.
 */
export function oldCheckpoints(folder: string, last: number, best: number): readonly string[] {
  const files = checkpointFiles(folder);
  return files.slice(0, Math.max(0, files.length - last)).filter((file) => epochOf(file) !== best);
}

function readCheckpoint(file: string): Checkpoint | undefined {
  const found = readTensorDocument(file, kind);
  if (!found) return undefined;
  const tensors = Object.entries(found.tensors).map(([name, { data }]) => [name, data]);
  const checkpoint: unknown = { ...(found.body as object), tensors: Object.fromEntries(tensors) as unknown };
  try {
    checkCheckpoint(checkpoint);
    return checkpoint;
  } catch (error) {
    throw new DocumentError(`${oneLine(file)} is not a whole checkpoint.`, { cause: error });
  }
}

function isFolder(path: string): boolean {
  try {
    return nodeFiles().statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  } catch (error) {
    throw new StorageError(`${oneLine(path)} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

function checkpointFiles(folder: string): string[] {
  try {
    const names = nodeFiles()
      .readdirSync(folder)
      .filter((name) => pattern.test(name));
    return names.sort((a, b) => epochOf(a) - epochOf(b)).map((name) => nodePath().join(folder, name));
  } catch (error) {
    throw new StorageError(`${oneLine(folder)} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
}

function epochOf(file: string): number {
  return Number(pattern.exec(nodePath().basename(file))?.[1]);
}
