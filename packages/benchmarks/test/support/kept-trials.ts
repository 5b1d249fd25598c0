import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The content of each kept trial of a folder of results, by file name. */
export function trialsIn(out: string): Readonly<Record<string, string>> {
  const trials = join(out, 'trials');
  const names = existsSync(trials) ? readdirSync(trials).filter((name) => name.endsWith('.json')) : [];
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(trials, name), 'utf8')]));
}
