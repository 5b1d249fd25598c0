import { DataError, DocumentError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { oneLine, show } from '../show.ts';
import { canonicalJson } from './canonical.ts';
import { sha256 } from './node-files.ts';
import { readRegular } from './read-regular.ts';
import { writeAtomic } from './write-atomic.ts';

/** A kind of document: JSON that is kept in a file, with a digest over its content. */
export interface DocumentKind<Body extends object> {
  /** What it is, as the file and messages name it: `run result`. */
  readonly kind: string;
  /** The version of its schema: a file of a later one is refused. */
  readonly schema: number;
  /**
   * Makes a body of what the file holds.
   *
   * @param body - Plain data.
   * @throws when it is none.
   */
  readonly parse: (body: unknown) => Body;
  /**
   * The most bytes that a file may have.
   *
   * @defaultValue 64 MiB
   */
  readonly largest?: number;
  /**
   * Whether what is written must outlive the machine, and not only the process: false where it is of no use to a later start.
   *
   * @defaultValue true
   */
  readonly lasting?: boolean;
}

const defaultLargest = 64 * 2 ** 20;

/**
 * Writes a document completely or not at all. The file is JSON: the members of the body, after a member `document` that says the kind, the
 * schema and the SHA-256 digest of all of it.
 *
 * @param file - Its path; missing folders are made.
 * @param kind - What kind of document it is.
 * @param body - Its content: plain data; numbers that are not finite become null, as in JSON.
 * @throws {@link StorageError} when it cannot be written.
 */
export function writeDocument<Body extends object>(file: string, kind: DocumentKind<Body>, body: Body): void {
  const plain = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
  const header = { kind: kind.kind, schema: kind.schema, digest: digestOf(kind, plain) };
  writeAtomic(file, `${JSON.stringify({ document: header, ...plain }, null, 1)}\n`, { lasting: kind.lasting });
}

/**
 * Reads a document that was written by {@link writeDocument}.
 *
 * @param file - Its path.
 * @param kind - What kind of document it must be.
 * @returns The body; undefined when there is no such file.
 * @throws {@link DocumentError} when the file is anything else than the whole, unchanged document: one sentence that says what is wrong.
 */
export function readDocument<Body extends object>(file: string, kind: DocumentKind<Body>): Body | undefined {
  try {
    const bytes = readRegular(file, kind.largest ?? defaultLargest);
    return bytes && bodyOf(bytes, kind);
  } catch (error) {
    const why = error instanceof DataError ? error.message : 'its content is not what its kind asks for';
    throw new DocumentError(`${oneLine(file)} is not a whole ${kind.kind}: ${why}.`, { cause: error });
  }
}

function bodyOf<Body extends object>(bytes: Uint8Array, kind: DocumentKind<Body>): Body {
  const { document: header, ...body } = recordOf(bytes);
  if (!isRecord(header)) throw new DataError('it does not say what it is');
  if (header.kind !== kind.kind) throw new DataError(`it says to be ${show(header.kind)}`);
  if (header.schema !== kind.schema) {
    throw new DataError(`it is of schema ${show(header.schema)}, this version reads schema ${kind.schema}`);
  }
  if (header.digest !== digestOf(kind, body)) throw new DataError('it was changed since it was written');
  return kind.parse(body);
}

function recordOf(bytes: Uint8Array): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new DataError('it is cut short, or no JSON');
  }
  if (!isRecord(value)) throw new DataError('it holds no JSON object');
  return value;
}

function digestOf({ kind, schema }: Pick<DocumentKind<object>, 'kind' | 'schema'>, body: object): string {
  return sha256(canonicalJson({ kind, schema, body }));
}
