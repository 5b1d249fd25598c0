// Written by tools/measure-queue.mjs, beside results/queue-rates.json.
import type { QueueRates } from './queue-rates.ts';

/** What operations of a queue cost on the machine that is named here. */
export const measuredRates: QueueRates = {
  machine: 'AMD EPYC, 2 cores, linux, Node 20.20.2',
  server: 'Redis 7.0.15, BullMQ 6.7.0',
  date: '2026-11-30',
  resultBytes: 42671,
  keptBytes: 101351,
  operations: {
    add: { server: 30.2, client: 91.8 },
    take: { server: 48.6, client: 133 },
    renew: { server: 16.7, client: 77.5 },
    progress: { server: 17.8, client: 47.3 },
    hear: { server: 0.849, client: 19.1 },
    look: { server: 11.7, client: 101 },
    finish: { server: 274, client: 644 },
    hearEnd: { server: 38.1, client: 331 },
    fail: { server: 44.3, client: 81.7 },
    collect: { server: 71.4, client: 4740 },
  },
};
