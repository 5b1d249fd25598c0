// Every encoder, a line each: registry and exports of the package come from here.
export { charCnn, type CharCnnOptions, charCnnOptions } from './char-cnn.ts';
export { cnn, type CnnOptions, cnnOptions } from './cnn.ts';
export { dcnV2, type DcnV2Options, dcnV2Options } from './dcn-v2.ts';
export { deepFm, type DeepFmOptions, deepFmOptions } from './deep-fm.ts';
export { ftTransformer, type FtTransformerOptions, ftTransformerOptions } from './ft-transformer.ts';
export { gru, type GruOptions, gruOptions } from './gru.ts';
export { lstm, type LstmOptions, lstmOptions } from './lstm.ts';
export { mlp, type MlpOptions, mlpOptions } from './mlp.ts';
export { periodicMlp, type PeriodicMlpOptions, periodicMlpOptions } from './periodic-mlp.ts';
export { residualMlp, type ResidualMlpOptions, residualMlpOptions } from './residual-mlp.ts';
export { skipCnn, type SkipCnnOptions, skipCnnOptions } from './skip-cnn.ts';
export { tabular, type TabularOptions, tabularOptions } from './tabular.ts';
export { textEncoder, type TextEncoderOptions, textEncoderOptions } from './text-encoder.ts';
export { textTransformer, type TextTransformerOptions, textTransformerOptions } from './text-transformer.ts';
export { tokenEncoder, type TokenEncoderOptions, tokenEncoderOptions } from './token-encoder.ts';
