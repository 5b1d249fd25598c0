import { type Chart, panelWidth } from './charts/panel.ts';
import { escape } from './escape.ts';
import { wrap } from '../terminal/wrap.ts';
import { svgOf } from './svg.ts';

/** The words of a picture. */
export interface PictureWords {
  /** What stands above it. */
  readonly title: string;
  /** How to read it. */
  readonly caption: string;
}

const margin = 12;
const line = 16;

/**
 * A chart as one SVG file on white, its panels below each other: as wide as a phone, so that its text is as large there as it says.
 *
 * @param chart - The chart.
 * @param words - Its title and caption.
 */
export async function pictureOf({ legend, panels }: Chart, { title, caption }: PictureWords): Promise<string> {
  let y = margin + line;
  const parts: string[] = [];
  const text = (content: string, look = ''): void => {
    parts.push(`<text x="${margin}" y="${y}"${look}>${content}</text>`);
    y += line;
  };
  for (const each of linesOf(title, 36)) text(escape(each), ' font-size="14" font-weight="600"');
  y += 4;
  for (const each of linesOf(caption, 50)) text(escape(each), ' fill-opacity="0.75"');
  const marks = legend.map(
    ({ name, colour, mark }) => `<tspan fill="${colour}">${symbols[mark]}</tspan> ${escape(name)}  `,
  );
  text(marks.join(''), ' xml:space="preserve"');
  for (const panel of panels) {
    const note = panel.note === undefined ? '' : ` <tspan fill-opacity="0.75">(${escape(panel.note)})</tspan>`;
    y += line;
    text(`<tspan font-weight="600">${escape(panel.title)}</tspan>${note}`);
    y -= line / 2;
    const svg = await svgOf(panel.spec, panel.alt);
    parts.push(svg.replace('<svg ', `<svg x="${margin}" y="${y}" `));
    y += Number(/ height="(\d+)"/.exec(svg)?.[1] ?? 0);
  }
  const alt = `${title}. ${panels.map((panel) => panel.alt).join(' ')}`;
  const width = panelWidth + 2 * margin;
  const height = y + margin;
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="${escape(alt)}" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" ` +
    `font-family="system-ui, sans-serif" font-size="12" fill="#1a1a1a" color="#1a1a1a"><rect width="100%" height="100%" fill="#fff"/>${parts.join('\n')}</svg>\n`
  );
}

/** SVG breaks no lines by itself. */
function linesOf(text: string, letters: number): readonly string[] {
  return wrap(text, { width: letters, indent: 0 }).split('\n');
}

const symbols = { line: '—', dashed: '╌', '▲': '▲', '▼': '▼', '●': '●' } as const;
