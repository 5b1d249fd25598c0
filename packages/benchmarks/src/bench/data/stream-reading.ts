import { z } from 'zod';

/** What training on a file without having it in memory takes. */
export const streamReadingSchema = z.object({
  /** What ran the steps. */
  engine: z.string(),
  /** Milliseconds from the file to a data set. */
  readMs: z.number(),
  /** Milliseconds of one epoch, with its evaluation. */
  trainMs: z.number(),
  /** Steps of the epoch. */
  steps: z.number(),
  /** Examples in a batch. */
  batchSize: z.number(),
  /** Training examples. */
  examples: z.number(),
  /** Bytes that the process took at most, all that it needs to run among them. */
  peakBytes: z.number(),
});

/** What training on a file without having it in memory takes. */
export type StreamReading = z.infer<typeof streamReadingSchema>;
