import { findPython } from '../../src/bench/peer/find-python.ts';

/** A Python that has PyTorch; without one, tests of PyTorch's side are skipped for this reason. */
export const python = tryToFind();

/** What a test that needs PyTorch adds to its name where it is skipped. */
export const reason = python === undefined ? ' (skipped: no PyTorch)' : '';

function tryToFind(): string | undefined {
  try {
    return findPython();
  } catch {
    return undefined;
  }
}
