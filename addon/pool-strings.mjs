// @ts-check
/**
 * Names texts that a bundle holds again and again ("Order ID", "Shipments") once, as constants at its head: 16 KB less of
 * a server bundle that names columns and tabs everywhere. The sources stay as they read best. Nothing but texts in the
 * place of a value is touched: no keys, no directives, nothing in templates or patterns.
 */
import { parse } from 'acorn';

/** Characters of a name after minification, more or less, and those that a declaration takes beside its text. */
const NAME = 2.5;
const DECLARED = 6;

/**
 * @typedef {{ readonly start: number, readonly end: number, readonly value: string }} Text where a text stands, quotes included
 */

/**
 * The code with its repeated texts named.
 * @param {string} code a script whose first variable is what an arrow function without parameters gives: `var A=(()=>{...})();`,
 * in which `use strict` stands outside. Only what is in the function is changed
 * @returns {string} the same script, with the constants as the first statement of the function
 * Throws when the code has another form.
 */
export function poolStrings(code) {
  const program = parse(code, { ecmaVersion: 2020 });
  const bundle = program.body.find((node) => node.type === 'VariableDeclaration')?.declarations[0]?.init;
  const made = bundle?.type === 'CallExpression' ? bundle.callee : undefined;
  if (made?.type !== 'ArrowFunctionExpression' || made.body.type !== 'BlockStatement')
    throw new Error('A bundle begins with the function that makes it');

  /** @type {Map<string, Text[]>} */
  const places = new Map();
  /** @type {Set<string>} */
  const taken = new Set();
  collect(made.body, places, taken);

  /** @type {{ start: number, end: number, name: string }[]} */
  const edits = [];
  /** @type {string[]} */
  const declared = [];
  for (const [value, texts] of places) {
    const size = Buffer.byteLength(JSON.stringify(value));
    if (texts.length * size <= texts.length * NAME + size + DECLARED) continue;
    const name = freeName(taken);
    declared.push(`${name}=${JSON.stringify(value)}`);
    for (const { start, end } of texts) edits.push({ start, end, name });
  }
  if (declared.length === 0) return code;

  let at = made.body.start + 1;
  let out = `${code.slice(0, at)}const ${declared.join(',')};`;
  for (const { start, end, name } of edits.sort((a, b) => a.start - b.start)) {
    // Quotes part words, names do not: `return"a"in b`.
    out += `${code.slice(at, start)} ${name} `;
    at = end;
  }
  return out + code.slice(at);
}

/**
 * Texts in the place of a value, by what they say, and all names.
 * @param {unknown} node
 * @param {Map<string, Text[]>} places
 * @param {Set<string>} taken
 */
function collect(node, places, taken) {
  if (Array.isArray(node)) {
    for (const one of node) collect(one, places, taken);
    return;
  }
  if (!isNode(node)) return;
  if (node.type === 'Identifier') taken.add(node.name);
  if (node.type === 'Literal' && typeof node.value === 'string') {
    const { start, end, value } = node;
    places.set(value, [...(places.get(value) ?? []), { start, end, value }]);
  }
  for (const [field, inside] of Object.entries(node)) {
    // A key of an object that is not computed, and the text of a directive, are no values.
    if (field === 'key' && 'computed' in node && !node.computed) continue;
    if (field === 'expression' && 'directive' in node && node.directive !== undefined) continue;
    // The engine knows `typeof a=="string"` as one thing.
    if (node.type === 'BinaryExpression' && field === 'right' && isTypeof(node.left)) continue;
    if (node.type === 'BinaryExpression' && field === 'left' && isTypeof(node.right)) continue;
    collect(inside, places, taken);
  }
}

/** @param {import('acorn').Node} node */
const isTypeof = (node) =>
  node.type === 'UnaryExpression' && 'operator' in node && node.operator === 'typeof';

/**
 * @param {unknown} given
 * @returns {given is import('acorn').AnyNode}
 */
const isNode = (given) =>
  typeof given === 'object' && given !== null && 'type' in given && typeof given.type === 'string';

/**
 * A name that nothing has; it is taken from then on.
 * @param {Set<string>} taken
 */
function freeName(taken) {
  let at = taken.size;
  while (taken.has(`$${at.toString(36)}`)) at++;
  const name = `$${at.toString(36)}`;
  taken.add(name);
  return name;
}
