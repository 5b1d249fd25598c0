import { seriesColours } from '../../report/palette.ts';
import { sortStyle } from '../../report/sort-script.ts';
import { style } from '../../report/style.ts';
import { chartsScript } from './charts-script.ts';
import { drawScript } from './draw-script.ts';
import { mainScript } from './main-script.ts';
import { uiStyle } from './style.ts';
import { tableScript } from './table-script.ts';

const card = (id: string, title: string, note: string): string =>
  `<section class="card"><h2>${title}</h2><p class="soft">${note}</p><div class="scroll" id="${id}" tabindex="0" role="group" aria-label="${title}"></div></section>`;

const choice = (id: string, label: string, values: readonly string[]): string =>
  `<label>${label} <select id="${id}">${['', ...values].map((value) => `<option value="${value}">${value === '' ? 'all' : value}</option>`).join('')}</select></label>`;

/** The page of `equipoise ui`: one file that needs nothing but the state of the folder, which it asks for every second. */
export function pageHtml(): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>equipoise ui</title>
<style>${style}
${sortStyle}
${uiStyle}</style></head>
<body>
<header><h1 id="title">equipoise ui</h1>
<p class="soft" id="folder"></p>
<p id="status" role="status">Reading the folder.</p>
<progress id="progress" value="0" max="1" aria-labelledby="ended"></progress>
<p class="soft" id="ended"></p>
<p class="caution" id="trouble" role="alert" hidden></p><div id="damaged"></div></header>
<main>
<fieldset><legend>Show</legend>
<label hidden>study <select id="study"></select></label>
<label>search <input id="text" type="search" placeholder="seed 1 gradnorm"></label>
${choice('state', 'state', ['running', 'done', 'pruned', 'failed', 'waiting'])}
<label>trial <select id="arm"><option value="">all</option></select></label>
${choice('purpose', 'for', ['final', 'search'])}
</fieldset>
<ul class="legend" id="legend"></ul>
<div class="cards">
${card('best', 'Best so far', 'What was monitored on the validation split, lower is better; a cross is a pruned trial.')}
${card('curves', 'Learning curves', 'What was monitored after each epoch in trials of all tasks; a pruned trial is dashed. Show one alone to see its own.')}
</div>
<div style="height:1rem"></div>
${card('parallel', 'Parallel coordinates', 'A line is a trial of all tasks that has ended; only options that differ have an axis.')}
${card('importance', 'Importance of options', 'Share of the variance of what was monitored that an option explains by itself: functional ANOVA of a random forest (Hutter et al. 2014), over trials of all tasks that ran to their end, each less the mean of its seed.')}
<section class="card"><h2>Trials</h2><p class="soft" id="shown"></p>
<div class="scroll" tabindex="0" role="group" aria-label="Trials"><table class="sortable" id="trials"><thead></thead><tbody></tbody></table></div></section>
</main>
<script>const colours = ${JSON.stringify(seriesColours)};
${drawScript}
${chartsScript}
${tableScript}
${mainScript}</script>
</body></html>
`;
}
