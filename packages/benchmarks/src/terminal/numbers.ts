import type { Summary } from '../statistics/summary.ts';

const minus = '−';
const unknown = '–';

/**
 * A number with so many decimals; a dash when it is not finite.
 *
 * @param value - The number.
 * @param decimals - Digits after the point.
 */
export function fixed(value: number | null, decimals: number): string {
  if (value === null || !Number.isFinite(value)) return unknown;
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${minus}${text}` : text;
}

/**
 * A number with its sign, for changes: `+1.20`, `−0.35`.
 *
 * @param value - The number.
 * @param decimals - Digits after the point.
 */
export function signed(value: number | null, decimals = 2): string {
  const text = fixed(value, decimals);
  return value !== null && value > 0 && Number(value.toFixed(decimals)) !== 0 ? `+${text}` : text;
}

/**
 * A mean with its standard deviation: `0.9123 ± 0.0045`; the mean alone where there is none, as of one seed.
 *
 * @param summary - Both.
 * @param decimals - Digits after the point.
 */
export function meanAndSd(summary: Summary, decimals = 4): string {
  const spread = Number.isFinite(summary.sd) ? ` ± ${fixed(summary.sd, decimals)}` : '';
  return `${fixed(summary.mean, decimals)}${spread}`;
}

/**
 * A span of time as a person says it: `45 s`, `3 min 20 s`, `2 h 05 min`.
 *
 * @param seconds - The span.
 */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s`;
  return `${Math.floor(whole / 3600)} h ${String(Math.floor((whole % 3600) / 60)).padStart(2, '0')} min`;
}
