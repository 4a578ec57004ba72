/**
 * Check digits of tracking numbers. A right one proves little: over all formats, one mistyped digit in five still
 * passes. It ranks candidates and warns, and never refuses a row by itself.
 */

export type CheckRule =
  /** Alternating factors, summed, up to the next ten. Letters count as UPS counts them. `reverse`: from the end. */
  | { readonly rule: 'mod10'; readonly even: number; readonly odd: number; readonly reverse?: true }
  /** The number itself, modulo 7. */
  | { readonly rule: 'mod7' }
  /** Factors by place, modulo 11, then modulo 10. */
  | { readonly rule: 'weights'; readonly weights: readonly number[] }
  /** UPU standard S10: factors 8 6 4 2 3 5 9 7, eleven less the rest. */
  | { readonly rule: 's10' }
  | { readonly rule: 'luhn' }
  /** ISO 7064 MOD 37,36; the check character may be a letter. */
  | { readonly rule: 'iso7064' };

const S10_WEIGHTS: readonly number[] = [8, 6, 4, 2, 3, 5, 9, 7];
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';

const digit = (text: string, i: number): number => text.charCodeAt(i) - 48;

/** The check character that belongs to `serial`: upper-case letters and digits only. */
export function checkCharacter(serial: string, check: CheckRule): string {
  switch (check.rule) {
    case 'mod10':
      return `${(10 - (mod10Sum(serial, check.even, check.odd, check.reverse === true) % 10)) % 10}`;
    case 'mod7': {
      let rest = 0;
      for (let i = 0; i < serial.length; i++) rest = (rest * 10 + digit(serial, i)) % 7;
      return `${rest}`;
    }
    case 'weights':
      return `${(weighted(serial, check.weights) % 11) % 10}`;
    case 's10': {
      const rest = 11 - (weighted(serial, S10_WEIGHTS) % 11);
      return rest === 10 ? '0' : rest === 11 ? '5' : `${rest}`;
    }
    case 'luhn':
      return luhn(serial);
    case 'iso7064':
      return iso7064(serial);
  }
}

function mod10Sum(serial: string, even: number, odd: number, reverse: boolean): number {
  let sum = 0;
  const last = serial.length - 1;
  for (let i = 0; i <= last; i++) {
    const c = serial.charCodeAt(i);
    const value = c <= 57 ? c - 48 : (c - 3) % 10;
    const place = reverse ? last - i : i;
    sum += value * (place % 2 === 0 ? even : odd);
  }
  return sum;
}

function weighted(serial: string, weights: readonly number[]): number {
  let sum = 0;
  for (let i = 0; i < serial.length; i++) sum += digit(serial, i) * (weights[i] ?? 0);
  return sum;
}

function luhn(serial: string): string {
  let sum = 0;
  const last = serial.length - 1;
  for (let i = last; i >= 0; i--) {
    const value = digit(serial, i) * ((last - i) % 2 === 0 ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return `${(10 - (sum % 10)) % 10}`;
}

function iso7064(serial: string): string {
  let rest = 36;
  for (const c of serial) {
    rest += ALPHABET.indexOf(c);
    if (rest > 36) rest -= 36;
    rest *= 2;
    if (rest > 36) rest -= 37;
  }
  return ALPHABET.charAt((37 - rest) % 36);
}
