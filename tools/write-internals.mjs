// Fills in the graphs of packages/compiler/INTERNALS.md, from the compiler as built by `tsc -b`; with --check fails when they differ.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import * as tf from '@tensorflow/tfjs-core';

import { dumpPasses } from '../packages/compiler/dist/debug/dump-passes.js';
import { examples } from './graph-examples.mjs';
import { fillBlock, root } from './markdown.mjs';

const file = join(root, 'packages', 'compiler', 'INTERNALS.md');
const block = 8;

await tf.ready();

for (const [begin, example, pass] of readFileSync(file, 'utf8').matchAll(/<!-- graph:(\S+) (\S+) -->/g)) {
  const dump = dumpPasses(...examples[example](), block).find((found) => found.pass === pass);
  if (!dump) throw new Error(`INTERNALS.md: ${example} has no pass ${pass}.`);
  fillBlock(file, begin, '<!-- /graph -->', `\`\`\`text\n${dump.text}\n\`\`\``);
}
