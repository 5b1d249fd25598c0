// Packs every package as publishing would, installs the tarballs into an empty project, and there checks the types of the README's
// quick start and runs it in plain Node: as installed, and again without the native engine.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import ts from 'typescript';

import { root } from './markdown.mjs';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-tarballs-'));
const project = join(folder, 'project');
// What `npm run` sets would lead the inner npm back to this workspace.
const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
const env = { ...Object.fromEntries(inherited), ONNXRUNTIME_NODE_INSTALL: 'skip' };

function run(command, args, cwd) {
  console.log(`$ ${command} ${args.join(' ')}`);
  return execFileSync(command, args, { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
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
  console.log(`${packed.filename}: ${files.length} files, ${Math.round(packed.size / 1024)} KiB`);
  return join(folder, packed.filename);
}

try {
  const tarballs = readdirSync(join(root, 'packages')).map(pack);
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...tarballs], project);

  const example = readFileSync(join(root, 'examples', 'quick-start.ts'), 'utf8');
  writeFileSync(join(project, 'quick-start.ts'), example);
  const compilerOptions = {
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    verbatimModuleSyntax: true,
  };
  const { outputText } = ts.transpileModule(example, { compilerOptions, fileName: 'quick-start.mts' });
  writeFileSync(join(project, 'quick-start.js'), outputText);

  const types = {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2023', 'dom'],
    types: [],
  };
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: types, files: ['quick-start.ts'] }));
  run(process.execPath, [join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.'], project);

  console.log(run(process.execPath, ['quick-start.js'], project));
  rmSync(join(project, 'node_modules', 'onnxruntime-node'), { recursive: true });
  console.log(run(process.execPath, ['quick-start.js'], project));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
