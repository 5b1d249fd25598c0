/** The part of the page's script that asks for the state of the folder, filters, and draws all. */
export const mainScript = `
document.documentElement.classList.add('sorts');
const byId = (id) => document.getElementById(id);
let [state, picked, etag] = [undefined, undefined, ''];
const chosen = () => state.studies.find(({ dataset }) => dataset === byId('study').value) ?? state.studies[0];
const arms = () => [...new Set(chosen().trials.map(({ arm }) => arm))];
const colourOf = ({ arm }) => colours[Math.max(0, arms().indexOf(arm)) % colours.length];

function setOptions(select, values, every) {
  const before = select.value;
  const signature = JSON.stringify(values);
  if (select.dataset.values === signature) return;
  select.dataset.values = signature;
  select.replaceChildren(...(every === undefined ? [] : [element('option', { value: '' }, every)]), ...values.map((value) => element('option', { value }, plain(value))));
  if (values.includes(before)) select.value = before;
}
function filtered(study) {
  const [text, stateOf, arm, purpose] = ['text', 'state', 'arm', 'purpose'].map((id) => byId(id).value);
  const words = text.toLowerCase().split(/\\s+/).filter(Boolean);
  return study.trials.filter((trial) => {
    const all = [trial.arm, 'seed ' + trial.seed, trial.state, trial.id, ...Object.entries(trial.options).map(([name, value]) => name + '=' + value)].join(' ').toLowerCase();
    return (!stateOf || trial.state === stateOf) && (!arm || trial.arm === arm) && (!purpose || (purpose === 'final') === trial.final) && words.every((word) => all.includes(word));
  });
}
function draw() {
  const study = chosen();
  if (!study) return;
  const trials = filtered(study);
  const counts = order.map((own) => [own, study.trials.filter((trial) => trial.state === own).length]);
  const ended = study.trials.filter(({ state }) => state === 'done' || state === 'pruned').length;
  byId('title').textContent = plain(study.dataset);
  byId('folder').textContent = plain(state.folder);
  byId('status').replaceChildren(...counts.filter(([, count]) => count > 0).flatMap(([own, count], index) => [index > 0 ? ', ' : '', element('b', {}, String(count)), ' ' + own]), state.processes > 0 ? '. It is being made by ' + (state.processes === 1 ? 'one process' : state.processes + ' processes') + '.' : '. No process is at it.');
  byId('progress').max = Math.max(1, study.planned);
  byId('progress').value = ended;
  byId('progress').textContent = ended + ' of ' + study.planned;
  byId('ended').textContent = ended + ' of ' + (ended + counts[1][1] === study.planned ? '' : 'at most ') + study.planned + ' trials have ended.';
  byId('damaged').replaceChildren(...state.damaged.slice(0, 5).map((sentence) => element('p', { class: 'caution' }, plain(sentence))));
  byId('legend').replaceChildren(...arms().map((arm) => element('li', {}, element('span', { 'aria-hidden': 'true', style: 'color:' + colourOf({ arm }) }, '● '), plain(arm))));
  drawBest(byId('best'), study, trials);
  drawCurves(byId('curves'), study, trials);
  drawParallel(byId('parallel'), study, trials);
  drawImportance(byId('importance'), study);
  drawTable(byId('trials'), study, trials);
}
async function look() {
  try {
    const answer = await fetch('/state', { headers: etag ? { 'if-none-match': etag } : {}, cache: 'no-store' });
    if (answer.status === 200) {
      state = await answer.json();
      etag = answer.headers.get('etag') ?? '';
      setOptions(byId('study'), state.studies.map(({ dataset }) => dataset));
      byId('study').closest('label').hidden = state.studies.length < 2;
      if (chosen()) setOptions(byId('arm'), arms(), 'all');
      draw();
    }
    byId('trouble').hidden = answer.ok || answer.status === 304;
    if (!byId('trouble').hidden) byId('trouble').textContent = plain((await answer.json()).error);
  } catch {
    byId('trouble').hidden = false;
    byId('trouble').textContent = 'The server does not answer: equipoise ui has ended. What is shown is the last that it said.';
  }
  setTimeout(look, document.hidden ? 5000 : 1000);
}
for (const id of ['study', 'text', 'state', 'arm', 'purpose']) byId(id).addEventListener('input', () => { if (id === 'study') { picked = undefined; byId('arm').value = ''; setOptions(byId('arm'), arms(), 'all'); } draw(); });
let width = innerWidth;
addEventListener('resize', () => { if (width !== innerWidth && state) { width = innerWidth; draw(); } });
look();
`.trim();
