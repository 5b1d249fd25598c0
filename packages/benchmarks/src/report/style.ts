/** The look of the report: one column, the reader's own light or dark, legible on a phone, and fit to be printed. */
export const style = `
:root { color-scheme: light dark; --paper: #fff; --ink: #1c1f24; --soft: #5c6470; --line: #d9dde3; --shade: #f4f6f8; --link: #1f5fa8;
  --helped: #1c7a5b; --hurt: #b3402a; }
@media (prefers-color-scheme: dark) { :root { --paper: #16181c; --ink: #e6e8eb; --soft: #a2a9b3; --line: #363b43; --shade: #1f2329;
  --link: #8ab8f0; --helped: #5fcfa8; --hurt: #f2907b; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
body { margin: 0 auto; padding: 2rem 1.25rem 4rem; max-width: 66rem; background: var(--paper); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .4rem; }
h2 { font-size: 1.45rem; margin: 3.2rem 0 .3rem; padding-top: 1.2rem; border-top: 1px solid var(--line); }
h3 { font-size: 1.08rem; margin: 2.4rem 0 .2rem; }
h4 { font-size: .9rem; font-weight: 600; margin: 0 0 .3rem; } h4 small { font-weight: normal; color: var(--soft); }
p { margin: .5rem 0; max-width: 48rem; }
a { color: var(--link); }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin-top: .6rem; }
.soft { color: var(--soft); font-size: .92rem; } time { white-space: nowrap; }
.lead { font-size: 1.3rem; font-weight: normal; line-height: 1.4; margin: 1.8rem 0 .6rem; padding: 0; border: 0; max-width: 48rem; }
ul.answers { list-style: none; padding: 0; margin: 1rem 0; }
ul.answers li { display: flex; gap: .8rem; align-items: baseline; padding: .35rem 0; }
.badge { flex: 0 0 6.2rem; text-align: center; font-size: .8rem; font-weight: 600; border: 1.5px solid currentColor; border-radius: 1rem;
  padding: .05rem .5rem; color: var(--soft); }
.caution { border-left: 3px solid var(--hurt); padding-left: .7rem; }
.helped { color: var(--helped); } .hurt { color: var(--hurt); }
.scroll { overflow-x: auto; margin: .8rem 0; }
table { border-collapse: separate; border-spacing: 0; font-size: .9rem; font-variant-numeric: tabular-nums; }
th, td { padding: .45rem .55rem; text-align: right; border-bottom: 1px solid var(--line); white-space: nowrap; vertical-align: top; }
th { font-weight: 600; }
thead th, thead td { border-bottom-width: 2px; }
tr > :first-child { text-align: left; padding-left: .2rem; position: sticky; left: 0; background: var(--paper); }
tbody th { font-weight: normal; min-width: 8.5rem; max-width: 16rem; overflow-wrap: anywhere; white-space: normal; }
table small { display: block; font-weight: normal; font-size: .91em; color: var(--soft); }
td small.helped { color: var(--helped); } td small.hurt { color: var(--hurt); }
tr.baseline > * { background: var(--shade) !important; }
.best { font-weight: 700; } .best::after { content: ' ★'; font-weight: normal; }
figure { margin: 0; } figcaption { color: var(--soft); font-size: .92rem; max-width: 48rem; }
ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .1rem 1.2rem; padding: 0; margin: .6rem 0 .9rem; font-size: .88rem; }
ul.legend svg { vertical-align: middle; margin-right: .15rem; }
.panels { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 18rem), 1fr)); gap: 1.6rem 1.6rem; }
.panels.pairs { max-width: 44rem; }
.panel { min-width: 0; max-width: 24rem; } .panel svg { display: block; width: 100%; height: auto; }
dl { display: grid; grid-template-columns: 10rem minmax(0, 1fr); gap: .4rem 1rem; font-size: .92rem; } dt { color: var(--soft); } dd { margin: 0; }
code { font: .88em ui-monospace, 'Cascadia Code', Menlo, monospace; background: var(--shade); padding: .1em .3em; border-radius: 3px;
  overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  body { padding: 1.2rem 1rem 3rem; } h1 { font-size: 1.6rem; } .lead { font-size: 1.15rem; }
  dl { grid-template-columns: minmax(0, 1fr); } dd { margin-bottom: .5rem; }
  ul.answers li { flex-direction: column; gap: .25rem; } .badge { flex-basis: auto; padding: .05rem .7rem; }
  th, td { padding: .4rem .55rem; } tbody th { max-width: 8.5rem; padding-right: .4rem; }
}
@media print { :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --shade: #f2f2f2; --helped: #1c7a5b; --hurt: #b3402a; }
  body { font-size: 11pt; max-width: none; padding: 0; } nav { display: none; } .scroll { overflow: visible; }
  table { font-size: 8pt; } th, td { padding: .2rem .3rem; white-space: normal; } tbody th { min-width: 0; } .panels { grid-template-columns: repeat(3, 1fr); }
  .panel, table, ul.answers { break-inside: avoid; } h2 { break-before: page; } h2.lead { break-before: auto; } h3 { break-after: avoid; } }
`.trim();
