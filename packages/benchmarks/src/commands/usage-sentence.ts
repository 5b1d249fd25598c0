import type { CommanderError } from 'commander';

/**
 * What commander finds wrong with a command line, as one sentence on one line; nothing where it printed the help.
 *
 * @param error - What it threw.
 */
export async function usageSentence({ code, exitCode, message }: CommanderError): Promise<string | undefined> {
  if (exitCode === 0 || code === 'commander.help') return undefined;
  // Commander puts its suggestion on a second line.
  const found = message
    .replace(/^error: /, '')
    .trim()
    .replaceAll(/\n(?=\(Did you mean)/g, ' ');
  const text = /^unknown command '[^']*'$/.test(found) ? `${found} (see: equipoise --help)` : found;
  if (text.length <= 200 && !/\p{Cc}/u.test(text)) return text; // A slip of the finger does not wait for the libraries.
  const { oneLine } = await import('@equipoise/core');
  return oneLine(text, 400);
}
