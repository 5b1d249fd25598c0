import { DataError, reasonOf, show } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';
import { type Encoding, encodingOf, toUtf8 } from './encoding.ts';
import { binaryKind } from './file-kind.ts';

/** Bytes that are read at once. */
const pieceSize = 1 << 20;

/** A file of text, open to be read as often as is needed. */
export interface TextFile {
  /** How its characters are written. */
  readonly encoding: string;
  /** Bytes of text that it holds, where that is known before it is read. */
  readonly size: number | undefined;
  /** Whether its byte order mark says another encoding than the option. */
  readonly markDecides: boolean;
  /** Its text as UTF-8, piece by piece; a piece is overwritten when the next is asked for. A file that is UTF-8 already comes as it is: it has not been checked. */
  readonly pieces: () => AsyncGenerator<Uint8Array>;
}

/** Whose file it is, and what is known of it. */
export interface TextFileOptions {
  /** Who reads, for error messages. */
  readonly owner: string;
  /** The file. */
  readonly path: string;
  /** The encoding that was given, by its name in the Encoding Standard. */
  readonly encoding: string | undefined;
  /** Bytes of text to take at most. */
  readonly maxBytes: number;
  /**
   * What it should be, for error messages.
   *
   * @defaultValue 'CSV'
   */
  readonly form?: string;
}

/**
 * Opens a file of text; one that is compressed with gzip, whatever its name, is decompressed.
 *
 * @param options - Which file.
 * @throws {@link @equipoise/core!DataError} when it cannot be read, is no regular file, or is not text: names what it is.
 */
export async function openTextFile(options: TextFileOptions): Promise<TextFile> {
  const { owner, path, encoding: told, maxBytes, form = 'CSV' } = options;
  const where = `${owner}: ${path}`;
  if (path.trim() === '') throw new DataError(`${owner}: must be given the path of a file, received ${show(path)}.`);
  const { stat } = nodeProcess(owner).getBuiltinModule('node:fs/promises');
  const status = await stat(path).catch((error: unknown) => {
    throw sentence(`${owner}: cannot read ${path}`, error);
  });
  if (!status.isFile())
    throw new DataError(`${where}: must be a file, it is ${status.isDirectory() ? 'a folder' : 'a device or a pipe'}.`);
  if (status.size > maxBytes) throw tooLarge(where, maxBytes);
  const compressed = isGzip(await beginning(rawPieces(where, path, false), 4));
  const raw = (): AsyncGenerator<Uint8Array> => guarded(where, maxBytes, rawPieces(where, path, compressed));
  const start = await beginning(raw(), 4096);
  const encoding = encodingOf(start, told);
  refuseBinary(`${where}${compressed ? ', decompressed' : ''}: is`, form, start, encoding);
  return {
    encoding: encoding.name,
    size: compressed ? undefined : status.size,
    markDecides: told !== undefined && encoding.mark > 0 && told !== encoding.name,
    pieces: () => decoded(where, raw(), encoding),
  };
}

/** The first bytes of a file, at least so many where it has them. */
async function beginning(pieces: AsyncGenerator<Uint8Array>, least: number): Promise<Uint8Array> {
  let start = new Uint8Array(0);
  for await (const piece of pieces) {
    const longer = new Uint8Array(start.length + piece.length);
    longer.set(start);
    longer.set(piece, start.length);
    start = longer;
    if (start.length >= least) break;
  }
  return start;
}

/** The bytes of a file, in a buffer that holds other bytes afterwards. */
async function* rawPieces(where: string, path: string, compressed: boolean): AsyncGenerator<Uint8Array> {
  try {
    if (compressed) yield* decompressed(where, path);
    else yield* stored(where, path);
  } catch (error) {
    if (error instanceof DataError) throw error; // It came from who reads.
    throw sentence(`${where}: cannot be ${compressed ? 'decompressed' : 'read'}`, error);
  }
}

async function* stored(where: string, path: string): AsyncGenerator<Uint8Array> {
  const { open } = nodeProcess(where).getBuiltinModule('node:fs/promises');
  const file = await open(path);
  try {
    const buffer = new Uint8Array(pieceSize);
    for (;;) {
      const { bytesRead } = await file.read(buffer);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

async function* decompressed(where: string, path: string): AsyncGenerator<Uint8Array> {
  const { createReadStream } = nodeProcess(where).getBuiltinModule('node:fs');
  const { createGunzip } = nodeProcess(where).getBuiltinModule('node:zlib');
  const { pipeline } = nodeProcess(where).getBuiltinModule('node:stream');
  const gunzip = createGunzip({ chunkSize: pieceSize });
  const file = createReadStream(path, { highWaterMark: pieceSize });
  pipeline(file, gunzip, () => undefined); // Its error comes out of the loop below.
  try {
    for await (const piece of gunzip) yield piece as Uint8Array;
  } finally {
    file.destroy();
  }
}

async function* guarded(where: string, most: number, pieces: AsyncGenerator<Uint8Array>): AsyncGenerator<Uint8Array> {
  let total = 0;
  for await (const piece of pieces) {
    total += piece.length;
    if (total > most) throw tooLarge(where, most);
    yield piece;
  }
}

async function* decoded(
  where: string,
  pieces: AsyncGenerator<Uint8Array>,
  { name, mark }: Encoding,
): AsyncGenerator<Uint8Array> {
  const decode = name === 'utf-8' ? undefined : toUtf8(name);
  let marked = mark;
  const translate = (piece: Uint8Array, last: boolean): Uint8Array => {
    try {
      return decode ? decode(piece, last) : piece;
    } catch {
      throw new DataError(`${where}: is not ${name} text; give the option encoding, such as windows-1252.`);
    }
  };
  for await (const piece of pieces) {
    const skipped = Math.min(marked, piece.length);
    marked -= skipped;
    yield translate(piece.subarray(skipped), false);
  }
  if (decode) yield translate(new Uint8Array(0), true);
}

/** Names a file that is no text. NUL bytes are text only in UTF-16 and UTF-32. */
function refuseBinary(content: string, form: string, start: Uint8Array, { name }: Encoding): void {
  const kind = binaryKind(start);
  if (kind !== undefined) throw new DataError(`${content} ${kind}, not ${form}.`);
  if (name.startsWith('utf-16') || !start.includes(0)) return;
  const [even, odd] = [0, 1].map(
    (parity) => start.filter((value, index) => index % 2 === parity && value === 0).length,
  );
  const half = start.length / 2;
  for (const [zeros, guess] of [
    [odd, 'utf-16le'],
    [even, 'utf-16be'],
  ] as const) {
    if ((zeros ?? 0) > 0.7 * half)
      throw new DataError(`${content} not UTF-8: it looks like UTF-16; give the option encoding, as ${guess}.`);
  }
  throw new DataError(`${content} not text: it has NUL bytes.`);
}

function isGzip(start: Uint8Array): boolean {
  return start[0] === 0x1f && start[1] === 0x8b && start[2] === 8;
}

function tooLarge(where: string, maxBytes: number): DataError {
  const size = maxBytes >= 1e9 ? `${maxBytes / 1e9} GB` : `${maxBytes} bytes`;
  return new DataError(`${where}: holds more than ${size} of text: split it, or raise the option maxBytes.`);
}

function sentence(what: string, error: unknown): DataError {
  return new DataError(`${what}: ${reasonOf(error)}.`, { cause: error });
}
