import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The command as it is installed: tests of it need a build. */
export const cli = join(import.meta.dirname, '../../dist/cli.js');

/** What a command left. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command that is running. */
export interface Running {
  readonly child: ChildProcess;
  /** Everything that it has written on standard error so far. */
  readonly stderr: () => string;
  readonly outcome: Promise<Outcome>;
}

/** Starts `equipoise` with these arguments. */
export function start(...args: readonly string[]): Running {
  return startWith([], args);
}

/** Starts `equipoise` by another program, which is given the command line after its own arguments. */
export function startWith(by: readonly string[], args: readonly string[]): Running {
  if (!existsSync(cli)) throw new Error('The command is not built: run `npx tsc -b packages/benchmarks` first.');
  return startProgram([...by, process.execPath, cli, ...args]);
}

/** Starts a program, the first of these words. */
export function startProgram([program = process.execPath, ...line]: readonly string[]): Running {
  const child = spawn(program, line, { stdio: ['ignore', 'pipe', 'pipe'] });
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const outcome = new Promise<Outcome>((resolve) => {
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
  return { child, stderr: () => stderr, outcome };
}

/** Runs `equipoise` with these arguments to its end. */
export function equipoise(...args: readonly string[]): Promise<Outcome> {
  return start(...args).outcome;
}
