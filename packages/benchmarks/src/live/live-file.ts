import { rmdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

import { StorageError, writeDocument } from '@equipoise/core';

import type { TrialEvent } from '../trials/run-trials.ts';
import { trialId } from '../trials/trial-config.ts';
import { type Live, liveDocument } from './live-document.ts';
import { removeEnded } from './read-live.ts';

/** Milliseconds from one writing to the next, whether anything has changed or not: an old file is that of a process that died. */
const everyMs = 1500;

/** Keeps a file of what a process is at. */
export interface LiveFile {
  /**
   * Hears of a trial.
   *
   * @param event - What happened to it.
   */
  note(event: TrialEvent): void;
  /** Removes the file; where trials failed, says that the process has ended instead. */
  end(): void;
}

/**
 * Tells others, by a file, which trials a process is making and which failed: what the results themselves do not say. Failures of processes that have
 * ended are forgotten: their trials are made again.
 *
 * @param out - The folder of the results.
 */
export function liveFile(out: string): LiveFile {
  const folder = join(out, 'live');
  const file = join(
    folder,
    `${hostname()
      .replace(/[^\w-]/g, '_')
      .slice(0, 40)}-${process.pid}.json`,
  );
  const running = new Map<string, Live['running'][number]>();
  const failed = new Map<string, Live['failed'][number]>();
  const write = (ended?: true): void => {
    const state = { running: [...running.values()], failed: [...failed.values()], ...(ended && { ended }) };
    try {
      writeDocument(file, liveDocument, state);
    } catch (error) {
      if (!(error instanceof StorageError)) throw error; // Results cannot be written either then, and that is told.
    }
  };
  removeEnded(folder);
  write();
  const timer = setInterval(() => write(), everyMs).unref();
  return {
    note({ of, config, ...event }) {
      const id = trialId(config);
      const trial = { id, ...(of !== undefined && { of }), config };
      const isNew = event.kind === 'step' && !running.has(id);
      if (event.kind === 'step') running.set(id, { ...trial, ...event.progress });
      else running.delete(id);
      if (event.kind === 'failed') failed.set(id, { ...trial, ...saidBy(event.error) });
      if (isNew || event.kind === 'failed') write();
    },
    end() {
      clearInterval(timer);
      running.clear();
      if (failed.size > 0) {
        write(true);
        return;
      }
      rmSync(file, { force: true });
      try {
        rmdirSync(folder);
      } catch {
        // Another process has a file there.
      }
    },
  };
}

function saidBy(error: unknown): { readonly name: string; readonly message: string } {
  return error instanceof Error
    ? { name: error.name, message: error.message }
    : { name: 'Error', message: String(error) };
}
