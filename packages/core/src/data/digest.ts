import { canonicalJson } from '../documents/canonical.ts';
import type { TensorValues } from '../documents/safetensors.ts';
import { DataError } from '../errors.ts';
import { show } from '../show.ts';
import type { Dataset, DataSource, Split } from './dataset.ts';
import { isJoint } from './joint.ts';
import { isSplit } from './split-source.ts';

/**
 * SHA-256 of a data set, in hexadecimal: its inputs, its tasks, and every value of the splits in memory; of other sources the size, and the
 * {@link DataSource.digest} where there is one.
 *
 * @param dataset - The data set.
 * @throws {@link DataError} when the digest of a source is no text.
 */
export async function datasetDigest(dataset: Dataset): Promise<string> {
  const { inputs, tasks, splits } = dataset;
  const described = tasks.map(({ name, kind, input, priority }) => ({ name, kind: kind.config, input, priority }));
  const parts: Record<string, unknown> = { inputs, tasks: JSON.parse(JSON.stringify(described)) as unknown };
  for (const [name, examples] of Object.entries(splits)) {
    parts[name] = await examplesDigest(`${dataset.name}, ${name}`, examples);
  }
  return sha256(new TextEncoder().encode(canonicalJson(parts)));
}

async function examplesDigest(owner: string, examples: Split | DataSource): Promise<unknown> {
  if (!isJoint(examples)) return isSplit(examples) ? splitDigest(examples) : sourceDigest(owner, examples);
  const sources: [string, unknown][] = [];
  for (const [source, part] of Object.entries(examples.parts)) {
    sources.push([source, await examplesDigest(`${owner}, ${source}`, part)]);
  }
  return { sources };
}

/**
 * SHA-256 of weights by their paths, in hexadecimal.
 *
 * @param tensors - The weights.
 */
export async function tensorsDigest(tensors: Readonly<Record<string, TensorValues>>): Promise<string> {
  const parts: Record<string, unknown> = {};
  for (const [path, { data, shape }] of Object.entries(tensors)) parts[path] = { shape, data: await sha256(data) };
  return sha256(new TextEncoder().encode(canonicalJson(parts)));
}

async function splitDigest({ size, inputs, labels }: Split): Promise<unknown> {
  const digests: Record<string, string | undefined> = {};
  for (const [name, values] of Object.entries(inputs)) digests[`input ${name}`] = await sha256(values);
  for (const [task, { values, mask, weight }] of Object.entries(labels)) {
    digests[`labels ${task}`] = await sha256(values);
    if (mask) digests[`mask ${task}`] = await sha256(mask);
    if (weight) digests[`weight ${task}`] = await sha256(weight);
  }
  return { size, ...digests };
}

async function sourceDigest(owner: string, { size, digest }: DataSource): Promise<unknown> {
  if (digest === undefined) return { size };
  const own: unknown = typeof digest === 'function' ? await digest() : digest;
  if (typeof own !== 'string') throw new DataError(`${owner}: digest must give a text, received ${show(own)}.`);
  return { size, digest: own };
}

async function sha256(values: ArrayBufferView): Promise<string> {
  const bytes = new Uint8Array(values.buffer as ArrayBuffer, values.byteOffset, values.byteLength);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
