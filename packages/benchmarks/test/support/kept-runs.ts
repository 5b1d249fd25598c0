import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The content of each kept run of a study, by file name. */
export function runsIn(study: string): Readonly<Record<string, string>> {
  const runs = join(study, 'runs');
  const names = existsSync(runs) ? readdirSync(runs).filter((name) => name.endsWith('.json')) : [];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(runs, name), 'utf8')]));
}
