// Written by tools/measure-queue.mjs, beside results/queue-rates.json.
import type { QueueRates } from './queue-rates.ts';

/** What operations of a queue cost on the machine that is named here. */
export const measuredRates: QueueRates = {
  machine: 'AMD EPYC, 2 cores, linux, Node 20.20.2',
  server: 'Redis 7.0.15, BullMQ 6.7.0',
  date: '2026-12-01',
  resultBytes: 42671,
  keptBytes: 101325,
  operations: {
    add: { server: 29.5, client: 110 },
    take: { server: 46.6, client: 145 },
    renew: { server: 16.1, client: 58.8 },
    progress: { server: 16.4, client: 45.8 },
    hear: { server: 0.732, client: 10.1 },
    look: { server: 9.19, client: 27 },
    finish: { server: 307, client: 665 },
    hearEnd: { server: 35.5, client: 319 },
    fail: { server: 46.9, client: 120 },
    collect: { server: 146, client: 5310 },
  },
};
