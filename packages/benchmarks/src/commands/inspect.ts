import { Command } from 'commander';

import { jsonOption } from './common-options.ts';
import { addHelp } from './help.ts';

/** `equipoise inspect`: what a model's file holds. */
export function inspectCommand(): Command {
  const command = new Command('inspect')
    .description(
      'Say what the file of a model holds: tasks, inputs, weights by their paths, and what it was trained on.',
    )
    .argument('<model>', 'a model that equipoise train or model.save wrote')
    .addOption(jsonOption())
    .action(async (file: string, args: { readonly json?: boolean }) => {
      const { runInspect } = await import('./run-inspect.ts');
      runInspect(file, args);
    });
  return addHelp(command, {
    examples: ['equipoise inspect houses.safetensors', 'equipoise inspect houses.safetensors --json'],
  });
}
