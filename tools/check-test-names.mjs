// Fails when the name of a test is long, or holds data: `node tools/check-test-names.mjs FILE`, a report of vitest's json reporter.
import { readFileSync } from 'node:fs';
import { relative } from 'node:path';

import { root } from './markdown.mjs';

const longest = 90;
/** How `%o`, `%j` and `%s` print objects, classes and functions. */
const data = /\{ \w+: |\{"\w+":|\n|=> |\[Function/;

const [file = ''] = process.argv.slice(2);
const { testResults } = JSON.parse(readFileSync(file, 'utf8'));
for (const { name, assertionResults } of testResults) {
  for (const { title } of assertionResults) {
    const fault =
      title.length > longest ? `has ${title.length} characters` : data.test(title) ? 'prints data' : undefined;
    if (fault === undefined) continue;
    console.error(`${relative(root, name)}: the name of a test ${fault}: ${title.slice(0, longest)}`);
    process.exitCode = 1;
  }
}
