import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Random } from '@equipoise/core';

import type { Running } from '../../support/equipoise.ts';
import type { Found, PartContext } from '../part.ts';

/** A command that is killed, and goes on when it is given again. */
export interface Subject<Standing> {
  /** Starts it on a folder. */
  readonly start: (folder: string) => Running;
  /** What it has kept in the folder until now. */
  readonly standing: (folder: string) => Standing;
  /** How much that is: it only grows. */
  readonly size: (standing: Standing) => number;
  /** What of the kept is lost or altered, in sentences. */
  readonly lost: (before: Standing, after: Standing) => readonly string[];
  /** What it left when it ended, without times: the same however often it was killed. */
  readonly outcome: (folder: string) => string;
}

/** The most kills of one run. */
const mostKills = 12;

/** Kills a command at random moments, begins it again until it ends, and compares what it left with that of an unbroken one. */
export async function killOften<Standing>(
  subject: Subject<Standing>,
  { folder, random, count }: PartContext,
): Promise<Found> {
  const failures: string[] = [];
  const wholeFolder = newFolder(folder, 'unbroken');
  const began = performance.now();
  const { code, stderr } = await subject.start(wholeFolder).outcome;
  if (code !== 0) throw new Error(`The unbroken command failed: ${stderr}`);
  const duration = performance.now() - began;
  const whole = subject.outcome(wholeFolder);
  let [kills, runs] = [0, 0];
  while (kills < count) {
    const broken = newFolder(folder, 'broken');
    const most = kills + Math.min(mostKills, count - kills);
    let hasEnded = false;
    while (!hasEnded && kills < most) {
      const before = subject.standing(broken);
      hasEnded = !(await killed(subject, broken, { random, duration }));
      if (!hasEnded) kills += 1;
      failures.push(...subject.lost(before, subject.standing(broken)).map((sentence) => `kill ${kills}: ${sentence}`));
    }
    const ended = await subject.start(broken).outcome;
    if (ended.code !== 0) failures.push(`after kill ${kills}: exit code ${ended.code}, ${ended.stderr.slice(-200)}`);
    else if (subject.outcome(broken) !== whole) failures.push(`after kill ${kills}: another outcome than unbroken`);
    runs += 1;
  }
  return { count: kills, failures, figures: { runs } };
}

/** Starts it and kills it: at any moment, or soon after it has kept something more. False when it ended before. */
async function killed<Standing>(
  { start, standing, size }: Subject<Standing>,
  folder: string,
  { random, duration }: { readonly random: Random; readonly duration: number },
): Promise<boolean> {
  const [anyTime, moment, delay] = [random.integer(3) === 0, random.next() * duration, random.integer(100)];
  const before = size(standing(folder));
  const { child, outcome } = start(folder);
  if (anyTime) await pause(moment);
  while (!anyTime && size(standing(folder)) === before && child.exitCode === null) await pause(3);
  if (!anyTime) await pause(delay);
  child.kill('SIGKILL');
  return (await outcome).code === null;
}

function newFolder(folder: string, name: string): string {
  const made = join(folder, name);
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  return made;
}
