import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';

import { equipoiseProgram, withSubcommands } from '../../src/commands/program.ts';

/** The words that call a command: `bench step`. */
function words(command: Command): readonly string[] {
  return command.parent ? [...words(command.parent), command.name()] : [];
}

/** The help of a command as it is written where there is no terminal. */
function helpOf(command: Command): string {
  let text = '';
  command.configureOutput({ writeOut: (piece) => (text += piece) });
  command.outputHelp();
  return text;
}

/** The examples of a help text, each on one line again. */
function examplesOf(help: string): readonly string[] {
  const [, block = ''] = /^Examples:\n((?: {2}.*\n?)+)/m.exec(help) ?? [];
  return block
    .replaceAll(/ \\\n\s+/g, ' ')
    .trim()
    .split(/\n\s+/);
}

const commands = withSubcommands(equipoiseProgram()).map((command) => ({
  name: ['equipoise', ...words(command)].join(' '),
  command,
}));

describe('the help of every command', () => {
  it('covers all commands', () => {
    expect(commands.length).toBeGreaterThanOrEqual(9);
  });

  it.each(commands)('$name --help fits 80 columns', ({ command }) => {
    const lines = helpOf(command).split('\n');
    expect(lines.filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(commands)('$name --help ends in examples whose options it has', ({ name, command }) => {
    const examples = examplesOf(helpOf(command));
    expect(examples[0]).toMatch(new RegExp(`^${name}( |$)`));
    for (const example of examples) {
      const called = commandOf(example);
      const known = called.options.map(({ long }) => long);
      const used = [...example.matchAll(/ (--[\w-]+)/g)].map(([, option]) => option);
      expect(used.filter((option) => !known.includes(option))).toEqual([]);
    }
  });

  it('spells the list of strategies the same everywhere', () => {
    const spellings = commands.flatMap(({ command }) =>
      command.options.flatMap(({ flags }) => (flags.startsWith('--strategies') ? [flags] : [])),
    );
    expect(new Set(spellings)).toEqual(new Set(['--strategies <list>']));
    expect(spellings).toHaveLength(6);
  });

  /** The command that an example calls. */
  function commandOf(example: string): Command {
    const longest = commands
      .filter(({ name }) => example === name || example.startsWith(`${name} `))
      .sort((a, b) => b.name.length - a.name.length);
    const [found] = longest;
    if (!found) throw new Error(`No command is called by: ${example}`);
    return found.command;
  }
});
