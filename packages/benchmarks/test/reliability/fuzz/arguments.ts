import type { Random } from '@equipoise/core';
import type { Command } from 'commander';

import { withSubcommands, equipoiseProgram } from '../../../src/commands/program.ts';
import { startWith } from '../../support/equipoise.ts';
import type { Found, PartContext } from '../part.ts';
import { ended, unspoken } from '../spoken.ts';
import { oddTexts } from './odd.ts';

/** Commands that serve, or take long when they are given what they want: they are given options that they refuse. */
const long = new Set([
  'serve',
  'ui',
  'worker',
  'bench',
  'selftest',
  'reproduce',
  'gallery',
  'recommend',
  'get',
  'remove',
]);

/** Gives commands odd words in the places of arguments and values of options: each ends soon, with help, an answer or a sentence. */
export async function fuzzArguments({ folder, random, count }: PartContext): Promise<Found> {
  const failures: string[] = [];
  let refused = 0;
  for (let index = 0; index < count; index += 1) {
    const line = oddLine(random);
    const outcome = await ended(startWith(['env', '--chdir', folder], line));
    if (outcome.code !== 0) refused += 1;
    const length = outcome.code === 0 ? 0 : outcome.stderr.length;
    const found = [...unspoken(outcome), ...(length > 2000 ? [`it says ${length} characters`] : [])];
    failures.push(...found.map((sentence) => `${JSON.stringify(line).slice(0, 200)}: ${sentence}`));
  }
  return { count, failures, figures: { refused } };
}

function oddLine(random: Random): readonly string[] {
  const some = <Value>(values: readonly Value[]): Value | undefined => values[random.integer(values.length)];
  const word = (): string => (some(oddTexts) ?? '').replaceAll('\u0000', '\u0001');
  const commands = withSubcommands(equipoiseProgram()).map((command) => ({ command, path: pathOf(command) }));
  const { command, path = [] } = some(commands.filter((one) => !one.path.some((name) => long.has(name)))) ?? {};
  const options = Array.from({ length: random.integer(4) }, () => {
    const option = some(command?.options ?? []);
    return option ? [option.long ?? '', ...(option.required ? [word()] : [])] : [];
  });
  return [...path, ...Array.from({ length: random.integer(3) }, word), ...options.flat()];
}

/** The names that lead to a command, without that of the program. */
function pathOf(command: Command): readonly string[] {
  return command.parent ? [...pathOf(command.parent), command.name()] : [];
}
