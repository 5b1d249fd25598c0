import type { DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import { trialConfigSchema } from '../trials/trial-config.ts';

const underWay = z.strictObject({
  /** The trial's id. */
  id: z.string(),
  /** What it is for: `arm equal`. */
  of: z.string().optional(),
  config: trialConfigSchema,
});

const liveSchema = z.strictObject({
  /** Trials that are being made. */
  running: z.array(underWay.extend({ step: z.number(), steps: z.number() })),
  /** Trials that failed, each with its error. */
  failed: z.array(underWay.extend({ name: z.string(), message: z.string() })),
  /** Whether the process has ended: its file is kept for the trials that failed. */
  ended: z.boolean().optional(),
});

/** What a process that makes a study is at. */
export type Live = z.infer<typeof liveSchema>;

/**
 * A file of the folder `live` of a study's results: written every second or two while the process lives, removed when it ends, unless trials failed.
 */
export const liveDocument: DocumentKind<Live> = {
  kind: 'state of a running study',
  schema: 1,
  lasting: false,
  parse: (body) => liveSchema.parse(body),
};
