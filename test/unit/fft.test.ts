/** Fast Fourier transforms against fft.js (powers of two), against the defining sum (factors of three, two and three axes), and on identities. */
import FFT from "fft.js";
import { describe, expect, it, test } from "vitest";
import { openMemory } from "../../src/kernels/index.ts";
import { complexTransform, realTransform } from "../../src/math/fft/transform.ts";
import { isSmooth, radices, turn } from "../../src/math/fft/plan.ts";
import { streamOf } from "../support/clouds.ts";

/** Rounding of log2(n) additions of numbers below 1 in size, with room; a wrong twiddle is an error of order 1. */
const TOLERANCE = 1e-14;

const lengths = Array.from({ length: 96 }, (_, i) => i + 1).filter(isSmooth);
const random = (address: string, count: number): Float64Array => {
  const stream = streamOf(`fft/${address}`);
  return Float64Array.from({ length: count }, () => 2 * stream.uniform() - 1);
};
const open = (shape: readonly number[]) => {
  const points = shape.reduce((all, n) => all * n, 1);
  return { points, memory: openMemory() };
};

/** The defining sum along one axis of length n of an array of complex numbers, `stride` apart. */
function sumAlong(x: Float64Array, n: number, stride: number, sign: number): Float64Array {
  const y = new Float64Array(x.length);
  for (let i = 0; i < x.length / 2; i++) {
    const k = Math.floor(i / stride) % n;
    for (let j = 0; j < n; j++) {
      const from = i + (j - k) * stride;
      const angle = (sign * 2 * Math.PI * ((j * k) % n)) / n;
      const [c, s] = [Math.cos(angle), Math.sin(angle)];
      y[2 * i] += x[2 * from] * c - x[2 * from + 1] * s;
      y[2 * i + 1] += x[2 * from] * s + x[2 * from + 1] * c;
    }
  }
  return y;
}

/** The defining sum on every axis. */
const direct = (x: Float64Array, shape: readonly number[], sign: number): Float64Array =>
  shape.reduce(
    (y, n, k) =>
      sumAlong(
        y,
        n,
        shape.slice(k + 1).reduce((all, m) => all * m, 1),
        sign,
      ),
    x,
  );

const furthest = (a: ArrayLike<number>, b: ArrayLike<number>): number => Array.from(a).reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);

test("all lengths 2^a 3^b up to 96 are served, and no other", () => {
  expect(lengths).toEqual([1, 2, 3, 4, 6, 8, 9, 12, 16, 18, 24, 27, 32, 36, 48, 54, 64, 72, 81, 96]);
  for (const n of lengths) expect(radices(n).reduce((all, r) => all * r, 1)).toBe(n);
  for (const n of [0, 5, 7, 10, 2.5, -4]) expect(() => radices(n)).toThrow(RangeError);
});

test("turns are exact at multiples of an eighth and symmetric", () => {
  expect([0, 2, 4, 6].flatMap((j) => turn(j, 8)).map((x) => x + 0)).toEqual([1, 0, 0, 1, -1, 0, 0, -1]);
  for (let j = 0; j < 24; j++) expect(turn(j, 24)[0] === turn((24 - j) % 24, 24)[0]).toBe(true);
});

describe.each(lengths)("length %i", (n) => {
  const { memory } = open([n]);
  const transform = complexTransform(memory, [n]);
  const data = memory.allocate(2 * n);
  const x = random(`complex/${n}`, 2 * n);

  it("is the defining sum, both ways", () => {
    data.set(x);
    transform.forward(data);
    expect(furthest(data, direct(x, [n], -1))).toBeLessThan(TOLERANCE * n);
    data.set(x);
    transform.inverse(data);
    expect(furthest(data, direct(x, [n], 1))).toBeLessThan(TOLERANCE * n);
  });

  it("keeps the norm, and comes back", () => {
    data.set(x);
    transform.forward(data);
    const square = (a: Float64Array) => a.reduce((sum, value) => sum + value * value, 0);
    expect(Math.abs(square(data) / n - square(x))).toBeLessThan(TOLERANCE * n);
    transform.inverse(data);
    expect(
      furthest(
        data.map((value) => value / n),
        x,
      ),
    ).toBeLessThan(TOLERANCE);
  });
});

test.each([2, 4, 8, 16, 32, 64])("length %i is what fft.js computes", (n) => {
  const { memory } = open([n]);
  const data = memory.allocate(2 * n);
  data.set(random(`oracle/${n}`, 2 * n));
  const fft = new FFT(n);
  const out = fft.createComplexArray() as number[];
  fft.transform(out, Array.from(data));
  complexTransform(memory, [n]).forward(data);
  expect(furthest(data, out)).toBeLessThan(TOLERANCE * n);
});

test.each(lengths.filter((n) => n % 2 === 0))("real lines of length %i", (n) => {
  const { memory } = open([n]);
  const real = realTransform(memory, [n]);
  const line = memory.allocate(n);
  const spectrum = memory.allocate(real.spectrumDoubles);
  const given = random(`real/${n}`, n);
  line.set(given);
  real.forward(line, spectrum);
  const complex = new Float64Array(2 * n).map((_, i) => (i % 2 ? 0 : given[i / 2]));
  expect(furthest(spectrum, direct(complex, [n], -1).subarray(0, n + 2))).toBeLessThan(TOLERANCE * n);
  line.fill(0);
  real.inverse(spectrum, line);
  expect(
    furthest(
      line.map((value) => value / n),
      given,
    ),
  ).toBeLessThan(TOLERANCE);
});

test.each([[[6, 4]], [[9, 16]], [[12, 6, 8]], [[3, 18, 4]], [[16, 2, 24]]])("several axes of different lengths: %j", (shape) => {
  const { points, memory } = open(shape);
  const transform = complexTransform(memory, shape);
  const data = memory.allocate(2 * points);
  const x = random(`axes/${shape.join()}`, 2 * points);
  data.set(x);
  transform.forward(data);
  expect(furthest(data, direct(x, shape, -1))).toBeLessThan(TOLERANCE * points);
  const real = realTransform(memory, shape);
  const value = memory.allocate(points);
  const spectrum = memory.allocate(real.spectrumDoubles);
  value.set(x.subarray(0, points));
  real.forward(value, spectrum);
  const whole = direct(
    new Float64Array(2 * points).map((_, i) => (i % 2 ? 0 : x[i / 2])),
    shape,
    -1,
  );
  const last = shape.at(-1);
  for (let i = 0; i < points; i++) {
    if (i % last > last / 2) continue;
    const place = 2 * (Math.floor(i / last) * (last / 2 + 1) + (i % last));
    expect(Math.abs(spectrum[place] - whole[2 * i])).toBeLessThan(TOLERANCE * points);
    expect(Math.abs(spectrum[place + 1] - whole[2 * i + 1])).toBeLessThan(TOLERANCE * points);
  }
  value.fill(0);
  real.inverse(spectrum, value);
  expect(
    furthest(
      value.map((v) => v / points),
      x.subarray(0, points),
    ),
  ).toBeLessThan(TOLERANCE);
});

test("shapes that no transform serves are refused", () => {
  const memory = openMemory();
  expect(() => complexTransform(memory, [])).toThrow(/one to three axes: 0/);
  expect(() => complexTransform(memory, [4, 10])).toThrow(/length 2\^a 3\^b: 10/);
  expect(() => realTransform(memory, [4, 9])).toThrow(/even last axis: 9/);
});
