// Writes packages/compiler/src/tfjs-gradients.ts, or with --check fails when it differs: the gradients of TensorFlow.js' kernels, which it
// publishes in no file that Node can import but all of tfjs-layers. They are taken from @tensorflow/tfjs-core as it is installed; what
// they import of it is imported from the package where it exports it, and copied where it does not.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import ts from 'typescript';
import { build } from 'vite';

import { root } from './markdown.mjs';

const require = createRequire(import.meta.url);
const core = '@tensorflow/tfjs-core';
const tf = require(core);
const folder = dirname(require.resolve(core));
const { version } = JSON.parse(readFileSync(join(folder, '..', 'package.json'), 'utf8'));
const target = join(root, 'packages', 'compiler', 'src', 'tfjs-gradients.ts');

/** What other modules of tfjs-core are in terms of its exports. */
const known = {
  engine: `import { engine } from '${core}';\nexport const ENGINE = engine();`,
  tensor: `import { Tensor } from '${core}';\nexport const getGlobalTensorClass = () => Tensor;`,
  util: namespace('util'),
  'ops/broadcast_util': namespace('broadcast_util'),
  'ops/axis_util': namespace('backend_util'),
  'ops/conv_util': namespace('backend_util'),
};

/** A module that exports what a namespace of the package does. */
function namespace(name) {
  const members = Object.keys(tf[name]).map((member) => `export const ${member} = ${name}.${member};\n`);
  return `import { ${name} } from '${core}';\n${members.join('')}`;
}

/** Takes the imports of a module that the package exports from there. */
function fromPackage(code) {
  const { statements } = ts.createSourceFile('module.js', code, ts.ScriptTarget.ESNext);
  return statements.filter(ts.isImportDeclaration).reduceRight((text, { pos, end, importClause, moduleSpecifier }) => {
    const names = importClause?.namedBindings?.elements?.map(({ name, propertyName }) => (propertyName ?? name).text);
    const isLocal = /\/(gradients\/|[A-Za-z0-9]+_grad$)/.test(moduleSpecifier.text);
    if (isLocal || !names?.every((name) => name in tf)) return text;
    const statement = text.slice(pos, end).replace(moduleSpecifier.text, core);
    return text.slice(0, pos) + statement + text.slice(end);
  }, code);
}

const plugin = {
  name: 'tfjs-core',
  enforce: 'pre',
  load(id) {
    if (!id.startsWith(folder)) return undefined;
    const name = id.slice(folder.length + 1).replace(/\.js$/, '');
    return known[name] ?? fromPackage(readFileSync(id, 'utf8'));
  },
};

const [{ output }] = await build({
  configFile: false,
  logLevel: 'error',
  plugins: [plugin],
  build: {
    lib: { entry: join(folder, 'register_all_gradients.js'), formats: ['es'] },
    rollupOptions: { external: [core], treeshake: { propertyReadSideEffects: false } },
    minify: false,
    target: 'es2022',
    write: false,
  },
});

const made = output[0].code.replace(/^\s*\/\*\*[\s\S]*?\*\/\n/gm, '').replace(/^\s*\/\/.*\n/gm, '');
const file = `// @ts-nocheck -- Written by tools/bundle-gradients.mjs from ${core} ${version}, which is:
/**
 * @license
 * Copyright 2018 Google LLC. All Rights Reserved.
 * Licensed under the Apache License, Version 2.0 (the "License"); you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at http://www.apache.org/licenses/LICENSE-2.0
 * Unless required by applicable law or agreed to in writing, software distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied. See the License for the specific language governing
 * permissions and limitations under the License.
 */
${made}`;

if (!process.argv.includes('--check')) writeFileSync(target, file);
else if (readFileSync(target, 'utf8') !== file) {
  console.error(`${target} is not what ${core} ${version} has: run node tools/bundle-gradients.mjs.`);
  process.exitCode = 1;
}
