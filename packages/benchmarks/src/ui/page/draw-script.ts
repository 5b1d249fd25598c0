/** The part of the page's script that draws: elements, SVG, axes. All text comes in as text, never as markup. */
export const drawScript = `
const element = (name, attributes = {}, ...children) => fill(document.createElement(name), attributes, children);
const svgElement = (name, attributes = {}, ...children) => fill(document.createElementNS('http://www.w3.org/2000/svg', name), attributes, children);
function fill(made, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : value);
  made.append(...children);
  return made;
}
const number = (value, digits = 4) => value === null || value === undefined ? '–' : typeof value !== 'number' ? String(value) : Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
/* Control characters and marks that turn the order of letters are shown, not obeyed. */
const plain = (text) => String(text).replace(/[\\u0000-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]/g, (sign) => '\\\\u' + sign.charCodeAt(0).toString(16).padStart(4, '0'));
const short = (text, length) => text.length > length ? text.slice(0, length - 1) + '…' : text;
const isNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/* The ends of some values, and a scale from them to pixels. */
function scaleOf(values, from, to, log = false) {
  const place = (value) => log ? Math.log(value) : value;
  let [low, high] = [Math.min(...values.map(place)), Math.max(...values.map(place))];
  if (low === high) [low, high] = [low - 0.5, high + 0.5];
  const scale = (value) => from + (to - from) * (place(value) - low) / (high - low);
  const back = (share) => log ? Math.exp(low + share * (high - low)) : low + share * (high - low);
  return { scale, ticks: [0, 0.5, 1].map(back) };
}

/* A chart with a vertical axis on the left and whole numbers along the bottom. */
function frame(place, { xs, ys, x, alt }) {
  const [width, height, left, bottom] = [Math.max(260, place.clientWidth), 220, 58, 34];
  const svg = svgElement('svg', { viewBox: '0 0 ' + width + ' ' + height, role: 'img', 'aria-label': alt });
  const across = scaleOf(xs, left, width - 8);
  const up = scaleOf(ys, height - bottom, 8);
  for (const tick of up.ticks) {
    svg.append(svgElement('line', { class: 'grid', x1: left, x2: width - 8, y1: up.scale(tick), y2: up.scale(tick) }));
    svg.append(svgElement('text', { x: left - 6, y: up.scale(tick) + 4, 'text-anchor': 'end' }, number(tick, 3)));
  }
  for (const [tick, anchor] of [[Math.min(...xs), 'start'], [Math.max(...xs), 'end']]) svg.append(svgElement('text', { x: anchor === 'start' ? left : width - 8, y: height - 18, 'text-anchor': anchor }, number(tick)));
  svg.append(svgElement('text', { class: 'soft', x: (left + width) / 2, y: height - 4, 'text-anchor': 'middle' }, x));
  place.replaceChildren(svg);
  return { svg, x: across.scale, y: up.scale };
}
const path = (points) => points.map(([x, y], index) => (index === 0 ? 'M' : 'L') + x.toFixed(1) + ' ' + y.toFixed(1)).join('');
const nothing = (place, text) => place.replaceChildren(element('p', { class: 'soft' }, text));
`.trim();
