/** What check digits are reckoned with. Each function takes a text that has the right form already. */

export const digitAt = (id: string, i: number): number => id.charCodeAt(i) - 48;

/** The sum of the first signs, each times its weight. A letter counts as its ASCII code less 48 (so has the CNPJ). */
export const weighted = (id: string, weights: readonly number[]): number =>
  weights.reduce((sum, weight, i) => sum + weight * digitAt(id, i), 0);

export const sameSigns = (id: string): boolean => id === id.charAt(0).repeat(id.length);

/** 11 less the rest by 11, where 10 and 11 become 0. */
export const elevenZero = (sum: number): number => (sum % 11 < 2 ? 0 : 11 - (sum % 11));
