/** The style of the packing page, on the screen and on paper; served at packing.css. */
export const PACKING_CSS = `
:root {
  color-scheme: light;
  --ink: #1f2933; --muted: #5a6672; --line: #dde2e8; --paper: #fff; --ground: #f4f6f8; --accent: #0b6e4f;
  --warn: #8a5200; --bad: #b42318;
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
.bar { display: flex; align-items: center; min-height: 3.25rem; }
.brand { display: flex; align-items: center; gap: 0.6rem; margin: 0; font-weight: 650; overflow-wrap: anywhere; }
.mark { flex: none; width: 1.1rem; height: 1.1rem; border-radius: 4px; background: var(--accent); box-shadow: inset 0 -0.35rem 0 #0a5a41; }
main { padding-bottom: 4rem; }
.head { display: flex; flex-wrap: wrap; align-items: end; justify-content: space-between; gap: 0.5rem 1rem; margin: 2rem 0 1.25rem; }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; letter-spacing: -0.01em; text-wrap: balance; }
.asof { margin: 0.15rem 0 0; color: var(--muted); font-variant-numeric: tabular-nums; }
.panels { display: grid; gap: 0.75rem; margin-bottom: 1.5rem; }
.panel {
  display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem; padding: 1rem 1.25rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 10px;
}
.panel label { flex: 0 1 14rem; min-width: 0; font-size: 0.87rem; color: var(--muted); }
select {
  display: block; width: 100%; margin-top: 0.2rem; padding: 0.4rem 0.6rem; font: inherit; font-size: 1rem; color: var(--ink);
  background: var(--paper); border: 1px solid #b4bdc7; border-radius: 7px; text-overflow: ellipsis;
}
button, .button {
  display: inline-block; padding: 0.42rem 0.9rem; font: inherit; font-weight: 550; line-height: 1.4; white-space: nowrap;
  color: var(--ink); background: var(--paper); border: 1px solid #c3ccd5; border-radius: 7px; cursor: pointer;
  text-decoration: none;
}
button:hover, .button:hover { background: #eef2f5; }
button.main { color: #fff; background: var(--accent); border-color: var(--accent); }
button.main:hover { background: #0a5a41; }
section { margin: 0 0 1.75rem; }
h2 { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.1rem 0.75rem; margin: 0 0 0.6rem; font-size: 1.05rem; overflow-wrap: anywhere; }
h2 span { color: var(--muted); font-size: 0.87rem; font-weight: 400; }
.scroll, .empty, .note { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; }
.scroll { overflow-x: auto; }
.empty { margin: 0; padding: 1.1rem 1.25rem; color: var(--muted); }
.note { margin: 0 0 1rem; padding: 0.7rem 1.25rem; border-color: #e6c68f; background: #fdf7ec; overflow-wrap: anywhere; }
.note.stop { border-color: #eab4ae; background: #fdf3f2; }
.note b { font-weight: 600; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.5rem 0.75rem; text-align: left; vertical-align: top; overflow-wrap: break-word; }
th:first-child, td:first-child { padding-left: 1.25rem; }
th:last-child, td:last-child { padding-right: 1.25rem; }
thead th { color: var(--muted); font-size: 0.82rem; font-weight: 550; white-space: nowrap; }
tbody tr, tfoot tr { border-top: 1px solid var(--line); }
tbody th { font-weight: 600; }
tfoot td, tfoot th { font-weight: 650; }
.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.tick { width: 2.2rem; }
.tick i { display: inline-block; width: 0.95rem; height: 0.95rem; margin-top: 0.22rem; border: 1.5px solid #8a949e; border-radius: 3px; }
.id { white-space: nowrap; }
ul.lines { margin: 0; padding: 0; list-style: none; }
ul.lines b { font-variant-numeric: tabular-nums; }
.what { width: 38%; }
.to { width: 30%; min-width: 12rem; }
small { display: block; color: var(--muted); font-size: 0.85rem; overflow-wrap: anywhere; }
.flag { display: inline-block; margin-top: 0.1rem; padding: 0.05rem 0.55rem; font-size: 0.85rem; font-weight: 550; white-space: nowrap; color: var(--muted); background: #eef2f5; border-radius: 99px; }
.flag.new, .flag.sent { color: #0a5a41; background: #e5f2ed; }
.flag.changed, .flag.problem { color: var(--warn); background: #fbefd9; }
.flag.cancelling, .flag.cancelled { color: var(--bad); background: #fbe9e7; }
tr.off :is(.id, .lines, .to) { text-decoration: line-through; color: var(--muted); }
.parts { display: flex; flex-wrap: wrap; align-items: center; gap: 0.75rem; margin: 0 0 1rem; color: var(--muted); }
.card {
  width: min(34rem, calc(100vw - 2rem)); margin: 14vh auto 0; padding: 2rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 1px 2px rgb(31 41 51 / 8%);
}
.card h1 { margin: 0 0 1.25rem; font-size: 1.25rem; }
.card p { margin: 0.6rem 0 0; }

@media (max-width: 56rem) {
  .bar, main { padding-left: 1rem; padding-right: 1rem; }
  .panel label { flex: 1 1 8rem; }
}
/* A row of the list becomes a block: a table of six columns is not read on a telephone. */
@media screen and (max-width: 40rem) {
  .list thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
  .list table, .list tbody { display: block; }
  .list tr { display: grid; grid-template-columns: 2rem minmax(0, 1fr) auto; gap: 0.15rem 0.25rem; padding: 0.75rem 1rem; }
  .list :is(td, th) { display: block; grid-column: 2 / -1; width: auto; min-width: 0; padding: 0; }
  .list .tick { grid-column: 1; }
  .list .id { grid-column: 2; }
  .list .state { grid-column: 3; text-align: right; }
  .list .tick, .list .id, .list .state { grid-row: 1; }
  .list td:empty { display: none; }
}

/* Fits A4 and Letter; the printer's dialogue chooses. */
@page {
  margin: 12mm 11mm 15mm;
  @bottom-right { content: counter(page) " / " counter(pages); font: 9pt system-ui, sans-serif; color: #444; }
}
@media print {
  html { font-size: 10.5pt; line-height: 1.35; }
  body { background: none; }
  .mark, .panels, .head .button, .parts .button, .skip { display: none; }
  header { border: 0; }
  .bar { min-height: 0; }
  .bar, main { max-width: none; padding: 0; }
  .head { margin: 0 0 4mm; }
  h1 { font-size: 15pt; }
  h2 { break-after: avoid; }
  .scroll, .empty, .note { border-color: #888; border-radius: 0; background: none; }
  .scroll { overflow: visible; border-width: 0; }
  section.list + section.list { break-before: page; }
  thead { display: table-header-group; }
  tfoot { display: table-row-group; }
  thead th { color: #333; border-bottom: 0.4mm solid #333; }
  tr { break-inside: avoid; }
  tbody tr, tfoot tr { border-top-color: #999; }
  th, td { padding: 1.4mm 2mm; }
  th:first-child, td:first-child { padding-left: 0; }
  th:last-child, td:last-child { padding-right: 0; }
  .flag { padding: 0; background: none; }
  .flag.new { display: none; }
  small, .asof, h2 span, .parts { color: #333; }
}
`;
