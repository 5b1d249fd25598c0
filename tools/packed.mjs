// Packages as publishing would pack them, installed into empty projects.
import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What `npm run` sets would lead the inner npm back to this workspace.
const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'));
const env = { ...Object.fromEntries(inherited), ONNXRUNTIME_NODE_INSTALL: 'skip' };

/** Runs a command, and gives what it prints; `more` is set in its environment. */
export function run(command, args, cwd, more = {}) {
  console.log(`$ ${command} ${args.join(' ')}`);
  return execFileSync(command, args, {
    cwd,
    env: { ...env, ...more },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    maxBuffer: 2 ** 28,
  });
}

/** Packs a package that is built; gives npm's account of it. */
export function pack(source, folder) {
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--pack-destination', folder], source));
  return { ...packed, tarball: join(folder, packed.filename) };
}

/** Installs packages into a project, which is made when there is none; `more` is set in npm's environment. */
export function install(project, packages, more = {}) {
  mkdirSync(project, { recursive: true });
  const manifest = join(project, 'package.json');
  if (!existsSync(manifest)) writeFileSync(manifest, '{ "private": true, "type": "module" }\n');
  run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages], project, more);
}

/** How many packages are installed in a project, and how large their files are, in units of 1,000,000 bytes. */
export function sizeOf(project) {
  const folder = join(project, 'node_modules');
  const { packages } = JSON.parse(readFileSync(join(folder, '.package-lock.json'), 'utf8'));
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const bytes = files.reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0);
  return { packages: Object.keys(packages).length, megabytes: bytes / 1e6 };
}

/** A program that imports packages of a project, as arguments of node; `then` is run after the imports. */
export function importing(packages, then = '') {
  const imports = packages.map((name) => `await import('@equipoise/${name}');`).join('');
  return ['--input-type=module', '-e', `const before = process.cpuUsage(); ${imports} ${then}`];
}

/** How many files an import of packages loads, and their size in units of 1,000,000 bytes: V8's coverage lists them. */
export function loadedBy(project, packages) {
  const folder = mkdtempSync(join(tmpdir(), 'equipoise-coverage-'));
  try {
    const covered = { ...env, NODE_V8_COVERAGE: folder };
    execFileSync(process.execPath, importing(packages), { cwd: project, env: covered });
    const scripts = readdirSync(folder).flatMap((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')).result);
    const files = [...new Set(scripts.map(({ url }) => url))].filter((url) => /^file:.*\.[cm]?js$/.test(url));
    const bytes = files.reduce((sum, url) => sum + statSync(new URL(url)).size, 0);
    return { files: files.length, loaded: bytes / 1e6 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
