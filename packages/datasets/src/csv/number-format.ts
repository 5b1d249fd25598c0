import { textOf } from './bytes.ts';
import type { NumberFormat } from './column-builder.ts';

/**
 * How the numbers of a file are written.
 *
 * @param decimal - The byte between units and tenths.
 * @param thousands - The character between groups of three digits, where there is one.
 */
export function numberFormat(decimal: number, thousands: string | undefined): NumberFormat {
  if (thousands === undefined) return { decimal };
  const [group, point] = [escaped(thousands), escaped(String.fromCharCode(decimal))];
  const grouped = new RegExp(`^-?\\d{1,3}(?:${group}\\d{3})+(?:${point}\\d*)?$`, 'u');
  const encoder = new TextEncoder();
  return {
    decimal,
    ungroup(bytes, start, end) {
      const text = textOf(bytes, { start, end });
      return grouped.test(text) ? encoder.encode(text.replaceAll(thousands, '')) : undefined;
    },
  };
}

function escaped(character: string): string {
  return character.replace(/[.*+?^${}()|[\]\\]/, String.raw`\$&`);
}
