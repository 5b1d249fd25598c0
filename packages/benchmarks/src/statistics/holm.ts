/**
 * The p values of a family of tests, adjusted so that the chance of even one false discovery is at most the level, whatever the tests
 * have to do with each other (Holm's step-down procedure).
 *
 *     p̃₍ᵢ₎ = max over j ≤ i of min(1, (m − j + 1) · p₍ⱼ₎)        p₍₁₎ ≤ … ≤ p₍ₘ₎
 *
 * A test without a p (NaN: it could not be made) stays so, and still counts as one of the m: the family is what was asked,
 * not what could be answered.
 *
 * @param ps - One for each test.
 * @returns Theirs, adjusted, in the same order.
 * @see S. Holm. A Simple Sequentially Rejective Multiple Test Procedure. Scandinavian Journal of Statistics 6, 1979.
 *   https://www.jstor.org/stable/4615733
 */
export function holm(ps: readonly number[]): readonly number[] {
  const order = ps
    .map((p, index) => ({ p, index }))
    .filter(({ p }) => !Number.isNaN(p))
    .sort((a, b) => a.p - b.p);
  const adjusted = ps.map(() => Number.NaN);
  let highest = 0;
  order.forEach(({ p, index }, before) => {
    highest = Math.max(highest, Math.min(1, (ps.length - before) * p));
    adjusted[index] = highest;
  });
  return adjusted;
}
