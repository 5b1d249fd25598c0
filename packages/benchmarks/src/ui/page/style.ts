/** How the page looks, beside the style of the report. */
export const uiStyle = `
body { max-width: 84rem; }
h2 { font-size: 1.15rem; margin: 0 0 .2rem; padding: 0; border: 0; }
header h1 { overflow-wrap: anywhere; }
#status { max-width: none; } #status b { font-variant-numeric: tabular-nums; }
progress { width: 100%; max-width: 48rem; height: .7rem; accent-color: var(--link); }
fieldset { border: 1px solid var(--line); border-radius: .4rem; margin: 1rem 0; padding: .6rem .8rem; display: flex; flex-wrap: wrap; gap: .5rem 1.1rem; }
legend { color: var(--soft); font-size: .88rem; padding: 0 .3rem; }
fieldset label { display: flex; gap: .4rem; align-items: center; font-size: .92rem; }
select, input { font: inherit; font-size: .92rem; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: .3rem; padding: .2rem .4rem; max-width: 14rem; }
:is(select, input, button):focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
.cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .8rem .9rem; min-width: 0; margin: 0 0 1rem; }
.cards .card { margin: 0; }
.card svg { display: block; width: 100%; height: auto; overflow: visible; }
.card svg text { font: 12px system-ui, sans-serif; fill: var(--ink); } .card svg text.soft { fill: var(--soft); }
.card svg .grid { stroke: var(--line); } .card svg .line { fill: none; stroke-width: 1.6; }
.card svg .faint { opacity: .45; } .card svg .dashed { stroke-dasharray: 4 3; } .card svg .picked { stroke-width: 4; opacity: 1; }
.state { font-size: .82rem; border: 1.5px solid currentColor; border-radius: 1rem; padding: 0 .5rem; color: var(--soft); white-space: nowrap; }
.state.done { color: var(--helped); } .state.failed { color: var(--hurt); } .state.running { color: var(--link); }
button.pick { all: unset; cursor: pointer; color: var(--link); overflow-wrap: anywhere; }
button.pick:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
tr.picked > * { background: var(--shade) !important; }
[hidden] { display: none !important; }
.sorts .sortable button.pick::after { content: none; }
#trials tbody th { min-width: 9rem; }
td.text, th.text { text-align: left; }
dl.bars { grid-template-columns: minmax(6rem, 14rem) minmax(0, 1fr); margin: .6rem 0 0; } dl.bars dt { overflow-wrap: anywhere; color: var(--ink); }
dl.bars dd { display: flex; gap: .6rem; align-items: center; font-variant-numeric: tabular-nums; }
dl.bars span { white-space: nowrap; }
dl.bars i { display: block; height: .8rem; background: var(--link); border-radius: 2px; min-width: 1px; }
@media (max-width: 40rem) { dl.bars dt { margin-top: .3rem; } fieldset label { width: 100%; justify-content: space-between; } }
`.trim();
