import { Command } from 'commander';

import { wholeNumber } from './arguments.ts';
import { addHelp } from './help.ts';
import type { ServeArguments } from './run-serve.ts';

/** `equipoise serve`: a model that answers over HTTP. */
export function serveCommand(): Command {
  const command = new Command('serve')
    .description('Serve a model over HTTP: all tasks of a row from one forward pass, requests batched as they come.')
    .requiredOption('--model <file>', 'a model that equipoise train or model.save wrote')
    .option('--host <address>', 'address to listen on (default: 127.0.0.1, this machine only)')
    .option('--port <n>', 'port to listen on; 0 takes a free one (default: 8080)', wholeNumber(0, 65_535))
    .option('--max-batch <n>', 'rows of several requests computed together (default: 256)', wholeNumber(1))
    .option('--max-rows <n>', 'rows that one request may have (default: 1000)', wholeNumber(1))
    .option('--max-queue <n>', 'rows that may wait before a request is answered 503 (default: 10000)', wholeNumber(1))
    .option('--max-bytes <n>', 'bytes that a request may have (default: 1048576)', wholeNumber(1))
    .action(async (args: ServeArguments) => {
      const { runServe } = await import('./run-serve.ts');
      await runServe(args);
    });
  return addHelp(command, {
    examples: [
      'equipoise serve --model churn.safetensors --port 8080',
      'equipoise serve --model churn.safetensors --host 0.0.0.0 --max-batch 64',
    ],
    notes: [
      'POST /predict takes {"rows": [{"age": 41, "plan": "basic"}]} as application/json.',
      'Also GET /model (columns and tasks), GET /health, and GET /metrics for Prometheus.',
      'Ctrl-C or SIGTERM: /health says 503, whoever is connected is answered for up to 6 seconds, then it ends.',
      'There are no passwords and no TLS: with --host 0.0.0.0, put a proxy in front.',
    ],
  });
}
