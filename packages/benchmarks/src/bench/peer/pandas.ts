import { fileURLToPath } from 'node:url';

import { z } from 'zod';

import { type Reading, readingSchema } from '../data/reading.ts';
import type { TableContent } from '../data/table-contents.ts';
import { inputColumnsOf, targetColumn } from '../data/table-file.ts';
import { findPython } from './find-python.ts';
import { startPython } from './python-process.ts';

const machineSchema = z.object({ python: z.string(), pandas: z.string(), scikitLearn: z.string() });

/** pandas and scikit-learn, each reading in a process of its own. */
export interface Pandas {
  /** Versions. */
  readonly machine: z.infer<typeof machineSchema>;
  /** Reads and encodes a table. */
  readonly read: (path: string, content: TableContent) => Promise<Reading>;
}

/**
 * Finds pandas and scikit-learn.
 *
 * @param asked - The Python that has them; the first usual one that does when left out.
 * @throws {@link @equipoise/core!EquipoiseError} when there is none.
 */
export async function openPandas(asked?: string): Promise<Pandas> {
  const needs = { peer: 'pandas', modules: 'pandas, sklearn', packages: 'python3-pandas python3-sklearn' };
  const python = findPython(asked, needs);
  return {
    machine: machineSchema.parse(await answerOf(python, { machine: {} })),
    read: async (path, content) => {
      const inputs = inputColumnsOf(content);
      return readingSchema.parse(await answerOf(python, { measure: { path, inputs, target: targetColumn } }));
    },
  };
}

/** Asks a new process one question. */
async function answerOf(python: string, question: unknown): Promise<unknown> {
  const script = fileURLToPath(new URL('../../../peers/data/peer.py', import.meta.url));
  const peer = startPython(script, { python, threads: 1 });
  try {
    return await peer.ask(question);
  } finally {
    peer.stop();
  }
}
