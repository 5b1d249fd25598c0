import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';

import { firstChildOf } from '../../support/children.ts';
import { start, startWith } from '../../support/equipoise.ts';
import { ended, unspoken } from '../spoken.ts';
import type { Disturbance } from './disturbed.ts';

/** A second process makes the same comparison in the same folder. */
export const secondProcess: Disturbance = async (line) => {
  const outcomes = await Promise.all([ended(start(...line)), ended(start(...line))]);
  return outcomes.flatMap(({ code, stderr }) => (code === 0 ? [] : [`exit code ${code}: ${stderr.slice(-200)}`]));
};

/** The clock of all processes jumps forward and back by years. */
export const clockJumps: Disturbance = async (line, { index }) => {
  const jumps = pathToFileURL(join(import.meta.dirname, 'clock-jumps.mjs')).href;
  const outcome = await ended(startWith(['env', `NODE_OPTIONS=--import=${jumps}`, `CLOCK_SEED=${index}`], line));
  return [...unspoken(outcome), ...(outcome.code === 0 ? [] : [outcome.stderr.slice(-200)])];
};

/** The process that makes trials is killed as it starts, or soon after. */
export const killedAtBirth: Disturbance = async (line, { random }) => {
  const delay = random.integer(2) * random.integer(150);
  const running = start(...line);
  const worker = await firstChildOf(running);
  await pause(delay);
  process.kill(worker, 'SIGKILL');
  const outcome = await ended(running);
  const said = outcome.code === 1 && outcome.stderr.includes('its process was ended by SIGKILL');
  return [...unspoken(outcome), ...(said ? [] : [`it ends with ${outcome.code}: ${outcome.stderr.slice(-200)}`])];
};
