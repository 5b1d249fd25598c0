import { InvalidOptionError } from '../errors.ts';
import type { Monitor } from './monitor.ts';

/**
 * Δm against given baselines: the mean over the tasks of how much worse the main metric is than that of the task's single-task model,
 * relative to it. Lower is better.
 *
 *     Δm = −1/K · Σ_k s_k (m_k − b_k) / |b_k|        s_k = 1 where more is better, −1 otherwise
 *
 * @param baselines - The main metric of each task's baseline, not 0.
 * @see S. Vandenhende et al. Multi-Task Learning for Dense Prediction Tasks: A Survey. TPAMI 2021. https://arxiv.org/abs/2004.13379
 */
export function deltaM(baselines: Readonly<Record<string, number>>): Monitor {
  return {
    config: { kind: 'monitor', name: 'delta-m', options: { baselines } },
    create({ tasks }) {
      const parts = tasks.map(({ name, kind: { metrics } }) => {
        const baseline = Object.hasOwn(baselines, name) ? baselines[name] : undefined;
        const [main] = metrics;
        if (!main || baseline === undefined || !Number.isFinite(baseline) || baseline === 0) {
          throw new InvalidOptionError('deltaM', `baselines.${name}`, 'a finite number other than 0', baseline);
        }
        return { name, metric: main.name, baseline, sign: main.mode === 'max' ? -1 : 1 };
      });
      return ({ metrics }) => {
        const losses = parts.map(
          ({ name, metric, baseline, sign }) =>
            (sign * ((metrics[name]?.[metric] ?? Number.NaN) - baseline)) / Math.abs(baseline),
        );
        return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
      };
    },
  };
}
