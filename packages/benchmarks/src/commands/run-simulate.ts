import { InvalidOptionError } from '@equipoise/core';

import { breakingPoint } from '../simulate/breaking-point.ts';
import { measuredRates } from '../simulate/measured-rates.ts';
import { readQueueRates } from '../simulate/queue-rates.ts';
import { simulateStudy, type SimulatedStudy } from '../simulate/simulate-study.ts';
import { simulationText } from '../simulate/simulate-text.ts';
import { screenOf } from '../terminal/screen.ts';

/** What `equipoise simulate` is given. */
export interface SimulateArguments extends Omit<SimulatedStudy, 'rates'> {
  /** The file of the rates. */
  readonly rates?: string;
  /** Whether to print JSON. */
  readonly json?: boolean;
}

const mostTrials = 1_000_000;
const mostWorkers = 100_000;

/**
 * Does what `equipoise simulate` is asked: simulates and prints.
 *
 * @param args - The command line.
 * @throws {@link @equipoise/core!EquipoiseError} when something in it is wrong.
 */
export function runSimulate({ rates: file, json = false, ...asked }: SimulateArguments): void {
  const { trials, workers, failures, deaths } = asked;
  if (trials > mostTrials) throw new InvalidOptionError('simulate', 'trials', `at most ${mostTrials}`, trials);
  if (workers > mostWorkers) throw new InvalidOptionError('simulate', 'workers', `at most ${mostWorkers}`, workers);
  if (failures + deaths > 1) {
    throw new InvalidOptionError('simulate', 'deaths', 'at most 1 together with --failures', deaths);
  }
  const study = { ...asked, rates: file === undefined ? measuredRates : readQueueRates(file) };
  const answer = { study, outcome: simulateStudy(study), breaks: breakingPoint(study) };
  process.stdout.write(
    json ? `${JSON.stringify(answer, null, 2)}\n` : `${simulationText(answer, screenOf(process.stdout))}\n`,
  );
}
