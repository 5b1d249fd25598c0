import { z } from 'zod';

import { conflictSchema } from './conflict-schema.ts';
import { dataEfficiencySchema } from './data-efficiency-schema.ts';
import { frontSchema } from './front-schema.ts';
import { affinitySchema, transferSchema } from './transfer-schema.ts';

/** What was measured beside the comparison. */
export const measuredSchema = z.strictObject({
  front: frontSchema.optional(),
  transfer: transferSchema.optional(),
  affinity: affinitySchema.optional(),
  conflict: conflictSchema.optional(),
  dataEfficiency: dataEfficiencySchema.optional(),
});

/** What was measured beside the comparison. */
export type Measured = z.infer<typeof measuredSchema>;
