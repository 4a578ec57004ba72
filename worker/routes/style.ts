/** The style of the pages that the server writes; served at service.css. */
export const SERVICE_CSS = `
:root {
  color-scheme: light;
  --ink: #1f2933; --muted: #5a6672; --line: #dde2e8; --paper: #fff; --ground: #f4f6f8;
  --accent: #0b6e4f; --accent-ink: #fff; --error: #a61b1b; --code: #eef2f5;
}
* { box-sizing: border-box; }
html { font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
body { margin: 0; color: var(--ink); background: var(--ground); }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
a { color: var(--accent); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
code, pre { font: 0.875em/1.5 ui-monospace, "SF Mono", Menlo, Consolas, monospace; }
pre code { padding: 0; background: none; }
:not(pre) > code { background: var(--code); border-radius: 4px; padding: 0.1em 0.35em; overflow-wrap: anywhere; }
.card {
  width: min(24rem, calc(100vw - 2rem)); margin: 14vh auto 0; padding: 2rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 12px; box-shadow: 0 1px 2px rgb(31 41 51 / 8%);
  overflow-wrap: anywhere;
}
.card h1 { margin: 0 0 1.25rem; font-size: 1.25rem; }
label { display: block; margin-bottom: 0.35rem; font-weight: 600; }
input {
  width: 100%; padding: 0.6rem 0.75rem; font: inherit; color: inherit; background: var(--paper);
  border: 1px solid #b4bdc7; border-radius: 8px;
}
input[aria-invalid] { border-color: var(--error); }
.error { margin: 0.5rem 0 0; color: var(--error); }
button {
  width: 100%; margin-top: 1.25rem; padding: 0.65rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 0; border-radius: 8px;
}
button:hover { filter: brightness(0.93); }

.docs { display: grid; grid-template-columns: 15rem minmax(0, 1fr); max-width: 72rem; margin: 0 auto; }
.docs > nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow: auto; padding: 2rem 1rem; }
.docs > nav h2 {
  margin: 1.25rem 0 0.25rem; font-size: 0.75rem; color: var(--muted); text-transform: uppercase;
  letter-spacing: 0.06em;
}
.docs > nav ul { margin: 0; padding: 0; list-style: none; }
.docs > nav a {
  display: block; padding: 0.2rem 0.5rem; font-size: 0.875rem; color: inherit; text-decoration: none;
  border-radius: 6px;
}
.docs > nav a:hover { background: #e6eaee; }
.docs > main { padding: 2rem 1.5rem 6rem; }
.docs > main > h1 { margin: 0 0 0.5rem; }
.docs > main > h2 { margin: 3rem 0 1rem; padding-bottom: 0.35rem; border-bottom: 1px solid var(--line); }
.lead { max-width: 44rem; }
.op {
  margin: 0 0 1.25rem; padding: 1.25rem 1.5rem; background: var(--paper); border: 1px solid var(--line);
  border-radius: 10px;
}
.op h3 { display: flex; flex-wrap: wrap; gap: 0.5rem 0.75rem; align-items: baseline; margin: 0; font-size: 1rem; }
.op h3 code { font-size: 0.9375rem; background: none; padding: 0; }
.op h4 { margin: 1rem 0 0.35rem; font-size: 0.8125rem; color: var(--muted); }
.op p { max-width: 44rem; margin: 0.5rem 0; }
.verb {
  min-width: 4.25rem; padding: 0.1rem 0.5rem; font-size: 0.75rem; font-weight: 700; text-align: center;
  border-radius: 5px; color: #fff; background: #3d5a80;
}
.verb.post { background: var(--accent); }
.verb.put, .verb.patch { background: #8a5a00; }
.verb.delete { background: var(--error); }
.op > p.who { color: var(--muted); font-size: 0.875rem; }
pre {
  margin: 0; padding: 0.75rem 1rem; overflow-x: auto; background: var(--code); border-radius: 8px; tab-size: 2;
}
.docs table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
.docs th, .docs td { padding: 0.35rem 0.75rem 0.35rem 0; text-align: left; vertical-align: top; }
.docs td { border-top: 1px solid var(--line); }
.docs td:first-child, .docs th:first-child { width: 4.5rem; white-space: nowrap; }
@media (max-width: 52rem) {
  .docs { grid-template-columns: minmax(0, 1fr); }
  .docs > nav { display: none; }
  .docs > main { padding: 1rem 1rem 4rem; }
  .op { padding: 1rem; }
}
`;
