// Writes a software bill of materials (CycloneDX) of each published package into sbom/: what npm installs with it into an empty project.
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { root } from './markdown.mjs';
import { install, pack, run } from './packed.mjs';

const folder = mkdtempSync(join(tmpdir(), 'equipoise-sbom-'));
const target = join(root, 'sbom');

try {
  const packed = readdirSync(join(root, 'packages')).map((name) => pack(join(root, 'packages', name), folder));
  const manifest = { private: true, overrides: Object.fromEntries(packed.map(({ name, tarball }) => [name, tarball])) };
  mkdirSync(target, { recursive: true });
  for (const { name, version, tarball } of packed) {
    const project = mkdtempSync(join(folder, 'project-'));
    const own = { name: `installation-of-${name.split('/').pop()}`, version, dependencies: { [name]: tarball } };
    writeFileSync(join(project, 'package.json'), JSON.stringify({ ...manifest, ...own }));
    install(project, []);
    const file = join(target, `${name.replace(/^@/, '').replace('/', '-')}-${version}.cdx.json`);
    writeFileSync(file, run('npm', ['sbom', '--sbom-format', 'cyclonedx'], project));
    console.log(`wrote ${file}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
