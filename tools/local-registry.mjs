// A registry on this machine: what is published to it is installed as from npm's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import { install } from './packed.mjs';

const scope = '@equipoise';
/** Its part that asks npm about advisories names a version of node-fetch by a tag that mirrors do not have. */
const manifest = { private: true, overrides: { 'verdaccio-audit': { 'node-fetch': '^2.6.13' } } };

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

async function answers(port) {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}

/**
 * Starts Verdaccio, which keeps the packages of our scope in a folder and knows no others.
 *
 * @returns the environment by which npm publishes to it and installs from it, and `stop`.
 */
export async function startRegistry(folder) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  install(folder, ['verdaccio@6.1.2']);
  const port = await freePort();
  const config = {
    storage: join(folder, 'storage'),
    packages: { [`${scope}/*`]: { access: '$all', publish: '$all', unpublish: '$all' } },
    max_body_size: '100mb',
    log: { type: 'stdout', level: 'warn' },
  };
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config));
  const program = join(folder, 'node_modules', 'verdaccio', 'bin', 'verdaccio');
  const args = [program, '--listen', `127.0.0.1:${port}`, '--config', join(folder, 'config.yaml')];
  const registry = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
  while (!(await answers(port))) {
    if (registry.exitCode !== null) throw new Error(`The local registry ended with code ${registry.exitCode}.`);
    await wait(100);
  }
  const url = `http://127.0.0.1:${port}/`;
  const npmrc = join(folder, 'npmrc');
  writeFileSync(npmrc, `${scope}:registry=${url}\n//127.0.0.1:${port}/:_authToken=local\n`);
  return { url, env: { NPM_CONFIG_USERCONFIG: npmrc }, stop: () => registry.kill() };
}
