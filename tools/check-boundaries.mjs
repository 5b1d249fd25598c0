// Proves that the lint rules of eslint.config.mjs which keep the packages apart do fire: lints lines that break them, and
// lines that do not, as if they stood in a file of the package.
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { ESLint } from 'eslint';

const root = join(import.meta.dirname, '..');
const bans = new Set(['no-restricted-imports', 'no-restricted-syntax']);

const forbidden = [
  ['packages/compiler/src/index.ts', `import '@equipoise/core';`],
  ['packages/core/src/index.ts', `import '@equipoise/weighting';`],
  ['packages/core/src/index.ts', `import '@equipoise/compiler/src/index.ts';`],
  ['packages/core/src/index.ts', `import '../../datasets/src/index.ts';`],
  ['packages/weighting/src/index.ts', `import '@equipoise/datasets';`],
  ['packages/weighting/src/index.ts', `import '@equipoise/compiler';`],
  ['packages/weighting/src/index.ts', `export * from '@equipoise/benchmarks';`],
  ['packages/datasets/src/index.ts', `import '@equipoise/weighting';`],
  ['packages/datasets/src/index.ts', `await import('@equipoise/weighting');`],
  ['packages/datasets/src/index.ts', `export type Strategies = import('@equipoise/weighting').StrategyName;`],
  ['packages/benchmarks/src/index.ts', `import '@equipoise/compiler';`],
  ['packages/benchmarks/src/index.ts', `import '@equipoise/weighting/testing';`],
  ['packages/core/src/index.ts', `export const draw = (): number => Math.random();`],
  ['packages/core/src/index.ts', `export const now = (): number => Date.now();`],
  ['packages/core/src/index.ts', `export default 1;`],
];

const allowed = [
  ['packages/core/src/index.ts', `import '@equipoise/compiler';`],
  ['packages/weighting/src/index.ts', `import '@equipoise/core';`],
  ['packages/datasets/src/index.ts', `import '@equipoise/core';`],
  [
    'packages/benchmarks/src/index.ts',
    `import '@equipoise/core';\nimport '@equipoise/weighting';\nimport '@equipoise/datasets';`,
  ],
];

const eslint = new ESLint({ cwd: root });
let failed = 0;

async function expectBans(file, code, expected) {
  // The file must exist: typed linting finds its project by its path.
  if (!existsSync(join(root, file))) throw new Error(`${file} is missing: choose another file to prove the rules on.`);
  const [result] = await eslint.lintText(`${code}\n`, { filePath: join(root, file) });
  const banned = result.messages.some(({ ruleId }) => bans.has(ruleId));
  if (banned === expected) return;
  failed += 1;
  console.error(`${file}: ${expected ? 'was let through' : 'was refused'}: ${code}`);
}

for (const [file, code] of forbidden) await expectBans(file, code, true);
for (const [file, code] of allowed) await expectBans(file, code, false);

console.log(
  `${forbidden.length + allowed.length - failed} of ${forbidden.length + allowed.length} boundary checks hold`,
);
if (failed > 0) process.exitCode = 1;
