/** Texts that a bundle repeats are named once, and the bundle does as before. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { poolStrings } from '../../addon/pool-strings.mjs';

const bundle = (body: string): string => `"use strict";var A=(()=>{${body}})();`;
const run = (code: string): unknown => JSON.parse(runInNewContext(`${code};JSON.stringify(A)`));
const count = (code: string, text: string): number => code.split(text).length - 1;

const REPEATED = 'a text that is long enough';
const T = JSON.stringify(REPEATED);

describe('poolStrings', () => {
  it.each([
    ['words beside quotes', `const f=b=>{if(${T}in b)return${T};throw${T}};return[f({[${T}]:1}),${T}]`],
    ['cases', `const f=b=>{switch(b){case${T}:return 1;default:return 2}};return[f(${T}),f(""),${T}]`],
    ['keys of objects and classes', `class B{${T}(){return ${T}}}return[{${T}:${T}},new B()[${T}]()]`],
    ['computed keys', `return{[${T}]:[${T},${T}]}`],
    ['patterns of arguments', `const f=({${T}:b=${T}})=>b;return[f({}),f({${T}:1}),${T}]`],
    ['directives', `function f(){${T};"use strict";return this===undefined}return[f(),${T},${T},${T}]`],
    ['templates and patterns', `return[\`${REPEATED}\${${T}}\`,/${REPEATED}/.test(${T}),${T}]`],
    [
      'quotes, line ends and signs',
      `return['it\\'s "so"\\n\\u2028 東京 \\ud83d','it\\'s "so"\\n\\u2028 東京 \\ud83d']`,
    ],
    ['functions that are called before they stand', `return f();function f(){return[${T},${T},${T}]}`],
    ['names that look like ours', `const $0=1,$1=2,$2=3,$3=4;return[$0,$1,$2,$3,${T},${T},${T}]`],
  ])('a bundle with %s gives what it gave', (_what, body) => {
    const code = bundle(body);
    const pooled = poolStrings(code);
    expect(pooled).not.toBe(code);
    expect(run(pooled)).toEqual(run(code));
  });

  it('names a text once, and leaves keys, templates and what is asked of typeof', () => {
    const pooled = poolStrings(bundle(`return[${T},${T},{${T}:1},\`${REPEATED}\`,typeof A==${T}]`));
    expect(count(pooled, REPEATED)).toBe(4);
  });

  it('leaves short and rare texts, and what stands outside the function', () => {
    const short = bundle(`return["a","a","a",${T}]`);
    expect(poolStrings(short)).toBe(short);
    const outside = `${bundle(`return[${T},${T},${T}]`)}function f(){return ${T}}`;
    expect(poolStrings(outside)).toContain(`function f(){return ${T}}`);
  });

  it('refuses what is not a bundle', () => {
    expect(() => poolStrings(`var a=${T};`)).toThrow('bundle');
    expect(() => poolStrings('')).toThrow('bundle');
  });
});
