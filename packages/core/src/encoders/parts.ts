// Every encoder, a line each: registry and exports of the package come from here.
export { cnn, type CnnOptions, cnnOptions } from './cnn.ts';
export { mlp, type MlpOptions, mlpOptions } from './mlp.ts';
export { skipCnn, type SkipCnnOptions, skipCnnOptions } from './skip-cnn.ts';
export { tabular, type TabularOptions, tabularOptions } from './tabular.ts';
export { textEncoder, type TextEncoderOptions, textEncoderOptions } from './text-encoder.ts';
export { tokenEncoder, type TokenEncoderOptions, tokenEncoderOptions } from './token-encoder.ts';
