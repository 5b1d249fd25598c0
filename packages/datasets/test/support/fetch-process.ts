import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';

const module = new URL('../../dist/remote/fetch-files.js', import.meta.url).href;

/** What a process left. */
export interface Ending {
  readonly code: number | null;
  readonly text: string;
}

/** Fetches in a process of its own. */
export function fetching(
  card: object,
  cache: string,
  env: NodeJS.ProcessEnv = {},
): { child: ChildProcess; ending: Promise<Ending> } {
  if (!existsSync(new URL(module))) throw new Error('not built: run `npx tsc -b packages/datasets` first.');
  const script = `const { fetchFiles } = await import('${module}');
    await fetchFiles(${JSON.stringify(card)}, { cache: ${JSON.stringify(cache)}, retries: 0, timeout: 20 })
      .then((files) => console.log(files[0].from), (error) => { console.log(error.message); process.exitCode = 1; });`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.on('data', (piece: Buffer) => (text += piece.toString()));
  const ending = once(child, 'close').then(([code]) => ({ code: code as number | null, text: text.trim() }));
  return { child, ending };
}
