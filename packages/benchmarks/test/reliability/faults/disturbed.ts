import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { start } from '../../support/equipoise.ts';
import { trialsSubject } from '../kills/trials-subject.ts';
import type { Found, PartContext } from '../part.ts';
import { smallComparison } from '../small-jobs.ts';
import { ended } from '../spoken.ts';

/** What disturbs a comparison: starts it on a folder, and gives what went wrong. */
export type Disturbance = (
  line: readonly string[],
  context: PartContext & { readonly out: string; readonly index: number },
) => Promise<readonly string[]>;

/** Disturbs a comparison time after time; given again, it must end, and as an undisturbed one. */
export async function disturbed(context: PartContext, disturb: Disturbance): Promise<Found> {
  const { folder, count } = context;
  const command = smallComparison(folder);
  const { outcome } = trialsSubject(command, 'houses.csv');
  const whole = join(folder, 'unbroken');
  await ended(start(...command, '--out', whole));
  const failures: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const out = join(folder, `disturbed-${index}`);
    mkdirSync(out);
    const line = [...command, '--out', out];
    const found = [...(await disturb(line, { ...context, out, index }))];
    const again = await ended(start(...line));
    if (again.code !== 0) found.push(`given again it ends with ${again.code}: ${again.stderr.slice(-200)}`);
    else if (outcome(out) !== outcome(whole)) found.push('it ends otherwise than an undisturbed one');
    failures.push(...found.map((sentence) => `${index}: ${sentence}`));
  }
  return { count, failures };
}
