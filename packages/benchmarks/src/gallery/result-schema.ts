import type { DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import { comparisonSchema } from '../study/comparison-schema.ts';
import { recordOf } from '../trials/record-schema.ts';

const cost = z.strictObject({
  /** Parameters, of all models together. */
  parameters: z.int(),
  /** Bytes of the model files together. */
  bytes: z.int(),
  /** The median time in milliseconds to predict all tasks of one example. */
  oneMs: z.number(),
  /** The same of `rows` examples at once. */
  manyMs: z.number(),
});

/** What `equipoise gallery NAME --json` prints and `NAME.json` holds. */
export const galleryResultSchema = z.strictObject({
  name: z.string(),
  title: z.string(),
  summary: z.string(),
  tasks: z.array(z.strictObject({ name: z.string(), meaning: z.string() })),
  /** Why the tasks might share. */
  why: z.string(),
  /** The data sets of the registry; none of a simulator. */
  datasets: z.array(z.string()),
  /** What is simulated, and the best score that is possible, by task; left out where all data are real. */
  simulated: z.strictObject({ process: z.string(), best: recordOf(z.number()) }).optional(),
  /** Did it help, and by how much, a sentence each. */
  verdict: z.array(z.string()).min(1),
  /** What interfered: the conflict of the gradients beside what unrelated tasks would show. */
  interference: z.string(),
  /** Which weighting won on the validation split. */
  weighting: z.string(),
  /** One model for all tasks beside a model for each, measured side by side. */
  serving: z.strictObject({ models: z.int(), rows: z.int(), one: cost, separate: cost }),
  /** What else was measured. */
  findings: z.array(z.strictObject({ title: z.string(), text: z.string(), values: recordOf(z.number()) })),
  /** The whole comparison: settings, every task, strategy and seed. */
  comparison: comparisonSchema,
  /** How to put data of one's own in. */
  ownData: z.string(),
  /** What to know before believing the figures. */
  notes: z.array(z.string()),
  /** The file of the picture, beside this one. */
  picture: z.string(),
  /** How it was made. */
  made: z.strictObject({
    command: z.string(),
    date: z.string(),
    version: z.string(),
    node: z.string(),
    platform: z.string(),
    cpu: z.string(),
  }),
});

/** What `equipoise gallery NAME --json` prints and `NAME.json` holds. */
export type GalleryResult = z.infer<typeof galleryResultSchema>;

/** `NAME.json` of an entry of the gallery. */
export const galleryResultDocument: DocumentKind<GalleryResult> = {
  kind: 'gallery result',
  schema: 1,
  parse: (body) => galleryResultSchema.parse(body),
};
