import type { Outcome, Running } from '../support/equipoise.ts';

/** Milliseconds after which a command of these sizes hangs: a busy machine is given time. */
const patience = 180_000;

/** Waits for a command; one that hangs is ended, and has no exit code then. */
export async function ended({ child, outcome }: Running): Promise<Outcome> {
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  return await outcome.finally(() => clearTimeout(timer));
}

/** What is wrong with how a command ended that could not do all that it was asked: it must say so in a sentence. */
export function unspoken({ code, stderr }: Outcome): readonly string[] {
  const last = stderr.trimEnd().split('\n').at(-1) ?? '';
  return [
    ...(code === null ? ['it hung, or was ended by a signal'] : []),
    ...(code !== null && ![0, 1, 2].includes(code) ? [`exit code ${code}`] : []),
    ...(/^\s+at /m.test(stderr) ? [`a stack trace: ${stderr.slice(0, 300)}`] : []),
    ...(code !== 0 && last === '' ? ['it failed and said nothing'] : []),
    ...(last.length > 1100 ? [`a sentence of ${last.length} characters`] : []),
    // eslint-disable-next-line no-control-regex -- What must not reach a terminal.
    ...(/[\u0000-\u0008\u000b-\u001f\u007f]/.test(last) ? ['control characters on the terminal'] : []),
  ];
}
