import { spawnSync } from 'node:child_process';

import { EquipoiseError } from '@equipoise/core';

/** Debian's own Python, which python3-torch is installed for, then whatever comes first on PATH. */
const usual = ['/usr/bin/python3', 'python3'];

/**
 * Finds a Python that has PyTorch.
 *
 * @param asked - The only one to try; the usual ones when left out.
 * @throws {@link @equipoise/core!EquipoiseError} when none of them has it.
 */
export function findPython(asked?: string): string {
  const tried = asked === undefined ? usual : [asked];
  const found = tried.find((python) => spawnSync(python, ['-c', 'import torch'], { stdio: 'ignore' }).status === 0);
  if (found !== undefined) return found;
  throw new EquipoiseError(
    `--peer pytorch: no Python that can import torch was found (tried ${tried.join(', ')}); install it ` +
      '(apt-get install python3-torch libopenblas0-pthread) or name another Python with --python.',
  );
}
