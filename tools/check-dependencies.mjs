// Checks what a user's install brings, from package-lock.json alone: the licence of each package, that none runs a script when it is
// installed, and that none has an advisory in tools/advisories.json. Optional peers are the user's choice and are not looked at.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { satisfies } from 'semver';

import { root } from './markdown.mjs';

const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const { packages } = read('package-lock.json');
const { advisories, checked } = read('tools/advisories.json');

/** Licences that let an application of any kind use and pass on the package. */
const permissive = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', 'Apache-2.0 AND MIT', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'],
  ...['Unlicense', 'CC0-1.0', 'BlueOak-1.0.0'],
]);

/** The place of a package that another one requires: in its own folder or in one above it. */
function placeOf(name, from) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf('/')))) {
    const place = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (packages[place]) return packages[place].link ? packages[place].resolved : place;
    if (folder === '') throw new Error(`${from} needs ${name}, which package-lock.json does not have.`);
  }
}

/** Every package that installing our published ones brings, by its place. */
function installed() {
  const found = new Set();
  const add = (place) => {
    if (found.has(place)) return;
    found.add(place);
    for (const name of Object.keys(packages[place].dependencies ?? {})) add(placeOf(name, place));
  };
  for (const name of readdirSync(join(root, 'packages'))) add(`packages/${name}`);
  return [...found].filter((place) => place.includes('node_modules/'));
}

const places = installed();
const faults = places.flatMap((place) => {
  const { version, license, hasInstallScript } = packages[place];
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  const found = advisories.filter((known) => known.package === name && satisfies(version, known.affected));
  return [
    ...(permissive.has(license) ? [] : [`${name}@${version} has the licence ${license ?? 'of no name'}.`]),
    ...(hasInstallScript ? [`${name}@${version} runs a script when it is installed.`] : []),
    ...found.map(({ id, about }) => `${name}@${version} has the advisory ${id} (${about}).`),
  ];
});
for (const fault of faults) console.error(fault);
console.log(`${places.length} packages, ${advisories.length} advisories as of ${checked}.`);
if (faults.length > 0) process.exitCode = 1;
