#!/usr/bin/env node
import { CommanderError } from 'commander';

import { equipoiseProgram } from './commands/program.ts';
import { usageSentence } from './commands/usage-sentence.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0); // Who reads has read enough.
  process.stderr.write(`Standard output cannot be written (${error.code ?? error.message}).\n`);
  process.exit(1);
});

try {
  await equipoiseProgram().parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    const sentence = await usageSentence(error);
    if (sentence !== undefined) process.stderr.write(`${sentence}\n`);
    process.exitCode = error.exitCode === 0 ? 0 : 2;
  } else {
    const { endingOf } = await import('./commands/exit-code.ts');
    const { text, code } = endingOf(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = code;
  }
}
