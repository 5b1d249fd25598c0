import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';

import { describe, expect, it } from 'vitest';

import { findDifferent, nativePrograms, publishedVersion, wasmProgram } from '../../src/engines/published-files.ts';
import { folderOf } from './installation.ts';

const folders = [
  ...Object.entries(nativePrograms).map(
    ([platform, programs]) => ['onnxruntime-node', join('bin', 'napi-v6', platform), programs] as const,
  ),
  ['onnxruntime-web', 'dist', wasmProgram] as const,
];

describe('the programs of ONNX Runtime', () => {
  it.each(folders)('in %s, %s, are known as they are published', async (name, folder, programs) => {
    const { version } = JSON.parse(readFileSync(join(folderOf(name), 'package.json'), 'utf8')) as { version: string };
    expect(version).toBe(publishedVersion);
    const found = Object.keys(programs).map((file) => [file, crc32(readFileSync(join(folderOf(name), folder, file)))]);
    expect(Object.fromEntries(found)).toEqual(programs);
    expect(await findDifferent(join(folderOf(name), folder), programs)).toBeUndefined();
  });

  it('are distinguished from changed and missing files', async () => {
    const folder = join(folderOf('onnxruntime-web'), 'dist');
    expect(await findDifferent(folder, { 'ort.node.min.mjs': 1 })).toBe(join(folder, 'ort.node.min.mjs'));
    expect(await findDifferent(folder, { 'none.wasm': 1 })).toBe(join(folder, 'none.wasm'));
  });
});
