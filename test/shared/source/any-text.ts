import fc from 'fast-check';

/** Any Unicode text without lone surrogates. fast-check's own `binary` takes seconds to set up. */
export const anyText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(fc.integer({ min: 0, max: 0xd7ff }), fc.integer({ min: 0xe000, max: 0x10ffff }), fc.nat(0x24f)),
  )
  .map((points) => String.fromCodePoint(...points));
