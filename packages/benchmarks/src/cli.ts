#!/usr/bin/env node
import { Command, CommanderError } from 'commander';

import { benchCommand } from './commands/bench.ts';
import { compareCommand } from './commands/compare.ts';
import { datasetsCommand } from './commands/datasets.ts';
import { strategiesCommand } from './commands/strategies.ts';
import { version } from './version.ts';

const program = new Command('equipoise')
  .description(
    'Multi-task learning, measured: which strategy balances the losses, and do the tasks help or hurt each other?',
  )
  .version(version)
  .addHelpText('after', '\nExample:\n  equipoise compare --dataset penguins --strategies equal,uncertainty --seeds 3');

for (const command of [compareCommand(), datasetsCommand(), strategiesCommand(), benchCommand()])
  program.addCommand(command);

for (const command of withSubcommands(program)) {
  command.exitOverride().configureOutput({
    // Commander puts its suggestion on a second line; an error is one sentence here.
    outputError: (text, write) => {
      write(
        `${text
          .replace(/^error: /, '')
          .trim()
          .replaceAll('\n', ' ')}\n`,
      );
    },
  });
}

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

/** A command and all below it. */
function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? 0 : 2; // It has said its sentence, or the help.
  } else {
    const { endingOf } = await import('./commands/exit-code.ts');
    const { text, code } = endingOf(error);
    process.stderr.write(`${text}\n`);
    process.exitCode = code;
  }
}
