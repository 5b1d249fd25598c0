import { z } from 'zod';

import { frontSchema } from './front-schema.ts';

/** What was measured beside the comparison. */
export const measuredSchema = z.strictObject({
  front: frontSchema.optional(),
});

/** What was measured beside the comparison. */
export type Measured = z.infer<typeof measuredSchema>;
