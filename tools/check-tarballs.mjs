// Packs every package as publishing would, installs the tarballs into an empty project, and there checks the types of the READMEs'
// examples and runs them in plain Node: as installed, and again with the native engine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import ts from 'typescript';

import { root } from './markdown.mjs';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-tarballs-'));
const project = join(folder, 'project');
const examples = readdirSync(join(root, 'examples')).flatMap((file) => /^(.+)\.ts$/.exec(file)?.[1] ?? []);
// What `npm run` sets would lead the inner npm back to this workspace.
const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
const env = { ...Object.fromEntries(inherited), ONNXRUNTIME_NODE_INSTALL: 'skip' };

function run(command, args, cwd) {
  console.log(`$ ${command} ${args.join(' ')}`);
  return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

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
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], source));
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
  return join(folder, packed.filename);
}

function runExamples(engine) {
  const printed = examples.map((name) => run(process.execPath, [`${name}.js`], project)).join('');
  console.log(printed);
  const used = [...new Set([...printed.matchAll(/engine (\w+)/g)].map(([, name]) => name))].join();
  if (used !== engine) throw new Error(`The examples must run on the engine ${engine}; they name: ${used}.`);
}

try {
  const tarballs = readdirSync(join(root, 'packages')).map(pack);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs], project);

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

  runExamples('wasm');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', 'onnxruntime-node@1.30.0'], project);
  runExamples('native');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
