// SHA-256 of a text, in hexadecimal.
// The browser's own crypto.subtle is missing on plain http pages that are not
// localhost (a school's server, for example), so the sum is worked out here (FIPS 180-4).

const ROUND = firstPrimes(64).map(prime => fractionBits(Math.cbrt(prime)));
const START = firstPrimes(8).map(prime => fractionBits(Math.sqrt(prime)));

function firstPrimes(count: number): number[] {
  const primes: number[] = [];
  for (let n = 2; primes.length < count; n++) {
    if (primes.every(prime => n % prime !== 0)) {
      primes.push(n);
    }
  }
  return primes;
}

function fractionBits(x: number): number {
  return ((x - Math.floor(x)) * 2 ** 32) | 0;
}

function rotate(x: number, by: number): number {
  return (x >>> by) | (x << (32 - by));
}

function padded(text: string): DataView {
  const bytes = new TextEncoder().encode(text);
  const view = new DataView(
    new ArrayBuffer(Math.ceil((bytes.length + 9) / 64) * 64)
  );
  new Uint8Array(view.buffer).set(bytes);
  view.setUint8(bytes.length, 0x80);
  view.setUint32(view.byteLength - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(view.byteLength - 4, (bytes.length * 8) >>> 0);
  return view;
}

function schedule(view: DataView, offset: number): Int32Array {
  const w = new Int32Array(64);
  for (let i = 0; i < 16; i++) {
    w[i] = view.getInt32(offset + 4 * i);
  }
  for (let i = 16; i < 64; i++) {
    const a = w[i - 15];
    const b = w[i - 2];
    w[i] =
      w[i - 16] +
      (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) +
      w[i - 7] +
      (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10));
  }
  return w;
}

export function sha256(text: string): string {
  const view = padded(text);
  const hash = Int32Array.from(START);
  for (let offset = 0; offset < view.byteLength; offset += 64) {
    const w = schedule(view, offset);
    let [a, b, c, d, e, f, g, h] = hash;
    for (let i = 0; i < 64; i++) {
      const one =
        (h +
          (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) +
          ((e & f) ^ (~e & g)) +
          ROUND[i] +
          w[i]) |
        0;
      const two =
        ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) +
          ((a & b) ^ (a & c) ^ (b & c))) |
        0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (hash[i] += value));
  }
  return Array.from(hash, word => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
