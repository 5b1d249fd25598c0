import { describe, expect, it } from 'vitest';

import { cagrad, edm, fairgrad, mgda, nashMtl } from '../../src/index.ts';
import { answerTo, combination, type Jacobian, length, partsLength, product } from '../support/gradients.ts';

/** Seven gradients in the plane: the first and the sixth are opposite but for a thousandth of a radian, and all can be cancelled. */
const plane: Jacobian = [
  [-738605.4078828602, -904946.9869024022],
  [198624.59371712743, 58159.355453532946],
  [37.149934809827734, -53.005480529222964],
  [-3039.2415311140485, -2291.121702210826],
  [-149458428.73118582, 68225850.38000375],
  [0.40173450910493236, 0.49313240552566084],
  [245.0433923084112, 580.242158275285],
];

/** Two long gradients that are opposite but for 10⁻¹² of a radian, and two short ones. */
const tangent: Jacobian = [
  [-57748798.0373436, 23171377.09811665, -16144284.665557573, 165474204.3875712],
  [0.12731618693158442, 0.16669407404668884, 0.03858049969851398, 0.3871283959977955],
  [228583.44760925247, -91717.80959907908, 63902.91007733385, -654986.1714007459],
  [-1.4793478600115988e-7, 2.0419565511004744e-8, 7.728216207229922e-9, 1.4424139202210589e-7],
];

/** The Gramian of gradients of which the first two are opposite but for 10⁻⁸ of a radian, beside short ones. */
const gramian = [
  [9625968569753636, -9720283830704388, 98112019.51611024, -5542566.560228065, -98112018.51611024, -98112023.51611024],
  [-9720283830704388, 9815523192786752, -99073323.30944031, 98772695.84664285, 99073324.3029452, 99073321.30944031],
  [98112019.51611024, -99073323.30944031, 5, 92569451.95588218, -2, 1],
  [-5542566.560228065, 98772695.84664285, 92569451.95588218, 8569103805690194, 92569454.95588218, -92569453.95588218],
  [-98112018.51611024, 99073324.3029452, -2, 92569454.95588218, 4, -2],
  [-98112023.51611024, 99073321.30944031, 1, -92569453.95588218, -2, 5],
];

/** The steepest rise of a loss, for each unit of length of its gradient and of the parts of the update. */
function steepestRise(jacobian: Jacobian, weights: readonly number[]): number {
  const direction = combination(jacobian, weights);
  const rises = jacobian.map((row) => -product(row, direction) / length(row));
  return Math.max(...rises) / partsLength(jacobian, weights);
}

describe('gradients that nearly cancel', () => {
  it.each([
    ['mgda', mgda()],
    ['edm', edm()],
  ])('%s finds that a plane full of gradients has no way down', (_, balancer) => {
    const { weights, status } = answerTo(balancer, plane);
    expect(status).toBe('degenerate');
    expect(length(combination(plane, weights)) / partsLength(plane, weights)).toBeLessThan(1e-12);
  });

  it('cagrad with c = 1 does not conflict with a short gradient next to long ones that cancel', () => {
    expect(steepestRise(tangent, answerTo(cagrad({ c: 1 }), tangent).weights)).toBeLessThan(1e-12);
  });

  it.each([
    ['nash-mtl', nashMtl()],
    ['fairgrad with α = ½', fairgrad({ alpha: 0.5 })],
    ['fairgrad with α = 2', fairgrad({ alpha: 2 })],
  ])('%s lets the two cancel and bargains for the others', (_, balancer) => {
    const { weights, status } = balancer.weigh(
      { losses: gramian.map(() => 1), gramian, precision: 'float64' },
      balancer.init(gramian.length),
    );
    expect(status).toBe('degenerate');
    expect(weights.every((weight) => Number.isFinite(weight) && weight >= 0)).toBe(true);
    const lengths = gramian.map((row, task) => Math.sqrt(row[task] ?? 0));
    const parts = lengths.reduce((total, size, task) => total + size * (weights[task] ?? 0), 0);
    // 1 − cos² of 10⁻⁸ of a radian is 10⁻¹⁶, which no Gramian in double precision tells from 0: what is left of the two is
    // as small a part of them as that angle, in whatever direction.
    gramian.forEach((row, task) => {
      expect(product(row, weights) / (lengths[task] ?? 1)).toBeGreaterThan(-1e-7 * parts);
    });
  });

  // Two gradients of lengths 1 and 10 with the cosine c: zᵢ = wᵢnᵢ = 1 / √(1 + c) for both.
  it.each([3e-2, 3e-3, 2.4e-4, 1e-5, 1e-7])('nash-mtl bargains between gradients with 1 + c = %d', (sum) => {
    const cosine = sum - 1;
    const stats = {
      losses: [1, 1],
      gramian: [
        [1, 10 * cosine],
        [10 * cosine, 100],
      ],
      precision: 'float64',
    } as const;
    const balancer = nashMtl();
    const { weights, status } = balancer.weigh(stats, balancer.init(2));
    expect(status).toBe('solved');
    const [first = 0, second = 0] = weights;
    for (const part of [first, 10 * second]) expect(part * Math.sqrt(1 + cosine)).toBeCloseTo(1, 6);
  });
});
