import { basename } from 'node:path';

import { oneLine } from '@equipoise/core';
import type { ColumnDescription, DescribedTarget } from '@equipoise/datasets';

import { escape, prose } from '../report/escape.ts';
import { style } from '../report/style.ts';
import { sortScript, sortStyle } from '../report/sort-script.ts';
import { type Cell, type Head, numberCell, type Row, tableHtml } from '../report/table.ts';
import { grouped, percent, share } from './describe-counts.ts';
import { type Finding, findings } from './describe-findings.ts';
import { type DescribedFile, type DescribeTextOptions, nextCommand, sizeText } from './describe-text.ts';

/** What this page has beside a report: cells that break into lines, bars, columns that no model sees. */
const ownStyle = `
h2 { margin-top: 1.8rem; padding-top: 1rem; }
#columns thead th:nth-child(2), #columns thead th:nth-child(5), #columns thead th:nth-child(6) { text-align: left; }
td.text { white-space: normal; text-align: left; min-width: 15rem; } td.word { text-align: left; }
td.aside { color: var(--soft); } td.target { color: var(--helped); font-weight: 600; }
.bar { display: inline-block; height: .55rem; min-width: 1px; background: currentColor; opacity: .55; border-radius: 2px; }
td.bars { width: 12rem; min-width: 6rem; text-align: left; }
ul.found { padding-left: 1.1rem; max-width: 48rem; } ul.found li { margin: .35rem 0; }
section.suspects li { border-left: 3px solid var(--hurt); padding-left: .7rem; list-style: none; margin-left: -1.1rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--shade); padding: .7rem .9rem; border-radius: 4px; }
pre code { background: none; padding: 0; }
`.trim();

/** Classes that have a bar. */
const mostClasses = 12;

/**
 * What a file holds, as one HTML page that needs nothing else.
 *
 * @param described - What it holds.
 * @param options - What the user said, and how the file is read.
 */
export function describeHtml(
  described: DescribedFile,
  { named, told, flags }: Omit<DescribeTextOptions, 'screen'>,
): string {
  const { file, columns, targets } = described;
  const title = escape(oneLine(basename(file)));
  const inputs = columns.filter(({ role }) => role === 'input').length;
  const list = new Intl.ListFormat('en').format(targets.map(({ name }) => oneLine(name, 40)));
  const found = findings(described, named);
  const lead =
    targets.length === 0
      ? `No column looks like a target: name one with --targets.`
      : `${named ? 'Predict' : 'It could be used to predict'} ${list} from ${grouped(inputs)} of ${grouped(columns.length)} columns.`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}: what it holds</title>
<style>${style}
${sortStyle}
${ownStyle}</style></head>
<body>
<header><h1>${title}</h1>
<p class="soft">${escape(sizeText(described))}</p>
<p class="lead">${prose(lead)}</p></header>
<main>
${found.map((finding, index) => findingHtml(finding, index === 0 ? targets : [])).join('\n')}
<section id="columns"><h2>Columns</h2>
${columnsTable(described)}
</section>
<section><h2>Next</h2>
<pre><code>${escape(nextCommand(described, told, flags))}</code></pre></section>
</main>
<script>${sortScript}</script>
</body></html>
`;
}

/** What was found of a subject; of targets also how frequent their classes are. */
function findingHtml({ title, sentences }: Finding, targets: readonly DescribedTarget[]): string {
  const kind = title.startsWith('Leakage suspects') ? ' class="suspects"' : '';
  const items = sentences.map((sentence) => `<li>${prose(sentence)}</li>`).join('\n');
  return `<section${kind}><h2>${escape(title)}</h2>\n<ul class="found">${items}</ul>${targets.map(classesHtml).join('')}</section>`;
}

/** A bar for each class of a target. */
function classesHtml({ name, classes = [] }: DescribedTarget): string {
  if (classes.length === 0) return '';
  const total = classes.reduce((sum, { count }) => sum + count, 0);
  const most = Math.max(...classes.map(({ count }) => count));
  const shown = classes.slice(0, mostClasses);
  const rows = shown.map((own): Row => {
    const bar = `<span class="bar" style="width:${Math.round((100 * own.count) / most)}%"></span>`;
    return {
      name: oneLine(own.name, 60),
      cells: [
        numberCell(own.count, grouped(own.count)),
        numberCell(own.count, percent(own.count, total)),
        { html: bar, value: own.count, look: 'bars' },
      ],
    };
  });
  const heads: readonly Head[] = [
    { title: 'rows', hint: '' },
    { title: 'share', hint: '' },
    { title: '', hint: '' },
  ];
  const more = classes.length - shown.length;
  const note = more > 0 ? `<p class="soft">and ${grouped(more)} more</p>` : '';
  return `<h3>Classes of ${escape(oneLine(name, 60))}</h3>\n${tableHtml({ label: `Classes of ${oneLine(name, 60)}`, first: 'class', heads, rows })}${note}`;
}

function columnsTable({ columns, rows }: DescribedFile): string {
  const heads: readonly Head[] = [
    { title: 'type', hint: 'what its cells are' },
    { title: 'missing', hint: 'cells' },
    { title: 'distinct', hint: 'values' },
    { title: 'role', hint: 'what it is good for' },
    { title: 'why', hint: '' },
  ];
  return tableHtml({
    label: 'Columns',
    first: 'column',
    heads,
    rows: columns.map((column) => columnRow(column, rows)),
  });
}

function columnRow({ name, type, missing, distinct, role, reason }: ColumnDescription, rows: number): Row {
  const aside = role === 'target' ? ' target' : role === 'input' ? '' : ' aside';
  return {
    name: name === '' ? '(no name)' : oneLine(name, 60),
    cells: [
      cell(type, role === 'target' ? 'word' : `word${aside}`),
      numberCell(missing, share(missing, rows)),
      numberCell(distinct, grouped(distinct)),
      cell(role, `word${aside}`),
      cell(oneLine(reason, 400), `text${role === 'input' || role === 'target' ? '' : ' aside'}`),
    ],
  };
}

function cell(text: string, look: string): Cell {
  return { html: prose(text), value: Number.NaN, look };
}
