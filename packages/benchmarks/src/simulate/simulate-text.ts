import { byteCount } from '../terminal/byte-count.ts';
import { duration, fixed } from '../terminal/numbers.ts';
import type { Screen } from '../terminal/screen.ts';
import { renderTable } from '../terminal/table.ts';
import { wrap } from '../terminal/wrap.ts';
import { type BreakingPoint, leastUtilisation } from './breaking-point.ts';
import type { SimulatedOutcome, SimulatedStudy } from './simulate-study.ts';

/** A simulated study, with what it came to and where its queue breaks. */
export interface SimulationAnswer {
  /** What was simulated. */
  readonly study: SimulatedStudy;
  /** What it came to. */
  readonly outcome: SimulatedOutcome;
  /** Where its queue breaks. */
  readonly breaks: BreakingPoint;
}

/**
 * A simulation as it is printed.
 *
 * @param answer - What was simulated, and what it came to.
 * @param screen - Where it is printed.
 */
export function simulationText({ study, outcome, breaks }: SimulationAnswer, screen: Screen): string {
  const { makespan, ideal, utilisation, ended, repeats, queue, coordinator } = outcome;
  const { trials, workers, seconds, failures, deaths, rates } = study;
  const lines = (text: string): string => wrap(text, { width: screen.width, indent: 0 });
  const rows = [
    ['time of the study', `${duration(makespan)}, ${fixed(makespan / ideal, 2)} times the ideal ${duration(ideal)}`],
    ['workers busy with results', percent(utilisation)],
    ['server of the queue busy', percent(queue.busy)],
    ['operations of the queue', `${queue.operations}, ${fixed(queue.operations / makespan, 0)} per second`],
    ['coordinator busy', percent(coordinator.busy)],
    ['made again after a failure', String(repeats.failures)],
    ['made again after a death', String(repeats.deaths)],
    ['trials that ended', `${ended.made} with a result, ${ended.failed} failed`],
    ['kept in the server', byteCount(queue.bytes)],
  ];
  const title = `${trials} trials of ${seconds} s, ${workers} workers`;
  return [
    screen.paint('bold', title),
    lines(`Of all attempts, ${percent(failures)} fail and ${percent(deaths)} lose their machine.`),
    renderTable({ head: ['', 'simulated'], rows, text: [0, 1] }, screen.width),
    lines(breakSentence(breaks)),
    lines(`Rates: ${rates.machine}, ${rates.server}, ${rates.date}.`),
  ].join('\n\n');
}

function breakSentence({ workers, most, outcome: { queue, coordinator } }: BreakingPoint): string {
  const busy = `the coordinator is busy ${percent(coordinator.busy)} of the time, the server of the queue ${percent(queue.busy)}`;
  if (workers === null)
    return `With trials of this length no number of workers up to ${most} breaks the queue: there, ${busy}.`;
  return (
    `With trials of this length the queue breaks at ${workers} workers: from there on they are busy less than ${percent(leastUtilisation)} of the time, ` +
    `though nothing fails (${busy}). Past that, divide the study by --shard, and give each part a queue of its own or none.`
  );
}

function percent(share: number): string {
  return `${fixed(100 * share, share === 0 || share >= 0.1 ? 0 : 1)} %`;
}
