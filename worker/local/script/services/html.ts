import type { Context, HtmlParts } from './context.ts';
import { enumeration, exception, only } from './only.ts';

const FRAME_OPTIONS = enumeration('HtmlService.XFrameOptionsMode', ['ALLOWALL', 'DEFAULT']);

export function htmlService(context: Context): object {
  const file = (name: unknown): string => {
    const text = context.backend.file(String(name).replace(/\.html$/, ''));
    if (text === undefined) throw exception(`No HTML file named ${String(name)} was found.`);
    return text;
  };
  return only('HtmlService', {
    createHtmlOutput: (content: unknown = '') => output(context, String(content)),
    createHtmlOutputFromFile: (name: unknown) => output(context, file(name)),
    createTemplate: (content: unknown) => template(context, String(content)),
    createTemplateFromFile: (name: unknown) => template(context, file(name)),
    XFrameOptionsMode: FRAME_OPTIONS,
    SandboxMode: enumeration('HtmlService.SandboxMode', ['EMULATED', 'IFRAME', 'NATIVE']),
  });
}

function output(context: Context, content: string): object {
  const parts: HtmlParts = { content, title: '', width: undefined, height: undefined };
  const set = (change: Partial<HtmlParts>): object => {
    Object.assign(parts, change);
    return me;
  };
  const me: object = only('HtmlOutput', {
    getContent: () => parts.content,
    setContent: (text: unknown) => set({ content: String(text) }),
    append: (text: unknown) => set({ content: parts.content + String(text) }),
    clear: () => set({ content: '' }),
    getTitle: () => parts.title,
    setTitle: (title: unknown) => set({ title: String(title) }),
    getWidth: () => parts.width ?? null,
    setWidth: (width: unknown) => set({ width: Number(width) }),
    getHeight: () => parts.height ?? null,
    setHeight: (height: unknown) => set({ height: Number(height) }),
    // About pages served by themselves; a sidebar frame has no use for them.
    addMetaTag: () => me,
    setFaviconUrl: () => me,
    setSandboxMode: () => me,
    setXFrameOptionsMode: () => me,
  });
  return context.known.remember(me, 'html', parts);
}

/** A template whose properties its scriptlets see: `<? code ?>`, `<?= escaped ?>`, `<?!= raw ?>`. */
function template(context: Context, text: string): object {
  const methods: Record<string, unknown> = {
    getRawContent: () => text,
    getCode: () => templateCode(text),
    evaluate() {
      const scope: Record<string, unknown> = { ...data };
      const written = new Function('scope', templateCode(text))(scope);
      return output(context, String(written));
    },
  };
  const data: Record<string, unknown> = {};
  return new Proxy(methods, {
    get: (target, key) => (typeof key === 'symbol' ? undefined : (target[key] ?? data[key])),
    set(_target, key, value) {
      data[String(key)] = value;
      return true;
    },
  });
}

function templateCode(text: string): string {
  const parts = text.split(/<\?([\s\S]*?)\?>/).map((part, index) => {
    if (index % 2 === 0) return `out += ${JSON.stringify(part)};`;
    if (part.startsWith('!=')) return `out += String(${part.slice(2)});`;
    if (part.startsWith('=')) return `out += escape(${part.slice(1)});`;
    return part;
  });
  return (
    "const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\"': '&quot;', \"'\": '&#39;' };\n" +
    'const escape = (value) => String(value).replace(/[&<>"\']/g, (mark) => marks[mark]);\n' +
    `let out = '';\nwith (scope) {\n${parts.join('\n')}\n}\nreturn out;`
  );
}
