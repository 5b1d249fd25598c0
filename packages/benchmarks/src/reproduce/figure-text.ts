import { fixed } from '../terminal/numbers.ts';
import type { Figure } from './figure.ts';
import type { Reproduction } from './reproduction.ts';

const agreements = { inside: 'inside', outside: 'outside', unclear: 'unclear' } as const;

/** The heads of a table of figures. */
export const figureHead = ['', 'published', 'ours', 'interval', 'agreement'];

/**
 * A figure as a row of a table: its name, what is published, ours, our interval, and whether they agree.
 *
 * @param figure - The figure.
 */
export function figureRow({ name, unit, decimals, published, ours, agreement }: Figure): readonly string[] {
  const withUnit = unit === '' ? '' : ` ${unit}`;
  const end = (value: number | null, open: string): string => (value === null ? open : fixed(value, decimals));
  const range = `${end(ours.low, '−∞')} to ${end(ours.high, '∞')}`;
  const isExact = ours.low === ours.high;
  return [
    name,
    /^-?[\d.]+$/.test(published.text) ? `${published.text.replace('-', '−')}${withUnit}` : published.text,
    `${fixed(ours.estimate, decimals)}${withUnit}`,
    isExact ? 'exact' : range,
    agreements[agreement],
  ];
}

/**
 * The figures of a reproduction by the table that they stand in.
 *
 * @param figures - The figures.
 */
export function tablesOf(
  figures: readonly Figure[],
): readonly { readonly title: string; readonly figures: readonly Figure[] }[] {
  const titles = [...new Set(figures.map(({ table }) => table))];
  return titles.map((title) => ({ title, figures: figures.filter(({ table }) => table === title) }));
}

/**
 * How many figures agree, in words: `12 of 14 figures are inside`.
 *
 * @param figures - The figures.
 */
export function agreementText(figures: readonly Figure[]): string {
  const count = (wanted: Figure['agreement']): number => figures.filter(({ agreement }) => agreement === wanted).length;
  const others = (['outside', 'unclear'] as const).flatMap((kind) =>
    count(kind) > 0 ? [`${count(kind)} ${kind}`] : [],
  );
  const inside = `${count('inside')} of ${figures.length} figures inside`;
  return [inside, ...others].join(', ');
}

/**
 * How long a reproduction takes, as it is listed.
 *
 * @param reproduction - Which.
 */
export function timeText({ minutes }: Pick<Reproduction, 'minutes'>): string {
  return minutes < 1 ? 'seconds' : `${minutes} min`;
}
