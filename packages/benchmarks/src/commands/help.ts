import { styleText } from 'node:util';

import type { Command, Help } from 'commander';

import { wrap } from '../terminal/wrap.ts';

/** What stands below the options in a command's help. */
export interface MoreHelp {
  /** Commands that work, each on one line. */
  readonly examples: readonly string[];
  /** What else there is to know, a paragraph each. */
  readonly notes?: readonly string[];
}

/**
 * Puts examples and notes below the help of a command, broken to the width of the terminal.
 *
 * @param command - The command.
 * @param more - The examples and notes.
 * @returns The command.
 */
export function addHelp(command: Command, { examples, notes = [] }: MoreHelp): Command {
  return command.addHelpText('after', () => {
    const width = command.configureOutput().getOutHelpWidth?.() ?? 80;
    const shown = examples.map((example) => breakCommand(example, width));
    const paragraphs = notes.map((note) => `\n${wrap(note, { width, indent: 0 })}`);
    return ['', title('Examples:'), ...shown, ...paragraphs].join('\n');
  });
}

/** How every command writes its help: in colour on a terminal that has it (commander takes the colours away elsewhere). */
export const helpStyle: Partial<Help> = {
  styleTitle: title,
  styleOptionTerm: name,
  styleSubcommandTerm: name,
  styleArgumentTerm: name,
};

function title(text: string): string {
  return styleText('bold', text, { validateStream: false });
}

function name(text: string): string {
  return styleText('cyan', text, { validateStream: false });
}

/** A command in lines that a shell reads as one, broken before options. */
function breakCommand(text: string, width: number): string {
  const [first = '', ...options] = text.split(/ (?=--)/);
  const lines = [`  ${first}`];
  for (const option of options) {
    const last = lines.at(-1) ?? '';
    // Leaves two columns for the backslash, whether or not another option follows.
    if (last.length + 1 + option.length + 2 <= width) lines[lines.length - 1] = `${last} ${option}`;
    else lines.push(`      ${option}`);
  }
  return lines.join(' \\\n');
}
