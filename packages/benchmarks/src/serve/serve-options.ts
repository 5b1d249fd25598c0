import { type CompleteOptionsOf, integer, optionsSchema, type OptionsOf, text } from '@equipoise/core';

/** Options of {@link serveModel}. */
export const serveOptions = optionsSchema('serveModel', {
  host: text({ default: '127.0.0.1', meaning: 'the address to listen on; by default only this machine reaches it' }),
  port: integer({ default: 8080, min: 0, max: 65535, meaning: 'the port to listen on; 0 takes a free one' }),
  maxBatch: integer({ default: 256, min: 1, meaning: 'rows of several requests that are computed together at most' }),
  maxRows: integer({ default: 1000, min: 1, meaning: 'rows that one request may have' }),
  maxQueue: integer({ default: 10_000, min: 1, meaning: 'rows that may wait; a request beyond them is answered 503' }),
  maxBytes: integer({ default: 1_048_576, min: 1, meaning: 'bytes that the body of a request may have' }),
});

/** Options of {@link serveModel}. */
export type ServeOptions = OptionsOf<typeof serveOptions>;

/** Options of {@link serveModel} with their defaults. */
export type CompleteServeOptions = CompleteOptionsOf<typeof serveOptions>;
