// Writes the table of docs/guides/scale-out.md with what `equipoise simulate` says of studies over a queue; with --check fails when it differs.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { fillBlock, root, table } from './markdown.mjs';

const percent = (share) => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;

const rows = ['1', '5', '30', '300'].map((seconds) => {
  const command = [join(root, 'packages', 'benchmarks', 'dist', 'cli.js'), 'simulate', '--seconds', seconds, '--json'];
  const { outcome, breaks } = JSON.parse(execFileSync(process.execPath, command, { encoding: 'utf8' }));
  return [
    `${seconds} s`,
    `${(outcome.makespan / outcome.ideal).toFixed(2)}`,
    percent(outcome.utilisation),
    percent(outcome.queue.busy),
    percent(outcome.coordinator.busy),
    `${outcome.repeats.failures} + ${outcome.repeats.deaths}`,
    breaks.workers ?? `more than ${breaks.most}`,
    `${percent(breaks.outcome.coordinator.busy)}, ${percent(breaks.outcome.queue.busy)}`,
  ];
});
const head = [
  'a trial takes',
  'time over the ideal',
  'workers busy',
  'Redis busy',
  'coordinator busy',
  'made again (failure + death)',
  'breaks at workers',
  'coordinator and Redis there',
];
const results = (name) => JSON.parse(readFileSync(join(root, 'results', name), 'utf8'));
const { machine, server, date } = results('queue-rates.json');
const made = results('simulated.json');
const beside =
  `Beside a real study (${made.date}, load ${made.load.toFixed(0)} on ${made.machine}): ${made.trials} trials on ${made.workers} workers of one machine took ${made.real} s; ` +
  `from the mean length of its trials, ${made.seconds} s, the simulation says ${made.simulated} s (\`tools/measure-simulated.mjs\`). A study so small says nothing of many workers.`;
fillBlock(
  join(root, 'docs', 'guides', 'scale-out.md'),
  '<!-- simulation:begin -->',
  '<!-- simulation:end -->',
  `${table(head, rows)}\n\nOperations measured on ${date}: ${machine}, ${server}.\n\n${beside}`,
);
