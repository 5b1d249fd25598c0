/** The part of the page's script that lists trials: columns, sorting, filters. */
export const tableScript = `
let sorting = { column: 2, down: false };
const order = ['running', 'failed', 'done', 'pruned', 'waiting'];

function columnsOf(study, trials) {
  const options = [...new Set(trials.flatMap((trial) => Object.keys(trial.options)))];
  const hasTest = trials.some(({ test }) => Object.keys(test).length > 0);
  return [
    { title: 'trial', text: true, value: ({ arm }) => arm },
    { title: 'seed', value: ({ seed }) => seed },
    { title: 'state', text: true, value: ({ state }) => order.indexOf(state), cell: stateCell },
    { title: 'for', text: true, value: ({ final }) => final ? 'final' : 'search' },
    { title: 'epochs', value: ({ epochs }) => epochs, cell: ({ epochs, budget }) => [epochs + ' of ' + budget] },
    { title: 'monitored', value: ({ monitored }) => monitored, cell: ({ monitored, id }) => [number(monitored) + (id === study.best ? ' ★' : '')] },
    ...study.tasks.map(({ name, metric }) => ({ title: name + ' ' + metric, value: ({ validation }) => validation[name] })),
    ...(hasTest ? study.tasks.map(({ name, metric }) => ({ title: 'test: ' + name + ' ' + metric, value: ({ test }) => test[name] })) : []),
    ...options.map((name) => ({ title: name, value: (trial) => trial.options[name] })),
  ];
}
function stateCell({ state, progress, error }) {
  const share = progress === undefined ? '' : ' ' + Math.round(100 * progress) + ' %';
  return [element('span', { class: 'state ' + state, title: error === undefined ? undefined : plain(error) }, state + share), ...(error === undefined ? [] : [element('small', {}, short(plain(error), 120))])];
}

function drawTable(table, study, trials) {
  const columns = columnsOf(study, study.trials);
  const signature = JSON.stringify(columns.map(({ title }) => title));
  if (table.dataset.columns !== signature) {
    table.dataset.columns = signature;
    table.tHead.replaceChildren(element('tr', {}, ...columns.map(({ title, text }, column) => {
      const button = element('button', { type: 'button' }, plain(title));
      button.addEventListener('click', () => { sorting = { column, down: sorting.column === column && !sorting.down }; draw(); });
      return element('th', { scope: 'col', class: text ? 'text' : undefined }, button);
    })));
  }
  [...table.tHead.rows[0].cells].forEach((head, column) => column === sorting.column ? head.setAttribute('aria-sort', sorting.down ? 'descending' : 'ascending') : head.removeAttribute('aria-sort'));
  const { value } = columns[sorting.column] ?? columns[0];
  const sign = sorting.down ? -1 : 1;
  const lacks = (own) => own === undefined || own === null;
  const rank = (a, b) => { const [x, y] = [value(a), value(b)]; return lacks(x) - lacks(y) || (lacks(x) ? 0 : isNumber(x) && isNumber(y) ? sign * (x - y) : sign * String(x).localeCompare(String(y), undefined, { numeric: true })) || a.seed - b.seed; };
  const focused = document.activeElement?.dataset?.trial;
  const shown = [...trials].sort(rank).slice(0, 500);
  table.tBodies[0].replaceChildren(...shown.map((trial) => element('tr', { class: trial.id === picked ? 'picked' : undefined }, ...columns.map((column, index) => {
    if (index > 0) return element('td', { class: column.text ? 'text' : undefined }, ...(column.cell ? column.cell(trial) : [plain(number(column.value(trial)))]));
    const button = element('button', { type: 'button', class: 'pick', 'data-trial': trial.id, 'aria-pressed': String(trial.id === picked), title: 'mark it in the charts' }, plain(trial.arm));
    button.addEventListener('click', () => { picked = picked === trial.id ? undefined : trial.id; draw(); });
    return element('th', { scope: 'row' }, button);
  }))));
  if (focused) table.querySelector('[data-trial="' + focused + '"]')?.focus();
  byId('shown').textContent = shown.length + ' of ' + study.trials.length + ' trials' + (shown.length < trials.length ? ', the first 500 of ' + trials.length + ' that the filters let through' : '') + '.';
}
`.trim();
