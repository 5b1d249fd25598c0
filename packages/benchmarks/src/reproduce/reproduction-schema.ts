import type { DocumentKind } from '@equipoise/core';
import { z } from 'zod';

import { agreementOf, figureSchema } from './figure.ts';

/** What is published. */
export const paperSchema = z.strictObject({
  /** What it says, in our words. */
  claim: z.string().min(1),
  /** Where it says so: the paper with its table or figure, and its address. */
  sources: z.array(z.strictObject({ text: z.string().min(1), url: z.url() })).min(1),
});

/** What `equipoise reproduce NAME --json` prints and `NAME.json` holds. */
export const reproductionSchema = z
  .strictObject({
    /** The name of the reproduction. */
    name: z.string(),
    /** Its title. */
    title: z.string(),
    paper: paperSchema,
    /** How it was run: a fact each. */
    settings: z.array(z.string()).min(1),
    /** How many seeds; 0 where nothing is drawn. */
    seeds: z.int().min(0),
    /** Every figure that was compared. */
    figures: z.array(figureSchema).min(1),
    /** What differs from the paper: a sentence each. */
    departures: z.array(z.string()),
    /** The command, the day and the version of this package. */
    made: z.strictObject({ command: z.string(), date: z.string(), version: z.string() }),
    /** Where it was made. */
    machine: z.strictObject({ cpu: z.string(), cores: z.int(), node: z.string(), platform: z.string() }),
    /** How many models were trained, those of searches included. */
    trials: z.int().min(0),
    /** Minutes that their steps took on one thread, all together; loading and evaluating come on top. */
    trainingMinutes: z.number(),
  })
  .refine(({ figures }) => figures.every(({ agreement, ...figure }) => agreement === agreementOf(figure)), {
    message: 'a figure says another agreement than its numbers',
  });

/** A reproduction: published figures beside ours. */
export type ReproductionResult = z.infer<typeof reproductionSchema>;

/** `NAME.json` of a reproduction. */
export const reproductionDocument: DocumentKind<ReproductionResult> = {
  kind: 'reproduction',
  schema: 1,
  parse: (body) => reproductionSchema.parse(body),
};
