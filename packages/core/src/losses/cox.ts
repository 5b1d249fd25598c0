import {
  add,
  cast,
  cumsum,
  div,
  equal,
  greater,
  greaterEqual,
  log,
  logSumExp,
  maximum,
  mul,
  reshape,
  sub,
  sum,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  transpose,
  where,
  fill,
} from '@tensorflow/tfjs-core';

import { configOf } from '../options/config.ts';
import { choice } from '../options/option.ts';
import { optionsSchema, type OptionsOf } from '../options/options-schema.ts';
import { labelColumn, requireLabelColumns } from './label-columns.ts';
import type { Loss } from './loss.ts';

/** Options of {@link cox}. */
export const coxOptions = optionsSchema('cox', {
  ties: choice(['efron', 'breslow'], {
    default: 'efron',
    meaning: 'how events at the same time count: one after the other on average, or each as the first',
  }),
});

/**
 * Minus the logarithm of Cox's partial likelihood over a batch: of those at risk when an event happens, it should have been the one with the greatest output.
 *
 *     ℓᵢ = log( Σ_{j: tⱼ ≥ tᵢ} exp(xⱼ) − (kᵢ / dᵢ) Σ_{j ∈ Dᵢ} exp(xⱼ) ) − xᵢ        L = Σ eᵢ ℓᵢ / Σ eᵢ
 *
 * x are the outputs (log hazard ratios), t the times, e is 1 for an event and 0 where observation ended without one. Dᵢ are the dᵢ events at tᵢ, and kᵢ
 * counts those of them that stand before i; with Breslow's ties k is 0. An example has one loss, its term, which depends on those of the batch that are
 * still at risk: the examples of a batch are the sample, and the larger it is the nearer the loss is to that of all. Only events count (weight e). An
 * example without a label (time 0) is never at risk; sample weights multiply the terms, and do not change who is at risk. Needs the square of the batch size
 * in memory. The sum of the terms is the partial likelihood of R's `coxph`.
 *
 * @param options - How ties count.
 * @throws {@link InvalidOptionError} when it is none of these.
 * @see D. R. Cox. Regression Models and Life-Tables. Journal of the Royal Statistical Society B 1972. https://doi.org/10.1111/j.2517-6161.1972.tb00899.x;
 *   B. Efron. The Efficiency of Cox's Likelihood Function for Censored Data. JASA 1977. https://doi.org/10.1080/01621459.1977.10480613;
 *   J. L. Katzman et al. DeepSurv. BMC Medical Research Methodology 2018. https://doi.org/10.1186/s12874-018-0482-1
 */
export function cox(options: OptionsOf<typeof coxOptions> = {}): Loss {
  const name = coxOptions.owner;
  const complete = coxOptions.read(options);
  return {
    name,
    form: 'hazard',
    config: configOf('loss', name, complete),
    call(outputs, labels) {
      const size = (outputs as Tensor2D).shape[0];
      requireLabelColumns(name, size, 2, labels);
      const risk = reshape(outputs, [1, size]);
      const [time, event] = [labelColumn(labels, 0), labelColumn(labels, 1)];
      const [times, events] = [transpose(time), transpose(event)];
      let share = cast(greaterEqual(times, time), 'float32');
      if (complete.ties === 'efron') {
        const tied = mul(mul(cast(equal(times, time), 'float32'), events), event);
        const before = sum(mul(tied, earlier(size)), 1, true);
        share = sub(share, mul(div(before, maximum(sum(tied, 1, true), 1)), tied));
      }
      // The terms of an example as logarithms, its own among them: exact for outputs of any size.
      const never = fill([size, size], -1e30);
      const terms = add(sub(risk, transpose(risk)), where(greater(share, 0), log(maximum(share, 1e-30)), never));
      return logSumExp<Tensor1D>(terms, 1);
    },
    weight: (labels) => reshape(labelColumn(labels, 1), [-1]),
  };
}

/** 1 for each column that stands before the row. */
function earlier(size: number): Tensor {
  const places = cumsum(fill([size], 1));
  return cast(greater(reshape(places, [size, 1]), reshape(places, [1, size])), 'float32');
}
