import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import type { Running } from './equipoise.ts';

/** The processes that a process has started, where the system tells (Linux). */
export function childrenOf(pid: number): readonly number[] {
  const list = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return list === '' ? [] : list.split(' ').map(Number);
}

/** The first process that a command starts, as soon as there is one. */
export async function firstChildOf({ child }: Running): Promise<number> {
  for (;;) {
    const [first] = childrenOf(child.pid ?? 0);
    if (first !== undefined) return first;
    await pause(1);
  }
}
