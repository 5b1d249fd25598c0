import { readFileSync } from 'node:fs';

import { EquipoiseError, oneLine, reasonOf } from '@equipoise/core';
import { z } from 'zod';

/** Microseconds of processor time. */
const micros = z.number().min(0).max(1e9);

/** What an operation takes of the server's processor, and of the processor of who asks for it. */
const cost = z.strictObject({ server: micros, client: micros });

const operationCosts = z.strictObject({
  /** The coordinator looks for a trial, and puts it into the queue. */
  add: cost,
  /** A worker takes a trial. */
  take: cost,
  /** A worker renews the lock of a trial. */
  renew: cost,
  /** A worker says how far a trial is. */
  progress: cost,
  /** The coordinator hears how far a trial is. */
  hear: cost,
  /** The coordinator looks whether a trial has ended, and it has not. */
  look: cost,
  /** A worker gives a result back, and takes the next trial. */
  finish: cost,
  /** The coordinator hears that a trial has ended. */
  hearEnd: cost,
  /** A worker gives a trial back that failed. */
  fail: cost,
  /** The coordinator reads a result, checks it and writes its file. */
  collect: cost,
});

/** What operations of the queue cost, and where that was measured. */
export const queueRatesSchema = z.object({
  /** The processor, its cores, the system and Node. */
  machine: z.string(),
  /** The versions of Redis and BullMQ. */
  server: z.string(),
  /** The day, as 2026-01-31. */
  date: z.string(),
  /** Bytes of the JSON of a result. */
  resultBytes: z.number().min(0),
  /** Bytes that a trial takes in the server's memory once it has ended. */
  keptBytes: z.number().min(0),
  /** Microseconds of each operation. */
  operations: operationCosts,
});

/** What operations of the queue cost, and where that was measured. */
export type QueueRates = z.infer<typeof queueRatesSchema>;

/** The operations of the queue. */
export type QueueOperation = keyof QueueRates['operations'];

/**
 * Reads rates that were measured by tools/measure-queue.mjs.
 *
 * @param file - Their file.
 * @throws {@link EquipoiseError} when it cannot be read, or holds something else.
 */
export function readQueueRates(file: string): QueueRates {
  try {
    return queueRatesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : reasonOf(error);
    throw new EquipoiseError(`--rates: ${oneLine(file)} holds no rates of a queue (${oneLine(why)}).`);
  }
}
