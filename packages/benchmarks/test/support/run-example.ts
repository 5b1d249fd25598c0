import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import ts from 'typescript';

/** The folder of the project. */
export const projectRoot = join(import.meta.dirname, '../../../..');

/** How an example is run. */
export interface RunExampleOptions {
  /** Variables of the environment beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Changes its code, such as to fewer epochs. */
  readonly edit?: (code: string) => string;
}

/** Runs an example of the repository in a plain Node, on the packages as they are built; gives what it prints. */
export async function runExample(name: string, options: RunExampleOptions = {}): Promise<string> {
  const { env, edit } = options;
  const code = readFileSync(join(projectRoot, 'examples', `${name}.ts`), 'utf8');
  const { outputText } = ts.transpileModule(edit?.(code) ?? code, {
    compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 },
  });
  const args = ['--input-type=module', '--eval', outputText];
  const { stdout } = await promisify(execFile)(process.execPath, args, {
    cwd: projectRoot,
    env: { ...process.env, ...env },
  });
  return stdout;
}
