import './convolution.ts';
import './elementwise.ts';
import './indexing.ts';
import './matmul.ts';
import './normalization.ts';
import './pooling.ts';
import './reductions.ts';
import './reshaping.ts';

export { translatedKernels } from './kernel.ts';
