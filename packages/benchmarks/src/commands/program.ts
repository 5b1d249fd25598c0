import { Command } from 'commander';

import { version } from '../version.ts';
import { architecturesCommand } from './architectures.ts';
import { benchCommand } from './bench.ts';
import { compareCommand } from './compare.ts';
import { compareRunsCommand } from './compare-runs.ts';
import { datasetsCommand } from './datasets.ts';
import { describeCommand } from './describe.ts';
import { addHelp, helpStyle } from './help.ts';
import { recommendCommand } from './recommend.ts';
import { reportCommand } from './report.ts';
import { reproduceCommand } from './reproduce.ts';
import { serveCommand } from './serve.ts';
import { galleryCommand } from './gallery.ts';
import { evaluateCommand } from './evaluate.ts';
import { inspectCommand } from './inspect.ts';
import { mergeCommand } from './merge.ts';
import { partsCommand } from './parts.ts';
import { predictCommand } from './predict.ts';
import { selftestCommand } from './selftest.ts';
import { simulateCommand } from './simulate.ts';
import { strategiesCommand } from './strategies.ts';
import { studyCommand } from './study.ts';
import { trainCommand } from './train.ts';
import { uiCommand } from './ui.ts';
import { workerCommand } from './worker.ts';

/** Longer lines are hard to read, however wide the terminal is. */
const widest = 100;

/** The whole `equipoise` command. */
export function equipoiseProgram(): Command {
  const program = new Command('equipoise')
    .description(
      'Multi-task learning on Node: train a model on your table, predict with it, compare strategies that weight the task losses.',
    )
    .version(version, '-V, --version', 'print the version')
    .enablePositionalOptions(); // Options after the name of a command are its own.
  addHelp(program, {
    examples: [
      'equipoise train --table houses.csv --targets price,sold --out houses.safetensors',
      'equipoise compare --dataset penguins --strategies equal,uncertainty --seeds 3',
      'equipoise strategies gradnorm',
    ],
  });
  const commands = [
    trainCommand,
    predictCommand,
    evaluateCommand,
    inspectCommand,
    serveCommand,
    compareCommand,
    studyCommand,
    recommendCommand,
    mergeCommand,
    workerCommand,
    simulateCommand,
    reportCommand,
    uiCommand,
    compareRunsCommand,
    galleryCommand,
    describeCommand,
    datasetsCommand,
    strategiesCommand,
    architecturesCommand,
    partsCommand,
    reproduceCommand,
    selftestCommand,
    benchCommand,
  ];
  for (const make of commands) {
    program.addCommand(make());
  }
  for (const command of withSubcommands(program)) {
    command
      .helpOption('-h, --help', 'print this help')
      .configureHelp(helpStyle)
      .exitOverride()
      .configureOutput({
        getOutHelpWidth: () => Math.min(widest, (process.stdout.isTTY ? process.stdout.columns : 0) || 80),
        outputError: () => undefined, // `usageSentence` says it.
      });
  }
  return program;
}

/**
 * A command and all below it.
 *
 * @param command - The command.
 */
export function withSubcommands(command: Command): readonly Command[] {
  return [command, ...command.commands.flatMap(withSubcommands)];
}
