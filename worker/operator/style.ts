/** The style of the operator's page; served at operator.css. */
export const OPERATOR_CSS = `
:root {
  color-scheme: light;
  --ink: #1f2933; --muted: #5a6672; --line: #dde2e8; --paper: #fff; --ground: #f4f6f8; --accent: #0b6e4f;
  --busy: #0b6e4f; --wait: #7fb8a4; --later: #c9d6d1; --warn: #c77700; --warn-ink: #8a5200; --bad: #b42318;
}
* { box-sizing: border-box; }
html { font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
body { margin: 0; color: var(--ink); background: var(--ground); }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
.skip { position: absolute; left: -99rem; }
.skip:focus { left: 1rem; top: 0.5rem; padding: 0.35rem 0.75rem; background: var(--paper); z-index: 1; }

header { background: var(--paper); border-bottom: 1px solid var(--line); }
.bar, main { max-width: 76rem; margin: 0 auto; padding: 0 1.5rem; }
.bar { display: flex; align-items: center; justify-content: space-between; min-height: 3.25rem; }
.brand { display: flex; align-items: center; gap: 0.6rem; margin: 0; font-weight: 650; }
.mark { width: 1.1rem; height: 1.1rem; border-radius: 4px; background: var(--accent); box-shadow: inset 0 -0.35rem 0 #0a5a41; }
nav { display: flex; align-items: center; gap: 1.25rem; }
nav form { margin: 0; }

main { padding-bottom: 4rem; }
.head { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 0.5rem 1rem; margin: 2rem 0 1.25rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.01em; }
.asof { margin: 0.15rem 0 0; color: var(--muted); font-variant-numeric: tabular-nums; }
.reload { display: flex; gap: 0.5rem; margin: 0; }
.said { margin: 0 0 1.25rem; padding: 0.6rem 1rem; background: #e5f2ed; border: 1px solid #b6d9cb; border-radius: 8px; }

button, .button {
  display: inline-block; padding: 0.35rem 0.8rem; font: inherit; font-weight: 550; line-height: 1.4; white-space: nowrap;
  color: var(--ink); background: var(--paper); border: 1px solid #c3ccd5; border-radius: 7px; cursor: pointer;
  text-decoration: none;
}
button:hover, .button:hover { background: #eef2f5; }
.button.on { color: #fff; background: var(--accent); border-color: var(--accent); }
button.plain { padding: 0; font-weight: inherit; color: var(--accent); background: none; border: 0; text-decoration: underline; }

.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.75rem; margin: 0 0 1.75rem; }
.tile { padding: 0.85rem 1rem; background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.tile dt { color: var(--muted); font-size: 0.87rem; }
.tile dd { margin: 0; font-size: 1.65rem; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
.tile.busy dd { color: var(--busy); }
.tile.warn dd { color: var(--warn-ink); }
.tile.bad { border-color: #eab4ae; background: #fdf3f2; }
.tile.bad dd { color: var(--bad); }

section { margin: 0 0 1.75rem; }
h2 { margin: 0 0 0.6rem; font-size: 1.05rem; }
.scroll, .chart, .empty { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.scroll { overflow-x: auto; }
.scroll + .scroll { margin-top: 0.75rem; }
.people .scroll { border-color: #eab4ae; }
.empty { margin: 0; padding: 1.1rem 1.25rem; color: var(--muted); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.6rem 0.75rem; text-align: left; vertical-align: top; }
th:first-child, td:first-child { padding-left: 1.25rem; }
th:last-child, td:last-child { padding-right: 1.25rem; }
thead th { color: var(--muted); font-size: 0.82rem; font-weight: 550; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--line); }
tbody th { min-width: 9rem; font-weight: 600; }
small { display: block; color: var(--muted); font-size: 0.82rem; font-weight: 400; overflow-wrap: anywhere; }
small.warn { color: var(--warn-ink); }
time { white-space: nowrap; }
.n { text-align: right; font-variant-numeric: tabular-nums; }
.n.zero, .none { color: #8a949e; }
.n.warn { color: var(--warn-ink); font-weight: 650; }
.n.bad { color: var(--bad); font-weight: 650; }
.wide { min-width: 12rem; overflow-wrap: anywhere; }
.act { text-align: right; }
.act form { margin: 0; }
.limits { min-width: 11rem; }
.limits > div + div { margin-top: 0.4rem; }
code { padding: 0.05em 0.35em; font: 0.85em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, monospace; background: #eef2f5; border-radius: 4px; }
.flag { display: inline-block; padding: 0.05rem 0.55rem; font-size: 0.85rem; font-weight: 550; white-space: nowrap; color: var(--muted); background: #eef2f5; border-radius: 99px; }
.flag.good { color: #0a5a41; background: #e5f2ed; }
.flag.bad { color: var(--bad); background: #fbe9e7; }
.key { display: inline-block; width: 0.6rem; height: 0.6rem; margin-right: 0.35rem; border-radius: 2px; }
.key.busy { background: var(--busy); } .key.wait { background: var(--wait); } .key.later { background: var(--later); }
.key.warn { background: var(--warn); } .key.bad { background: var(--bad); }
.meter { display: block; width: 100%; height: 0.5rem; margin: 0.5rem 0; background: #eef2f5; border-radius: 4px; }
.limits .meter { height: 0.4rem; margin: 0.35rem 0 0.2rem; }
.meter .busy { fill: var(--busy); } .meter .wait { fill: var(--wait); } .meter .later { fill: var(--later); }
.meter .warn { fill: var(--warn); } .meter .bad { fill: var(--bad); } .meter .free { fill: #e3e8ed; }

.chart { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 0.6rem; margin: 0; padding: 1.1rem 1.25rem 0.9rem; }
.chart svg { grid-column: 2; width: 100%; height: 7.5rem; }
.chart .done { fill: var(--busy); } .chart .dead { fill: var(--bad); }
.chart .hit { fill: transparent; } .chart g:hover .hit { fill: #eef2f5; }
.chart .grid { stroke: var(--line); stroke-width: 1; vector-effect: non-scaling-stroke; }
.scale, .axis { display: flex; justify-content: space-between; color: var(--muted); font-size: 0.8rem; font-variant-numeric: tabular-nums; }
.scale { flex-direction: column; text-align: right; line-height: 1; }
.axis { grid-column: 2; margin-top: 0.3rem; }
figcaption { grid-column: 1 / -1; margin-top: 0.6rem; color: var(--muted); font-size: 0.87rem; }

@media (max-width: 60rem) {
  .bar, main { padding-left: 1rem; padding-right: 1rem; }
  th, td { padding-left: 0.55rem; padding-right: 0.55rem; }
  /* The numbers beside it say the same. */
  .share { display: none; }
  :is(th, td):has(+ .share) { padding-right: 1.25rem; }
}
`;
