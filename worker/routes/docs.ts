/** /openapi.json, and the same as a page for people. */
import { Router } from 'express';
import { z } from 'zod';
import { type Html, html, page } from './page.ts';
import { SERVICE_CSS } from './style.ts';

/** A schema as the document has it. */
const schemaShape = z.looseObject({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  enum: z.array(z.unknown()).optional(),
  anyOf: z.array(z.unknown()).optional(),
  properties: z.record(z.string(), z.unknown()).optional(),
  required: z.array(z.string()).optional(),
  items: z.unknown().optional(),
  additionalProperties: z.unknown().optional(),
});
const bodyShape = z.object({ content: z.record(z.string(), z.object({ schema: z.unknown() })).optional() });
const operationShape = z.object({
  operationId: z.string(),
  summary: z.string(),
  description: z.string().optional(),
  tags: z.array(z.string()),
  security: z.array(z.unknown()),
  parameters: z
    .array(z.object({ in: z.string(), name: z.string(), description: z.string().optional() }))
    .default([]),
  requestBody: bodyShape.optional(),
  responses: z.record(z.string(), bodyShape.extend({ description: z.string() })),
});
const documentShape = z.object({
  info: z.object({ title: z.string(), description: z.string() }),
  paths: z.record(z.string(), z.record(z.string(), operationShape)),
  components: z.object({ schemas: z.record(z.string(), z.unknown()).default({}) }),
});
type Document = z.infer<typeof documentShape>;
type Operation = z.infer<typeof operationShape>;

const NONE: Html = { html: '' };

/** The type of a value, written as people write it: `{ id: string, at?: number }`. */
function typeOf(schema: unknown, document: Document, indent = ''): string {
  const parsed = schemaShape.safeParse(schema);
  if (!parsed.success) return 'any';
  const {
    $ref,
    type,
    enum: values,
    anyOf,
    properties,
    required = [],
    items,
    additionalProperties,
  } = parsed.data;
  if ($ref !== undefined) {
    return typeOf(document.components.schemas[$ref.split('/').at(-1) ?? ''], document, indent);
  }
  if (values !== undefined) return values.map((value) => JSON.stringify(value)).join(' | ');
  if (anyOf !== undefined) return anyOf.map((one) => typeOf(one, document, indent)).join(' | ');
  if (items !== undefined) return `${typeOf(items, document, indent)}[]`;
  if (properties !== undefined) {
    const deeper = `${indent}  `;
    const lines = Object.entries(properties).map(([name, one]) => {
      const sign = required.includes(name) ? '' : '?';
      return `${deeper}${name}${sign}: ${typeOf(one, document, deeper)}`;
    });
    return `{\n${lines.join('\n')}\n${indent}}`;
  }
  if (type === 'object') return `{ [name]: ${typeOf(additionalProperties, document, indent)} }`;
  return [type ?? 'any'].flat().join(' | ');
}

function bodyOf(title: string, body: z.infer<typeof bodyShape> | undefined, document: Document): Html {
  const schema = body?.content?.['application/json']?.schema;
  if (schema === undefined) return NONE;
  return html`<h4>${title}</h4>
<pre tabindex="0"><code>${typeOf(schema, document)}</code></pre>`;
}

function refusals(operation: Operation): Html {
  const rows = Object.entries(operation.responses).filter(([status]) => Number(status) >= 400);
  return html`<h4>Refused with</h4>
<table><thead><tr><th scope="col">Status</th><th scope="col">Code</th></tr></thead><tbody>
${rows.map(([status, { description }]) => html`<tr><td>${status}</td><td>${description}</td></tr>\n`)}
</tbody></table>`;
}

function section(method: string, path: string, operation: Operation, document: Document): Html {
  const { operationId, summary, description, parameters } = operation;
  const done = Object.entries(operation.responses).find(([status]) => Number(status) < 300);
  const asked = parameters.filter((parameter) => parameter.in === 'query');
  return html`<section class="op" id="${operationId}">
<h3><span class="verb ${method}">${method.toUpperCase()}</span><code>${path}</code></h3>
<p><strong>${summary}.</strong> ${description ?? ''}</p>
<p class="who">${operation.security.length > 0 ? 'Signed by a paired spreadsheet.' : 'Needs no signature.'}</p>
${asked.map((one) => html`<h4>Query</h4>\n<p><code>${one.name}</code> ${one.description ?? ''}</p>`)}
${bodyOf('Body', operation.requestBody, document)}
${bodyOf('Answer', done?.[1], document)}
${done?.[0] === '204' ? html`<h4>Answer</h4>\n<p>204, without a body.</p>` : NONE}
${refusals(operation)}
</section>
`;
}

/** The page of a document. Throws where the document is not one of openApiOf. */
function docsPage(openApi: unknown, home: string): string {
  const document = documentShape.parse(openApi);
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  const groups = [...new Set(all.flatMap(({ operation }) => operation.tags))];
  const of = (group: string) => all.filter(({ operation }) => operation.tags.includes(group));
  return page({
    title: 'API',
    home,
    body: html`<div class="docs">
<nav aria-label="Addresses">
${groups.map(
  (group) => html`<h2>${group}</h2>
<ul>
${of(group).map(({ operation }) => html`<li><a href="#${operation.operationId}">${operation.summary}</a></li>\n`)}
</ul>
`,
)}
</nav>
<main>
<h1>${document.info.title}</h1>
<p class="lead">${document.info.description}</p>
<p class="lead">The same for programs: <a href="${home}openapi.json">openapi.json</a>.</p>
${groups.map(
  (group) => html`<h2>${group}</h2>
${of(group).map(({ method, path, operation }) => section(method, path, operation, document))}`,
)}
</main>
</div>`,
  });
}

/** @param openApi of openApiOf, asked at each request: the service may learn its address only after its start */
export function docsRouter(openApi: () => unknown, home: string): Router {
  const router = Router();
  router.get('/openapi.json', (_request, response) => {
    response.json(openApi());
  });
  router.get('/docs', (_request, response) => {
    response.type('html').send(docsPage(openApi(), home));
  });
  router.get('/service.css', (_request, response) => {
    response.type('css').set('Cache-Control', 'public, max-age=3600').send(SERVICE_CSS);
  });
  return router;
}
