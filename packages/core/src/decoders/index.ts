export { beamSearch, type BeamSearchOptions, beamSearchOptions, type FoundSequence } from './beam-search.ts';
export type { Decoder, DecoderCall, DecoderInputs } from './decoder.ts';
export * from './parts.ts';
export { decoderFromConfig, decoders } from './registry.ts';
export type { Writing } from './writing.ts';
