import { spawnSync } from 'node:child_process';

import { EquipoiseError } from '@equipoise/core';

/** Debian's own Python, for which Debian's packages are installed, then the first on PATH. */
const usual = ['/usr/bin/python3', 'python3'];

/** What a peer needs of Python. */
export interface PythonNeeds {
  /** The peer, as the command line names it. */
  readonly peer: string;
  /** The modules that it imports. */
  readonly modules: string;
  /** The packages of Debian that bring them. */
  readonly packages: string;
}

/** What PyTorch's side needs. */
const pytorch: PythonNeeds = {
  peer: 'pytorch',
  modules: 'torch',
  packages: 'python3-torch libopenblas0-pthread',
};

/**
 * Finds a Python that has what a peer needs.
 *
 * @param asked - The only one to try; the usual ones when left out.
 * @param needs - What it must have; PyTorch when left out.
 * @throws {@link @equipoise/core!EquipoiseError} when none of them has it.
 */
export function findPython(asked?: string, { peer, modules, packages }: PythonNeeds = pytorch): string {
  const tried = asked === undefined ? usual : [asked];
  const imports = (python: string): boolean =>
    spawnSync(python, ['-c', `import ${modules}`], { stdio: 'ignore' }).status === 0;
  const found = tried.find(imports);
  if (found !== undefined) return found;
  throw new EquipoiseError(
    `--peer ${peer}: no Python that can import ${modules} was found (tried ${tried.join(', ')}); install it ` +
      `(apt-get install ${packages}) or name another Python with --python.`,
  );
}
