import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');
const guide = readFileSync(join(root, 'docs/guides/own-parts.md'), 'utf8');

/** The blocks of code of the guide that a comment says the place of. */
function blocks(kind: 'file' | 'edit'): readonly { readonly path: string; readonly code: string }[] {
  const pattern = new RegExp(`<!-- ${kind}: packages/core/(\\S+) -->\\s+\`\`\`\\w+\\n(.*?)\`\`\``, 'gs');
  return [...guide.matchAll(pattern)].map(([, path = '', code = '']) => ({ path, code }));
}

/** Puts the line of a block that begins with `+` after the line above it, which must be there. */
function edited(text: string, block: string): string {
  const [above = '', added = ''] = block.split('\n').map((line) => line.slice(1));
  expect(text.split('\n').filter((line) => line === above)).toHaveLength(1);
  return text.replace(`${above}\n`, `${above}\n${added}\n`);
}

/** A place where other packages are found as this one finds them. */
const cache = join(import.meta.dirname, '../../node_modules/.cache');
let copy = '';

/** Runs a program of the workspace in the copy; gives all that it says. */
async function run(program: string, ...args: readonly string[]): Promise<string> {
  const { PATH = '' } = process.env; // Not what this run of vitest says to itself.
  const options = { cwd: copy, env: { PATH, NO_COLOR: '1' } };
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [join(root, program), ...args], options);
    return stdout;
  } catch (error) {
    throw new Error(String((error as { stdout?: string }).stdout), { cause: error });
  }
}

describe('the guide to adding a part', () => {
  beforeAll(() => {
    mkdirSync(cache, { recursive: true });
    copy = mkdtempSync(join(cache, 'guide-'));
    for (const entry of ['src', 'test', 'package.json'])
      cpSync(join(import.meta.dirname, '../..', entry), join(copy, entry), { recursive: true });
    for (const { path, code } of blocks('file')) writeFileSync(join(copy, path), code);
    for (const { path, code } of blocks('edit')) {
      const file = join(copy, path);
      writeFileSync(file, edited(readFileSync(file, 'utf8'), code));
    }
    const files = blocks('file').map(({ path }) => path);
    const compilerOptions = {
      noEmit: true,
      composite: false,
      types: ['node'],
      allowImportingTsExtensions: true,
      rewriteRelativeImportExtensions: false,
    };
    const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, files };
    writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(config));
    const tests = files.filter((file) => file.endsWith('.test.ts'));
    const settings = { ssr: { resolve: { conditions: ['@equipoise/source'] } }, test: { include: tests } };
    writeFileSync(join(copy, 'vitest.config.mjs'), `export default ${JSON.stringify(settings)};\n`);
  });

  afterAll(() => {
    rmSync(copy, { recursive: true, force: true });
  });

  it('is two new files and edits of one line, which type check', async () => {
    expect(blocks('file').map(({ path }) => path)).toEqual([
      'src/metrics/max-error.ts',
      'test/metrics/max-error.test.ts',
    ]);
    const [registry, index] = ['src/metrics/registry.ts', 'src/metrics/index.ts'];
    expect(blocks('edit').map(({ path }) => path)).toEqual([registry, registry, index]);
    expect(await run('node_modules/typescript/bin/tsc')).toBe('');
  });

  it('gives a metric whose tests pass', async () => {
    expect(await run('node_modules/vitest/vitest.mjs', 'run')).toMatch(/Tests +3 passed/);
  });
});
