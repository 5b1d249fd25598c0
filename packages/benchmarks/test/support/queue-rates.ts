import { measuredRates } from '../../src/simulate/measured-rates.ts';
import type { QueueOperation, QueueRates } from '../../src/simulate/queue-rates.ts';

type Seconds = readonly [server: number, client: number];

/** Rates of a queue whose operations take no time, but for these: seconds of the server and of the client. */
export function ratesOf(costs: Readonly<Partial<Record<QueueOperation, Seconds>>>): QueueRates {
  const names = Object.keys(measuredRates.operations) as QueueOperation[];
  const operations = names.map((name) => {
    const [server, client] = costs[name] ?? [0, 0];
    return [name, { server: 1e6 * server, client: 1e6 * client }];
  });
  return { ...measuredRates, operations: Object.fromEntries(operations) as QueueRates['operations'] };
}
