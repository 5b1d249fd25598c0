/** The part of the page's script that draws trials: the best so far, learning curves, parallel coordinates, importance. */
export const chartsScript = `
/* What was monitored in a model of one task is not what it is in one of all. */
const comparable = (study, trials) => { const whole = trials.filter(isWhole(study)); return whole.length > 0 ? whole : trials; };
const isWhole = (study) => (trial) => trial.kind !== 'separate' && trial.kind !== 'floor' && trial.kind !== 'group' && trial.kind !== 'labels' && isNumber(trial.monitored) && trial.validation && Object.keys(trial.validation).length === study.tasks.length;

function drawBest(place, study, trials) {
  const made = trials.filter(isWhole(study)).sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1));
  if (made.length < 2) return nothing(place, 'No two trials of all tasks have ended yet.');
  let best = Infinity;
  const steps = made.map((trial, index) => [index + 1, best = trial.state === 'pruned' ? best : Math.min(best, trial.monitored)]).filter(([, value]) => value < Infinity);
  const { svg, x, y } = frame(place, { xs: [1, made.length], ys: made.map((trial) => trial.monitored), x: 'trials of all tasks, as they ended', alt: 'What was monitored in each trial of all tasks, and the best so far: ' + number(best === Infinity ? null : best) + ' after ' + made.length + ' trials.' });
  made.forEach((trial, index) => svg.append(mark(trial, x(index + 1), y(trial.monitored))));
  const line = steps.flatMap(([index, value], at) => at === 0 ? [[x(index), y(value)]] : [[x(index), y(steps[at - 1][1])], [x(index), y(value)]]);
  if (line.length > 0) svg.append(svgElement('path', { class: 'line', d: path(line), stroke: 'var(--ink)' }));
}
function mark(trial, x, y) {
  const title = svgElement('title', {}, plain(trial.arm) + ', seed ' + trial.seed + ', ' + trial.state + ': ' + number(trial.monitored));
  const shape = trial.state === 'pruned' ? svgElement('path', { d: 'M-4 -4L4 4M-4 4L4 -4', transform: 'translate(' + x + ' ' + y + ')', stroke: colourOf(trial), 'stroke-width': 2 }, title) : svgElement('circle', { cx: x, cy: y, r: picked === trial.id ? 7 : 4, fill: colourOf(trial) }, title);
  return shape;
}

function drawCurves(place, study, trials) {
  const drawn = comparable(study, trials).filter((trial) => trial.curve.filter(isNumber).length > 1).slice(0, 150);
  if (drawn.length === 0) return nothing(place, 'No trial of two epochs has ended yet.');
  const longest = Math.max(...drawn.map(({ curve }) => curve.length));
  const pruned = drawn.filter(({ state }) => state === 'pruned').length;
  const { svg, x, y } = frame(place, { xs: [1, longest], ys: drawn.flatMap(({ curve }) => curve.filter(isNumber)), x: 'epoch', alt: 'What was monitored after each epoch in ' + drawn.length + ' trials, of which ' + pruned + ' were pruned.' });
  for (const trial of [...drawn].sort((a, b) => (a.id === picked) - (b.id === picked))) {
    const points = trial.curve.flatMap((value, epoch) => isNumber(value) ? [[x(epoch + 1), y(value)]] : []);
    svg.append(svgElement('path', { class: 'line' + (trial.state === 'pruned' ? ' dashed' : '') + (trial.id === picked ? ' picked' : drawn.length > 12 ? ' faint' : ''), d: path(points), stroke: colourOf(trial) }, svgElement('title', {}, plain(trial.arm) + ', seed ' + trial.seed)));
  }
}

function drawParallel(place, study, trials) {
  const drawn = comparable(study, trials).filter((trial) => isNumber(trial.monitored)).slice(0, 500);
  const names = [...new Set(drawn.flatMap(({ options }) => Object.keys(options)))].filter((name) => new Set(drawn.map(({ options }) => options[name])).size > 1);
  if (drawn.length < 2) return nothing(place, 'No two of these trials have ended yet.');
  const axes = [...names.slice(0, 8).map((name) => ({ name, value: ({ options }) => options[name] })), { name: 'seed', value: ({ seed }) => seed }, { name: 'monitored', value: ({ monitored }) => monitored }];
  const [width, height, top, left] = [Math.max(axes.length * 104, place.clientWidth), 280, 44, 12];
  const svg = svgElement('svg', { viewBox: '0 0 ' + width + ' ' + height, style: 'min-width: ' + axes.length * 104 + 'px', role: 'img', 'aria-label': 'Parallel coordinates of ' + drawn.length + ' trials over ' + axes.map(({ name }) => plain(name)).join(', ') + '.' });
  const made = axes.map(({ name, value }, index) => {
    const at = left + index * (width - 2 * left) / (axes.length - 1);
    const values = drawn.map(value);
    const numeric = values.every((own) => own === undefined || isNumber(own));
    const known = numeric ? values.filter(isNumber) : [...new Set(values.map(String))].sort();
    const log = numeric && Math.min(...known) > 0 && Math.max(...known) / Math.min(...known) > 50;
    const { scale } = scaleOf(numeric ? known : known.map((_, kind) => kind), height - 22, top, log);
    const anchor = index === 0 ? 'start' : index === axes.length - 1 ? 'end' : 'middle';
    const ends = numeric ? [Math.max(...known), Math.min(...known)] : [known.at(-1), known[0]];
    svg.append(svgElement('line', { x1: at, x2: at, y1: top, y2: height - 22, stroke: 'var(--soft)' }));
    svg.append(svgElement('text', { x: at, y: 14, 'text-anchor': anchor }, short(plain(name.split('.').at(-1)), 13), svgElement('title', {}, plain(name) + (log ? ', on a logarithmic axis' : ''))));
    [[ends[0], 32], [ends[1], height - 6]].forEach(([end, y]) => svg.append(svgElement('text', { class: 'soft', x: at, y, 'text-anchor': anchor }, short(plain(number(end, 3)), 12))));
    return (trial) => { const own = value(trial); return own === undefined ? undefined : [at, scale(numeric ? own : known.indexOf(String(own)))]; };
  });
  for (const trial of [...drawn].sort((a, b) => (a.id === picked) - (b.id === picked))) {
    const points = made.map((place) => place(trial)).filter(Boolean);
    svg.append(svgElement('path', { class: 'line' + (trial.state === 'pruned' ? ' dashed' : '') + (trial.id === picked ? ' picked' : ' faint'), d: path(points), stroke: colourOf(trial) }, svgElement('title', {}, plain(trial.arm) + ', seed ' + trial.seed + ': ' + number(trial.monitored))));
  }
  place.replaceChildren(svg);
}

function drawImportance(place, { importance }) {
  if (importance.shares.length === 0) return nothing(place, 'It needs 12 different trials of all tasks that ran to their end; there ' + (importance.trials === 1 ? 'is 1.' : 'are ' + importance.trials + '.'));
  place.replaceChildren(element('dl', { class: 'bars' }, ...importance.shares.flatMap(({ option, share }) => [
    element('dt', {}, plain(option)),
    element('dd', {}, element('i', { style: 'width: ' + (70 * share).toFixed(1) + '%' }), element('span', {}, Math.round(100 * share) + ' %')),
  ])));
}
`.trim();
