// Fails when source files import each other in a circle, also by types alone: node tools/check-cycles.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import ts from 'typescript';

import { root } from './markdown.mjs';

const files = sourcesIn(join(root, 'packages'));
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const cycles = [];
const state = new Map(); // 'open' while below it, 'done' afterwards.
for (const file of files) visit(file, []);
for (const cycle of cycles) console.error(`cycle: ${cycle.map((file) => relative(root, file)).join(' → ')}`);
console.log(`${files.length} files, ${cycles.length} import cycles`);
process.exitCode = cycles.length > 0 ? 1 : 0;

/** The sources of all packages. */
function sourcesIn(packages) {
  return readdirSync(packages).flatMap((name) => {
    const folder = join(packages, name, 'src');
    return readdirSync(folder, { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => join(folder, file));
  });
}

/** The files that a file imports by a relative path. */
function importsOf(file) {
  const { importedFiles } = ts.preProcessFile(readFileSync(file, 'utf8'), true, true);
  return importedFiles
    .map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .map((name) => join(dirname(file), name));
}

function visit(file, path) {
  if (state.get(file) === 'done') return;
  if (state.get(file) === 'open') {
    cycles.push([...path.slice(path.indexOf(file)), file]);
    return;
  }
  state.set(file, 'open');
  for (const next of imports.get(file) ?? []) visit(next, [...path, file]);
  state.set(file, 'done');
}
