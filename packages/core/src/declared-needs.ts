import type { AnyBalancer, BalancerNeeds, GradientStats } from './balancer.ts';
import { EquipoiseError, InvalidOptionError } from './errors.ts';
import type { GradientTransform } from './gradient-transform.ts';
import { listed } from './listed.ts';

/** What is not measured for a strategy that declares a need. */
const unmeasured: Readonly<Record<BalancerNeeds, readonly (keyof GradientStats)[]>> = {
  nothing: ['losses', 'gramian'],
  losses: ['gramian'],
  gramian: [],
  jacobian: [],
  batches: [],
};

/**
 * Makes sure that what a strategy declares fits together, for code that no compiler of types has seen.
 *
 * @param balancer - The strategy.
 * @throws {@link InvalidOptionError} when there is no such need, or a gradient transform is missing or without use.
 */
export function checkNeeds(balancer: AnyBalancer): void {
  const { name, needs }: { readonly name: string; readonly needs: string } = balancer;
  const transform: GradientTransform | undefined = balancer.gradientTransform;
  const known = Object.keys(unmeasured);
  if (!known.includes(needs)) throw new InvalidOptionError(name, 'needs', `one of ${listed(known)}`, needs);
  const transforms = needs === 'jacobian' || needs === 'batches';
  if (transforms && !transform) {
    throw new InvalidOptionError(name, 'gradientTransform', `given, as it needs '${needs}'`, transform);
  }
  if (!transforms && transform) {
    throw new InvalidOptionError(name, 'needs', `'jacobian' or 'batches', as it has a gradient transform`, needs);
  }
}

/**
 * A prototype for the statistics of a strategy: to read what it has not declared is an error in one sentence.
 *
 * @param balancer - The strategy.
 */
export function unmeasuredStats({ name, needs }: Pick<AnyBalancer, 'name' | 'needs'>): object {
  const getters = unmeasured[needs].map((statistic) => [
    statistic,
    {
      get: () => {
        throw new EquipoiseError(`${name}: its \`weigh\` reads \`${statistic}\`, and its \`needs\` is '${needs}'.`);
      },
    },
  ]);
  return Object.create(null, Object.fromEntries(getters) as PropertyDescriptorMap) as object;
}
