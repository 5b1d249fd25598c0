import { fixed } from '../terminal/numbers.ts';

/**
 * A p value as people write it: three decimals, `<0.001` below what they can show, a dash where there is none.
 *
 * @param p - The value.
 */
export function pText(p: number): string {
  return p < 0.0005 ? '<0.001' : fixed(p, 3);
}
