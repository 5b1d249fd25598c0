import { configOf, DocumentError, integer, type OptionsOf, optionsSchema } from '@equipoise/core';
import { z } from 'zod';

import type { Decision, Pruner, PrunerRun } from './pruner.ts';

/** The options of {@link asha}. */
export const ashaOptions = optionsSchema('asha', {
  min: integer({ default: 1, min: 1, meaning: 'r, the steps until the first decision' }),
  eta: integer({ default: 4, min: 2, meaning: 'η; about one in η trials goes on at each decision' }),
  skip: integer({ default: 0, min: 0, meaning: 's, the decisions that are left out at the beginning' }),
});

/** What became of a trial at one of its decisions. */
const entrySchema = z.strictObject({ trial: z.string(), value: z.number(), decision: z.enum(['continue', 'stop']) });
const stateSchema = z.strictObject({ rungs: z.array(z.array(entrySchema)) });

/**
 * Asynchronous successive halving: at step r ηᵏ⁺ˢ a trial goes on if it is among the best one in η of the trials that have come so far; the
 * best one until now always does. Nobody waits for others.
 *
 * This is the variant that stops trials, as in Optuna and Ray Tune; the paper pauses them, and takes one up again when enough others turn
 * out worse. A value that is not finite stops a trial at once.
 *
 * @param options - r, η and s.
 * @throws {@link @equipoise/core!InvalidOptionError} for an option out of range, {@link @equipoise/core!UnknownOptionError} for one that
 *   does not exist.
 * @see L. Li, K. Jamieson, A. Rostamizadeh, E. Gonina, J. Ben-tzur, M. Hardt, B. Recht, A. Talwalkar. A System for Massively Parallel
 *   Hyperparameter Tuning. MLSys 2020. https://arxiv.org/abs/1810.05934
 */
export function asha(options: OptionsOf<typeof ashaOptions> = {}): Pruner {
  const read = ashaOptions.read(options);
  return {
    config: configOf('pruner', 'asha', read),
    start(mode, state = { rungs: [] }): PrunerRun {
      const parsed = stateSchema.safeParse(state);
      if (!parsed.success) throw new DocumentError('asha: expected the state of this pruner, received something else.');
      const rungs = parsed.data.rungs;
      const sign = mode === 'min' ? 1 : -1;
      return {
        report(trial, step, value): Decision {
          if (!Number.isFinite(value)) return 'stop';
          const reached = rungsUntil(step, read);
          for (let index = 0; index < reached; index += 1) {
            const rung = (rungs[index] ??= []);
            const known = rung.find((entry) => entry.trial === trial);
            const decision = known?.decision ?? (isPromoted(rung, value) ? 'continue' : 'stop');
            if (!known) rung.push({ trial, value, decision });
            if (decision === 'stop') return 'stop';
          }
          return 'continue';
        },
        state: () => ({ rungs: rungs.map((rung) => rung.map((entry) => ({ ...entry }))) }),
      };

      /** Whether a value is among the best ⌊n/η⌋ of a rung that it joins, or the best of all. */
      function isPromoted(rung: readonly { readonly value: number }[], value: number): boolean {
        const better = rung.filter((entry) => sign * entry.value < sign * value).length;
        return better < Math.max(1, Math.floor((rung.length + 1) / read.eta));
      }
    },
  };
}

/** How many decisions a trial has reached. */
function rungsUntil(step: number, { min, eta, skip }: { min: number; eta: number; skip: number }): number {
  let reached = 0;
  for (let next = min * eta ** skip; next <= step; next *= eta) reached += 1;
  return reached;
}
