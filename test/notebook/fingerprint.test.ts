// SHA-256 against the vectors of NIST (FIPS 180-4 examples, CAVP "SHA256ShortMsg") and against the platform's.

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fingerprintOf, sha256 } from '../../src/notebook/fingerprint.ts';

describe('sha256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
    ['a'.repeat(1_000_000), 'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0'],
  ])('sha256 gives the published digest (%#)', (text, digest) => {
    expect(sha256(text)).toBe(digest);
  });

  it('sha256 gives the platform’s digest for any bytes, at all lengths around a block', () => {
    for (let length = 50; length < 140; length++) {
      const bytes = Uint8Array.from({ length }, (_, k) => (k * 37 + length) & 255);
      expect(sha256(bytes)).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});

describe('fingerprintOf', () => {
  it('fingerprintOf changes with the source, with an input and with its name, and not with the order of inputs', () => {
    const base = fingerprintOf('value(a)', { x: '1', y: '2' });
    expect(fingerprintOf('value(a)', { y: '2', x: '1' })).toBe(base);
    const others = [
      fingerprintOf('value(b)', { x: '1', y: '2' }),
      fingerprintOf('value(a)', { x: '1', y: '3' }),
      fingerprintOf('value(a)', { x: '1', z: '2' }),
      fingerprintOf('value(a)', { x: '1' }),
    ];
    expect(new Set([base, ...others]).size).toBe(5);
  });
});
