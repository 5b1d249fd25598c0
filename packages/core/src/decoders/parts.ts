// Every decoder, a line each: registry and exports of the package come from here.
export {
  transformerDecoder,
  type TransformerDecoderOptions,
  transformerDecoderOptions,
} from './transformer-decoder.ts';
