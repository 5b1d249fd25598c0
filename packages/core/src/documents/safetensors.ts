import { DataError } from '../errors.ts';
import { isRecord } from '../is-record.ts';
import { show } from '../show.ts';
import { sizeOf } from '../size-of.ts';
import type { RegularFile } from './read-regular.ts';

/** Numbers with a shape. */
export interface TensorValues {
  /** The numbers, the last axis fastest. */
  readonly data: Float32Array | Int32Array;
  /** Length of each axis. */
  readonly shape: readonly number[];
}

/** What a file in the safetensors format holds. */
export interface Safetensors {
  /** Tensors by name. */
  readonly tensors: Readonly<Record<string, TensorValues>>;
  /** Texts by name. */
  readonly metadata: Readonly<Record<string, string>>;
}

/** The longest header that the format allows, in bytes. */
const longestHeader = 100_000_000;

const types = { F32: Float32Array, I32: Int32Array } as const;

/**
 * A file in the safetensors format, in parts: the length of the header (8 bytes), the header as JSON, padded by spaces so that tensors
 * begin at a multiple of 8, and the tensors' bytes.
 *
 * @param content - What it holds; `__metadata__` cannot be the name of a tensor.
 * @see https://github.com/huggingface/safetensors#format
 */
export function* safetensorsParts({ tensors, metadata }: Safetensors): Generator<Uint8Array> {
  let offset = 0;
  const entries = Object.entries(tensors).map(([name, { data, shape }]): [string, unknown] => {
    const start = offset;
    offset += data.byteLength;
    return [name, { dtype: data instanceof Int32Array ? 'I32' : 'F32', shape, data_offsets: [start, offset] }];
  });
  const text = JSON.stringify(Object.fromEntries([['__metadata__', metadata], ...entries]));
  const header = new TextEncoder().encode(text);
  const padded = new Uint8Array(Math.ceil(header.length / 8) * 8).fill(0x20);
  padded.set(header);
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(padded.length), true);
  yield new Uint8Array(length.buffer);
  yield padded;
  for (const { data } of Object.values(tensors)) yield new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

/**
 * Reads a file in the safetensors format, and nothing that does not follow it: tensors must fill the file without gaps or overlaps.
 *
 * @param source - The file, at its beginning.
 * @throws {@link DataError} with the reason alone, to be put into a sentence.
 */
export function readSafetensors(source: RegularFile): Safetensors {
  const { tensors, metadata } = headerOf(source);
  const ordered = Object.entries(tensors).map(([name, entry]) => ({ name, ...entryOf(name, entry) }));
  ordered.sort((a, b) => a.start - b.start || a.end - b.end);
  let position = 0;
  const read = ordered.map(({ name, dtype, shape, start, end }): [string, TensorValues] => {
    if (start !== position) throw new DataError(`its tensor ${show(name)} does not begin where the one before ends`);
    const bytes = source.read(end - start);
    if (bytes.length < end - start) throw new DataError('it is cut short');
    position = end;
    return [name, { data: new types[dtype](bytes.buffer as ArrayBuffer, 0, bytes.length / 4), shape }];
  });
  if (source.read(1).length > 0) throw new DataError('there are bytes after its last tensor');
  return { tensors: Object.fromEntries(read), metadata };
}

function headerOf(source: RegularFile): {
  tensors: Readonly<Record<string, unknown>>;
  metadata: Safetensors['metadata'];
} {
  const first = source.read(8);
  if (first.length < 8) throw new DataError('it is cut short, or no safetensors file');
  const length = Number(new DataView(first.buffer, first.byteOffset, 8).getBigUint64(0, true));
  if (length > longestHeader || length > source.size) throw new DataError('it is no safetensors file');
  const bytes = source.read(length);
  if (bytes.length < length) throw new DataError('it is cut short');
  let header: unknown;
  try {
    header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new DataError('it is no safetensors file');
  }
  if (!isRecord(header)) throw new DataError('its header holds no JSON object');
  const { __metadata__: metadata = {}, ...tensors } = header;
  if (!isRecord(metadata) || !Object.values(metadata).every((value) => typeof value === 'string')) {
    throw new DataError('its metadata are not texts');
  }
  return { tensors, metadata: metadata as Safetensors['metadata'] };
}

function entryOf(
  name: string,
  entry: unknown,
): { dtype: keyof typeof types; shape: readonly number[]; start: number; end: number } {
  const { dtype, shape, data_offsets: offsets } = isRecord(entry) ? entry : {};
  if (typeof dtype !== 'string' || !Object.hasOwn(types, dtype)) {
    throw new DataError(`its tensor ${show(name)} must be of the type F32 or I32, is ${show(dtype)}`);
  }
  const isList = (value: unknown): value is readonly number[] =>
    Array.isArray(value) && value.every((each) => Number.isSafeInteger(each) && Number(each) >= 0);
  if (!isList(shape) || !isList(offsets) || offsets.length !== 2)
    throw new DataError(`its tensor ${show(name)} has no shape or place`);
  const [start = 0, end = 0] = offsets;
  const size = sizeOf({ shape });
  if (end - start !== 4 * size)
    throw new DataError(`its tensor ${show(name)} does not have as many numbers as its shape`);
  return { dtype: dtype as keyof typeof types, shape, start, end };
}
