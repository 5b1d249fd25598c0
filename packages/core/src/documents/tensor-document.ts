import { DataError, DocumentError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { oneLine, show } from '../show.ts';
import { canonicalJson } from './canonical.ts';
import { hasher } from './node-files.ts';
import { withRegular } from './read-regular.ts';
import { readSafetensors, type Safetensors, safetensorsParts, type TensorValues } from './safetensors.ts';
import { writeAtomic } from './write-atomic.ts';

/** A kind of document that holds tensors: a safetensors file whose metadata hold plain data and a digest over everything. */
export interface TensorDocumentKind {
  /** What it is, as the file and messages name it: `model`. */
  readonly kind: string;
  /** The version of its schema: a file of a later one is refused. */
  readonly schema: number;
}

/** What such a document holds. */
export interface TensorDocument {
  /** Tensors by name. */
  readonly tensors: Readonly<Record<string, TensorValues>>;
  /** Plain data that survives JSON. */
  readonly body: unknown;
}

/** The most bytes that a document may have: 64 GiB. */
const largest = 2 ** 36;

/**
 * Writes a document of tensors completely or not at all, as a safetensors file that other programs read too.
 *
 * @param file - Its path; missing folders are made.
 * @param kind - What kind of document it is.
 * @param content - Its content.
 * @throws {@link StorageError} when it cannot be written.
 */
export function writeTensorDocument(file: string, kind: TensorDocumentKind, { tensors, body }: TensorDocument): void {
  const text = canonicalJson(JSON.parse(JSON.stringify(body)));
  const digest = digestOf(kind, tensors, text);
  const metadata = { format: 'equipoise', kind: kind.kind, schema: String(kind.schema), digest, body: text };
  writeAtomic(file, safetensorsParts({ tensors, metadata }));
}

/**
 * Reads a document that was written by {@link writeTensorDocument}.
 *
 * @param file - Its path.
 * @param kind - What kind of document it must be.
 * @returns The content; undefined when there is no such file.
 * @throws {@link DocumentError} when the file is anything else than the whole, unchanged document: one sentence that says what is wrong.
 */
export function readTensorDocument(file: string, kind: TensorDocumentKind): TensorDocument | undefined {
  try {
    const read = withRegular(file, largest, readSafetensors);
    return read && contentOf(read, kind);
  } catch (error) {
    const why = error instanceof DataError ? error.message : 'its content is not what its kind asks for';
    throw new DocumentError(`${oneLine(file)} is not a whole ${kind.kind}: ${why}.`, { cause: error });
  }
}

function contentOf({ tensors, metadata }: Safetensors, kind: TensorDocumentKind): TensorDocument {
  const { format, kind: name, schema, digest, body = '' } = metadata;
  if (format !== 'equipoise' || name === undefined) throw new DataError('it was not written by equipoise');
  if (name !== kind.kind) throw new DataError(`it says to be ${show(name)}`);
  if (schema !== String(kind.schema)) {
    throw new DataError(`it is of schema ${show(schema)}, this version reads schema ${kind.schema}`);
  }
  if (digest !== digestOf(kind, tensors, body)) throw new DataError('it was changed since it was written');
  const parsed: unknown = JSON.parse(body);
  if (!isRecord(parsed)) throw new DataError('its content is not what its kind asks for');
  return { tensors, body: parsed };
}

function digestOf({ kind, schema }: TensorDocumentKind, tensors: TensorDocument['tensors'], body: string): string {
  const hash = hasher();
  hash.update(canonicalJson({ kind, schema }));
  hash.update(body);
  const ordered = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
  for (const [name, { data, shape }] of ordered) {
    hash.update(canonicalJson({ name, shape, type: data.constructor.name }));
    const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
    for (let start = 0; start < bytes.length; start += 2 ** 30) hash.update(bytes.subarray(start, start + 2 ** 30));
  }
  return hash.digest('hex');
}
