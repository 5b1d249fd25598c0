import { DataError, reasonOf } from '@equipoise/core';

import { type NpyArray, parseNpy } from '../parse/npy.ts';
import { nodeProcess } from '../parse/node-process.ts';
import { readBytes } from '../parse/read-file.ts';
import { readZip } from '../remote/unzip.ts';

/** The most that a zip archive of arrays may hold: those of NYUv2 hold about 8 GB. */
const maxBytes = 2 ** 35;

/** Where npy files lie: `train/depth/0.npy`. */
export interface NpyStore {
  /** Where that is, for error messages. */
  readonly where: string;
  /** The paths of all files, from the folder that holds `train`. */
  readonly paths: readonly string[];
  /** Reads files, one after another. */
  read(wanted: (path: string) => boolean): Iterable<NpyFile> | AsyncIterable<NpyFile>;
}

type NpyFile = readonly [path: string, array: NpyArray];

/**
 * The npy files in the folders `train` and `val`, or in a zip archive of them.
 *
 * @param owner - The data set, for error messages.
 * @param source - The path of `train`, or of an archive, which is not needed where `train` lies beside it.
 * @throws {@link @equipoise/core!DataError} when it cannot be read.
 */
export function npyStore(owner: string, source: string): NpyStore {
  const node = nodeProcess(owner);
  const { existsSync } = node.getBuiltinModule('node:fs');
  const path = node.getBuiltinModule('node:path');
  const folder = path.dirname(source);
  return existsSync(path.join(folder, 'train')) ? inFolder(owner, folder) : inArchive(owner, source);
}

function inFolder(owner: string, folder: string): NpyStore {
  const node = nodeProcess(owner);
  const { readdirSync } = node.getBuiltinModule('node:fs');
  const path = node.getBuiltinModule('node:path');
  const list = (part: string): readonly string[] => {
    try {
      const names = readdirSync(path.join(folder, part), { recursive: true, encoding: 'utf8' });
      return names.map((name) => [part, ...name.split(path.sep)].join('/')).filter((own) => own.endsWith('.npy'));
    } catch (error) {
      throw new DataError(`${owner}: cannot read ${path.join(folder, part)}: ${reasonOf(error)}.`, { cause: error });
    }
  };
  const paths = ['train', 'val'].flatMap(list);
  return {
    where: folder,
    paths,
    async *read(wanted) {
      for (const own of paths.filter(wanted)) {
        const file = path.join(folder, own);
        yield [own, parseNpy(`${owner}: ${file}`, await readBytes(owner, file))];
      }
    },
  };
}

function inArchive(owner: string, archive: string): NpyStore {
  const inner = (name: string): string => /(?:^|\/)((?:train|val)\/[^/]+\/[^/]+\.npy)$/.exec(name)?.[1] ?? '';
  const names: string[] = [];
  const note = (name: string): boolean => {
    names.push(inner(name));
    return false; // Nothing is unpacked yet.
  };
  Array.from(readZip(archive, { owner, maxBytes, wanted: note }));
  return {
    where: archive,
    paths: names.filter((name) => name !== ''),
    *read(wanted) {
      const isWanted = (name: string): boolean => inner(name) !== '' && wanted(inner(name));
      for (const { name, bytes } of readZip(archive, { owner, maxBytes, wanted: isWanted })) {
        yield [inner(name), parseNpy(`${owner}: ${archive}, ${name}`, bytes)];
      }
    },
  };
}
