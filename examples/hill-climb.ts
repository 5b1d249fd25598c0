import { pointAt, type Search } from '@equipoise/benchmarks';
import { random } from '@equipoise/core';

/** Draws one dimension of the best point anew, and all dimensions of every fourth point. */
export const hillClimb: Search = {
  config: { kind: 'search', name: 'hill-climb', options: {} },
  start: ({ space, seed, mode }) => {
    const sign = mode === 'min' ? 1 : -1;
    return (id, trials) => {
      const draws = random(seed).fork(String(id));
      const shares = space.map(() => draws.next());
      const point = pointAt(space, shares);
      const told = trials.filter(({ outcome }) => typeof outcome === 'number');
      const [best] = told.sort((a, b) => sign * (Number(a.outcome) - Number(b.outcome)));
      const name = space[draws.integer(space.length)]?.name;
      if (!best || !name || id % 4 === 0) return point;
      return { ...best.values, [name]: point[name] };
    };
  },
};
