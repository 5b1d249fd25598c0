import './blocks.ts';
import './channel-normalization.ts';
import './constants.ts';
import './convolution.ts';
import './depthwise.ts';
import './division.ts';
import './einsum.ts';
import './elementwise.ts';
import './indexing.ts';
import './matmul.ts';
import './normalization.ts';
import './pooling.ts';
import './randomness.ts';
import './reductions.ts';
import './reshaping.ts';
import './resizing.ts';
import './scanning.ts';

export { translatedKernels } from './kernel.ts';
