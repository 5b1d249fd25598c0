/** The look of the report: one column, the reader's own light or dark, and fit to be printed. */
export const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1f24; --soft: #5c6470; --line: #d9dde3; --shade: #f4f6f8; --link: #1f5fa8;
  --helped: #1c7a5b; --hurt: #b3402a; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e6e8eb; --soft: #a2a9b3; --line: #363b43; --shade: #1f2329;
  --link: #8ab8f0; --helped: #5fcfa8; --hurt: #f2907b; } }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 64rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.45rem; margin: 3.2rem 0 .3rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.08rem; margin: 2rem 0 .4rem; }
p { margin: .5rem 0; max-width: 52rem; }
a { color: var(--link); }
.soft { color: var(--soft); }
ul.answers { list-style: none; padding: 0; margin: 1rem 0; }
ul.answers li { display: flex; gap: .8rem; align-items: baseline; padding: .35rem 0; }
.badge { flex: 0 0 6.2rem; text-align: center; font-size: .8rem; font-weight: 600; border: 1.5px solid currentColor; border-radius: 1rem;
  padding: .05rem .5rem; color: var(--soft); }
.helped { color: var(--helped); } .hurt { color: var(--hurt); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .9rem; margin: .8rem 0; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .8rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
th:first-child, td:first-child { text-align: left; padding-left: .2rem; }
thead th { border-bottom: 2px solid var(--line); font-weight: 600; }
thead small, td small { display: block; font-weight: normal; color: var(--soft); }
td small.helped { color: var(--helped); } td small.hurt { color: var(--hurt); }
tr.baseline td { background: var(--shade); }
.best { font-weight: 700; } .best::after { content: ' ★'; font-weight: normal; }
figure { margin: 1rem 0 0; } figure svg { max-width: 100%; height: auto; }
figcaption { color: var(--soft); font-size: .92rem; max-width: 52rem; margin-bottom: .6rem; }
dl { display: grid; grid-template-columns: 10rem 1fr; gap: .3rem 1rem; font-size: .92rem; } dt { color: var(--soft); } dd { margin: 0; }
code { font: .88em ui-monospace, 'Cascadia Code', Menlo, monospace; background: var(--shade); padding: .1em .3em; border-radius: 3px;
  overflow-wrap: anywhere; }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: .5rem; } }
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --shade: #f2f2f2; --helped: #1c7a5b; --hurt: #b3402a; }
  body { font-size: 11pt; max-width: none; padding: 0; } nav { display: none; } .scroll { overflow: visible; }
  table { font-size: 8.5pt; } th, td { padding: .25rem .4rem; }
  figure, table, ul.answers { break-inside: avoid; } h2 { break-before: page; } h2:first-of-type { break-before: auto; } h3 { break-after: avoid; } }
`.trim();
