/** Pages that the server writes: their frame, and a template that escapes. No script, no inline style. */

/** Text that is HTML already. */
export interface Html {
  readonly html: string;
}
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
type Part = string | number | Html | readonly Html[];

function escaped(part: Part): string {
  if (typeof part === 'object') return 'html' in part ? part.html : part.map((one) => one.html).join('');
  return String(part).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

/** html`<p>${text}</p>`: texts are escaped, Html is not. */
export function html(parts: TemplateStringsArray, ...values: readonly Part[]): Html {
  return { html: parts.reduce((all, part, at) => all + escaped(values[at - 1] ?? '') + part) };
}

export function page(options: {
  readonly title: string;
  readonly home: string;
  readonly body: Html;
}): string {
  const { title, home, body } = options;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Shipsheet worker</title>
<link rel="stylesheet" href="${home}service.css">
</head>
<body>
${body}
</body>
</html>
`.html;
}
