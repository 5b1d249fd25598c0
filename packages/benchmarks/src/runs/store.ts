import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { type RunConfig, runId } from './run-config.ts';
import { type RunResult, runResultSchema } from './run-result.ts';

/** The results of runs on disk: one file a run, `<data set>/runs/<id>.json`. */
export interface Store {
  /**
   * The result of a run that has been made; nothing when it has not, or when its file is damaged.
   *
   * @param config - The run.
   */
  read(config: RunConfig): RunResult | undefined;
  /**
   * Keeps a result: the whole of it or nothing, also when the process or the machine dies on the way.
   *
   * @param result - The result.
   */
  write(result: RunResult): void;
}

/**
 * Opens a folder of results. Nothing is written before the first {@link Store.write}.
 *
 * A file that is not the whole result of its run (cut short, edited, of another configuration) is put aside under its name
 * and `.damaged`, told of, and the run counts as not made.
 *
 * @param folder - The folder that the data sets' folders lie in or will lie in.
 * @param onDamaged - Told of each damaged file in one sentence.
 */
export function openStore(folder: string, onDamaged: (sentence: string) => void): Store {
  const fileOf = ({ dataset }: RunConfig, id: string): string => join(folder, dataset, 'runs', `${id}.json`);
  return {
    read(config) {
      const id = runId(config);
      const file = fileOf(config, id);
      if (!existsSync(file)) return undefined;
      const result = parse(readFileSync(file, 'utf8'));
      if (result?.id === id && runId(result.config) === id) return result;
      const aside = freeName(`${file}.damaged`);
      renameSync(file, aside);
      onDamaged(`${file} is not a whole result: it was put aside as ${aside} and its run will be made again.`);
      return undefined;
    },
    write(result) {
      writeWhole(fileOf(result.config, result.id), `${JSON.stringify(result, null, 1)}\n`);
    },
  };
}

/**
 * Writes a file so that its name never shows a part of it: to a file beside it, to the disk, then under its name.
 *
 * @param file - The file's path; missing folders are made.
 * @param text - What it is to hold.
 */
export function writeWhole(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const beside = `${file}.${process.pid}.tmp`;
  const handle = openSync(beside, 'w');
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(beside, file);
}

function parse(text: string): RunResult | undefined {
  try {
    return runResultSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

function freeName(name: string): string {
  let free = name;
  for (let number = 2; existsSync(free); number += 1) free = `${name}-${number}`;
  return free;
}
