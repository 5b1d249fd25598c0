// Makes docs/report.png, the top of a report in a browser, of a comparison that it runs first: node tools/picture-report.mjs. Needs a build and a
// Chromium: `chromium`, or what CHROME_PATH names. Times in a report differ from run to run, so nothing checks the picture.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { root } from './markdown.mjs';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-picture-'));
const compare = 'compare --dataset words --strategies equal,uncertainty,pcgrad --seeds 5';
const quiet = { stdio: ['ignore', 'ignore', 'inherit'] };
try {
  const cli = join(root, 'packages', 'benchmarks', 'dist', 'cli.js');
  execFileSync(process.execPath, [cli, ...compare.split(' '), '--out', folder], quiet);
  const look = ['--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=860,880'];
  const to = `--screenshot=${join(root, 'docs', 'report.png')}`;
  const { href } = pathToFileURL(join(folder, 'words', 'report.html'));
  execFileSync(process.env.CHROME_PATH ?? 'chromium', [...look, to, href], { stdio: 'ignore' });
} finally {
  rmSync(folder, { recursive: true });
}
