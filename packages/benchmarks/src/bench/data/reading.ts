import { z } from 'zod';

/** What reading and encoding a table once takes. */
export const readingSchema = z.object({
  /** Milliseconds from the file to columns. */
  readMs: z.number(),
  /** Milliseconds from columns to the inputs of three splits. */
  encodeMs: z.number(),
  /** Processor time over the time that passed. */
  cores: z.number(),
  /** Rows of the table. */
  rows: z.number(),
  /** Inputs that its columns become. */
  width: z.number(),
  /** Bytes that the process took at most, beyond those before it began. */
  peakBytes: z.number(),
});

/** What reading and encoding a table once takes. */
export type Reading = z.infer<typeof readingSchema>;
