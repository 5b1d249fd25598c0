import { readDocument } from '@equipoise/core';

import { slotsOf } from '../study/slots.ts';
import { withEngine } from '../study/study-engine.ts';
import { sizingFor } from './budget.ts';
import { plain } from './candidates.ts';
import type { Size } from './effort.ts';
import { measureRate } from './measure-rate.ts';
import { checkSameRequest, planDocument, type RecommendationPlan } from './plan-document.ts';
import { studyMaker } from './study-maker.ts';
import type { RecommendForOptions, Subject } from './subject.ts';

/**
 * The plan that the folder holds, or a new one. Another budget makes a new one at the rate that was measured then.
 *
 * @param subject - What it is about.
 * @param options - How the recommendation is made.
 * @param where - The file of the plan, and what there is to try.
 */
export async function planOf(
  subject: Subject,
  options: RecommendForOptions,
  { file, size }: { readonly file: string; readonly size: Size },
): Promise<RecommendationPlan> {
  const { budget, out, seed, prefer, strategies, architectures } = options;
  const { training, identity, execute, jobs } = subject;
  const request = { identity, training, seed, prefer, strategies, architectures, engine: options.engine };
  const known = readDocument(file, planDocument);
  if (known) checkSameRequest(known, request, out);
  if (known && JSON.stringify(known.budget) === JSON.stringify(budget)) return known;
  const study = studyMaker(subject, { seed, engine: options.engine, epochs: training.epochs, tuning: 0 })([plain], 1);
  const start = options.now();
  const { engine } = known ?? (await withEngine(study, subject.dataset)).study;
  const [slot] = slotsOf({ ...study, engine });
  const rate =
    'seconds' in budget && slot
      ? (known?.rate ?? (await measureRate(slot.config, { execute, jobs, seconds: budget.seconds, now: options.now })))
      : undefined;
  const sizing = sizingFor(budget, size, { epochs: training.epochs, rate });
  const spent = (known?.spent ?? 0) + (options.now() - start) / 1000;
  return { request, budget, ...(rate && { rate }), engine, ...sizing, spent: 'seconds' in budget ? spent : 0 };
}
