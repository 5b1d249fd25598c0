export { beamSearch, type BeamSearchOptions, beamSearchOptions, type FoundSequence } from './beam-search.ts';
export {
  type DecoderCall,
  type DecoderInputs,
  transformerDecoder,
  type TransformerDecoderOptions,
  transformerDecoderOptions,
} from './transformer-decoder.ts';
