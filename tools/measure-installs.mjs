// Measures what an installation of the packages brings, and how long they take to be imported: packs them, installs them into empty
// projects, and writes results/installs.json, which tools/write-installs.mjs makes a table of. With the path of another checkout, which
// is installed and built, that is measured as what was before; otherwise what is known of before stays.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from './markdown.mjs';
import { importing, install, loadedBy, pack, run, sizeOf } from './packed.mjs';

const file = join(root, 'results', 'installs.json');
const installations = [
  { asked: ['compiler'], with: [] },
  { asked: ['core', 'weighting'], with: ['compiler'] },
  { asked: ['core', 'weighting', 'datasets'], with: ['compiler'] },
  { asked: ['benchmarks'], with: ['compiler', 'core', 'weighting', 'datasets'] },
];
const rounds = 7;

const folder = mkdtempSync(join(tmpdir(), 'equipoise-installs-'));

/** Installs each set of packages of a checkout. */
function installAll(checkout, label) {
  const tarballs = {};
  const target = mkdtempSync(join(folder, `${label}-tarballs-`));
  const tarballOf = (name) => (tarballs[name] ??= pack(join(checkout, 'packages', name), target).tarball);
  return installations.map(({ asked, with: others }, index) => {
    const project = join(folder, `${label}-${index}`);
    install(project, [...asked, ...others].map(tarballOf));
    return { asked, project, ...sizeOf(project), ...loadedBy(project, asked), milliseconds: Infinity };
  });
}

/** The processor's time that it takes to import packages, in milliseconds: it says the same when other programs run. */
function importTime({ asked, project }) {
  const args = importing(
    asked,
    `const { user, system } = process.cpuUsage(before); console.log((user + system) / 1000); process.exit();`,
  );
  return Number(execFileSync(process.execPath, args, { cwd: project, encoding: 'utf8' }));
}

const commitOf = (checkout) => run('git', ['rev-parse', '--short', 'HEAD'], checkout).trim();

try {
  const known = JSON.parse(readFileSync(file, { encoding: 'utf8', flag: 'a+' }) || '{}');
  const [other] = process.argv.slice(2);
  const sides = { ...(other && { before: other }), now: root };
  const measured = Object.entries(sides).map(([label, checkout]) => ({
    label,
    commit: commitOf(checkout),
    installations: installAll(checkout, label),
  }));
  // In turns, and the least of several: other processes only make it longer.
  for (let round = 0; round < rounds; round += 1) {
    for (const entry of measured.flatMap((side) => side.installations)) {
      entry.milliseconds = Math.min(entry.milliseconds, importTime(entry));
    }
  }
  const results = { ...known, command: 'node tools/measure-installs.mjs', date: new Date().toISOString().slice(0, 10) };
  results.machine = { cpu: cpus()[0]?.model ?? 'unknown', platform: process.platform, node: process.version };
  for (const { label, commit, installations: all } of measured) {
    const rows = all.map(({ asked, packages, megabytes, files, loaded, milliseconds }) => ({
      asked,
      packages,
      megabytes: Math.round(megabytes * 10) / 10,
      files,
      loaded: Math.round(loaded * 100) / 100,
      milliseconds: Math.round(milliseconds),
    }));
    console.table(rows);
    results[label] = { commit, installations: rows };
  }
  writeFileSync(file, `${JSON.stringify(results, null, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
