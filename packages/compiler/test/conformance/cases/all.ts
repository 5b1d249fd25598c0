import type { Cases } from '../conformance-case.ts';
import { binary } from './binary.ts';
import { convolution } from './convolution.ts';
import { dilations } from './dilation.ts';
import { indexing } from './indexing.ts';
import { matmul } from './matmul.ts';
import { normalization } from './normalization.ts';
import { pooling } from './pooling.ts';
import { reductions } from './reductions.ts';
import { reshaping } from './reshaping.ts';
import { resizing } from './resizing.ts';
import { unary } from './unary.ts';
import { volumes } from './volumes.ts';

/** The cases of all kernels. */
export const cases: Cases = {
  ...binary,
  ...convolution,
  ...dilations,
  ...indexing,
  ...matmul,
  ...normalization,
  ...pooling,
  ...reductions,
  ...reshaping,
  ...resizing,
  ...unary,
  ...volumes,
};
