import { z } from 'zod';

/** How a CSV file is read, as plain data: the options of `readCsv` that differ from their defaults. */
export const tableReadingSchema = z.strictObject({
  encoding: z.string().exactOptional(),
  delimiter: z.string().exactOptional(),
  header: z.boolean().exactOptional(),
  columns: z.array(z.string()).exactOptional(),
  skipLines: z.int().min(0).exactOptional(),
  skipFooter: z.int().min(0).exactOptional(),
  comment: z.string().exactOptional(),
  decimal: z.string().exactOptional(),
  thousands: z.string().exactOptional(),
  strip: z.string().exactOptional(),
  missing: z.array(z.string()).exactOptional(),
});

/** How a CSV file is read, as plain data. */
export type TableReading = z.infer<typeof tableReadingSchema>;
