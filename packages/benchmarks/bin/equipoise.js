#!/usr/bin/env node
// What npm links as `equipoise`, also in a clone that has not been built yet.
import { existsSync } from 'node:fs';

const program = new URL('../dist/cli.js', import.meta.url);
if (existsSync(program)) await import(program.href);
else {
  process.stderr.write('equipoise: this clone is not built yet; run npm run build first.\n');
  process.exitCode = 1;
}
