import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { expect } from 'vitest';

const root = join(import.meta.dirname, '../../../..');

/** A block of code of a guide that a comment says the place of. */
export interface GuideBlock {
  /** The file in the package. */
  readonly path: string;
  /** The code: a whole file, or a line that begins with `+` below the line that it follows. */
  readonly code: string;
}

/** A package of which a copy follows a guide to the letter. */
export interface GuideCopy {
  /** The new files of the guide. */
  readonly files: readonly GuideBlock[];
  /** The edits of the guide. */
  readonly edits: readonly GuideBlock[];
  /** Makes the copy, with the files and edits of the guide, and a configuration that type checks the files and runs their tests. */
  make(): void;
  /** Runs a program of the workspace in the copy; gives all that it says. */
  run(program: string, ...args: readonly string[]): Promise<string>;
  /** Removes the copy. */
  remove(): void;
}

/**
 * Follows a guide in a copy of a package.
 *
 * @param guide - The guide, in docs/guides.
 * @param name - The package.
 * @param moreTests - Tests of the package that are run beside those of the guide.
 */
export function guideCopy(guide: string, name: string, moreTests: readonly string[] = []): GuideCopy {
  const folder = join(root, 'packages', name);
  const text = readFileSync(join(root, 'docs/guides', guide), 'utf8');
  const blocks = (kind: 'file' | 'edit'): readonly GuideBlock[] => {
    const pattern = new RegExp(`<!-- ${kind}: packages/${name}/(\\S+) -->\\s+\`\`\`\\w+\\n(.*?)\`\`\``, 'gs');
    return [...text.matchAll(pattern)].map(([, path = '', code = '']) => ({ path, code }));
  };
  const [files, edits] = [blocks('file'), blocks('edit')];
  let copy = '';
  return {
    files,
    edits,
    make() {
      const cache = join(folder, 'node_modules/.cache'); // Other packages are found from there as the package finds them.
      mkdirSync(cache, { recursive: true });
      copy = mkdtempSync(join(cache, 'guide-'));
      for (const entry of ['src', 'test', 'package.json']) {
        cpSync(join(folder, entry), join(copy, entry), { recursive: true });
      }
      for (const { path, code } of files) writeFileSync(join(copy, path), code);
      for (const { path, code } of edits) {
        writeFileSync(join(copy, path), edited(readFileSync(join(copy, path), 'utf8'), code));
      }
      configure(copy, files, moreTests);
    },
    async run(program, ...args) {
      const { PATH = '' } = process.env; // Not what this run of vitest says to itself.
      const options = { cwd: copy, env: { PATH, NO_COLOR: '1' } };
      try {
        const { stdout } = await promisify(execFile)(process.execPath, [join(root, program), ...args], options);
        return stdout;
      } catch (error) {
        throw new Error(String((error as { stdout?: string }).stdout), { cause: error });
      }
    },
    remove() {
      rmSync(copy, { recursive: true, force: true });
    },
  };
}

/** Puts the line of a block that begins with `+` after the line above it, which must be there. */
function edited(text: string, block: string): string {
  const [above = '', added = ''] = block.split('\n').map((line) => line.slice(1));
  expect(text.split('\n').filter((line) => line === above)).toHaveLength(1);
  return text.replace(`${above}\n`, `${above}\n${added}\n`);
}

function configure(copy: string, blocks: readonly GuideBlock[], moreTests: readonly string[]): void {
  const files = blocks.map(({ path }) => path);
  const compilerOptions = {
    noEmit: true,
    composite: false,
    types: ['node'],
    customConditions: [], // Other packages by their declarations, which `tsc -b` has made: their sources are checked by it.
    allowImportingTsExtensions: true,
    rewriteRelativeImportExtensions: false,
  };
  const config = { extends: join(root, 'tsconfig.base.json'), compilerOptions, files };
  writeFileSync(join(copy, 'tsconfig.json'), JSON.stringify(config));
  const include = [...files.filter((file) => file.endsWith('.test.ts')), ...moreTests];
  const settings = { ssr: { resolve: { conditions: ['@equipoise/source'] } }, test: { include } };
  writeFileSync(join(copy, 'vitest.config.mjs'), `export default ${JSON.stringify(settings)};\n`);
}
