// Fails on a link in README.md, CONTRIBUTING.md, docs/ or a package's README that leads to no file or to no heading of it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { markdownFiles, root } from './markdown.mjs';

/** The anchors of a file's headings, as GitHub makes them. */
function anchors(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => /^#{1,6} /.test(line))
    .map((line) =>
      line
        .replace(/^#+ /, '')
        .toLowerCase()
        .replace(/[^\p{L}\p{N} _-]/gu, '')
        .replaceAll(' ', '-'),
    );
}

let links = 0;
for (const file of markdownFiles()) {
  const prose = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(target)) continue;
    links += 1;
    const [path, anchor] = target.split('#');
    const linked = path ? join(dirname(file), path) : file;
    if (existsSync(linked) && (!anchor || anchors(linked).includes(anchor))) continue;
    console.error(`${relative(root, file)}: dead link ${target}`);
    process.exitCode = 1;
  }
}
console.log(`${links} links looked at`);
