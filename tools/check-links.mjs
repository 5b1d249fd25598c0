// Fails on a link in README.md, CONTRIBUTING.md, docs/ or a package's README that leads to no file or to no heading of it, and on a link
// of a package's README that is relative: npm shows the README without the repository around it.
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

/** Where the repository is read on the web, and so where the READMEs of the packages lead. */
const home = `${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).homepage.replace('#readme', '')}/blob/main/`;

/** The file of the repository that a link leads to. */
function linkedFile(file, path) {
  if (path.startsWith(home)) return join(root, path.slice(home.length));
  return path ? join(dirname(file), path) : file;
}

/** Whether npm shows a file: the README of a package. */
function isPublished(file) {
  return file.startsWith(join(root, 'packages')) && file.endsWith('README.md');
}

let links = 0;
for (const file of markdownFiles()) {
  const prose = readFileSync(file, 'utf8').replace(/^```[\s\S]*?^```/gm, '');
  for (const [, target] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^(https?|mailto):/.test(target) && !target.startsWith(home)) continue;
    links += 1;
    const [path, anchor] = target.split('#');
    const linked = linkedFile(file, path);
    const dies = isPublished(file) && path && !path.startsWith(home);
    if (!dies && existsSync(linked) && (!anchor || anchors(linked).includes(anchor))) continue;
    console.error(`${relative(root, file)}: dead link ${target}`);
    process.exitCode = 1;
  }
}
console.log(`${links} links looked at`);
