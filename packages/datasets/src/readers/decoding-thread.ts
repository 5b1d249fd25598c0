import { DataError, reasonOf } from '@equipoise/core';

import { nodeProcess } from '../parse/node-process.ts';

/** A file that a thread of its own decodes: a decoder believes the counts of a damaged file, and need not end. A thread has a limit of time and of memory. */
export interface Decoding {
  /** Who reads, for error messages. */
  readonly owner: string;
  /** The file. */
  readonly path: string;
  /** What the file is, for error messages. */
  readonly format: string;
  /** The program: it defines `read(group, send)`, which sends what it decodes of a group; `workerData` holds the path, the modules and the data. */
  readonly program: string;
  /** Packages that the program imports: their addresses, by the name that the program knows them by. */
  readonly modules: Readonly<Record<string, string>>;
  /** What the program is told besides. */
  readonly data?: object;
  /** Bytes that the program has to hold at once. */
  readonly held: number;
  /** Seconds to wait for a message. */
  readonly patience: number;
}

const frame = (program: string): string => `
const { parentPort, workerData } = require('node:worker_threads');
${program}
const send = (message, transfer) => { parentPort.postMessage(message, transfer); };
parentPort.on('message', (group) => {
  read(group, send).then(() => { send(null); }, (error) => { setImmediate(() => { throw error; }); });
});
`;

/**
 * What the thread sends of each group: the next is decoded when it is asked for.
 *
 * @param decoding - The file, and the program that decodes it.
 * @param groups - How many groups it has.
 * @throws {@link @equipoise/core!DataError} that names the file, when it cannot be decoded, or the thread sends nothing for too long.
 */
export async function* decoded<Message>(decoding: Decoding, groups: number): AsyncGenerator<readonly Message[]> {
  const { owner, path, format, program, modules, data, held, patience } = decoding;
  const { Worker } = nodeProcess(owner).getBuiltinModule('node:worker_threads');
  const worker = new Worker(frame(program), {
    eval: true,
    execArgv: [], // Those of the process may say that programs are modules.
    workerData: { ...data, ...modules, path },
    // A small young generation: what is decoded is garbage as soon as it is sent.
    resourceLimits: { maxYoungGenerationSizeMb: 4, maxOldGenerationSizeMb: 256 + Math.ceil((8 * held) / 2 ** 20) },
  });
  try {
    for (let group = 0; group < groups; group += 1) {
      yield await orSentence(`${owner}: ${path}`, format, async () => {
        const messages: Message[] = [];
        const whole = new Promise<void>((done, fail) => {
          const timer = setTimeout(() => {
            fail(new Error(`decoding gave no cell in ${patience} seconds`));
          }, 1000 * patience);
          const take = (message: Message | null): void => {
            timer.refresh();
            if (message) messages.push(message);
            else end();
          };
          const failed = (error: unknown): void => end(error);
          const left = (): void => end(new Error('the thread that decodes it has ended'));
          const end = (error?: unknown): void => {
            clearTimeout(timer);
            worker.off('message', take).off('error', failed).off('exit', left);
            if (error === undefined) done();
            else fail(new Error(reasonOf(error), { cause: error }));
          };
          worker.on('message', take).on('error', failed).on('exit', left);
        });
        worker.postMessage(group);
        await whole;
        return messages;
      });
    }
  } finally {
    await worker.terminate();
  }
}

/**
 * The address of a package, for a thread to import it.
 *
 * @param owner - Who asks, for error messages.
 * @param name - The package.
 * @throws an error of Node when it is not installed.
 */
export function moduleUrl(owner: string, name: string): string {
  const node = nodeProcess(owner);
  const { resolve } = node.getBuiltinModule('node:module').createRequire(import.meta.url);
  return node.getBuiltinModule('node:url').pathToFileURL(resolve(name)).href;
}

/**
 * Reads, and says of what goes wrong which file it was.
 *
 * @param where - Who reads which file.
 * @param format - What the file should be.
 * @param read - Reads it.
 */
export async function orSentence<Value>(where: string, format: string, read: () => Promise<Value>): Promise<Value> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof DataError) throw error;
    throw new DataError(`${where}: cannot be read as ${format}: ${reasonOf(error)}.`, { cause: error });
  }
}
