/** Small symmetric matrices without allocation, against the general routines of src/math/symmetric.ts, which share nothing with them. */
import { describe, expect, it } from "vitest";
import { packedLength, polarFactor, rootInPlace } from "../../src/math/small-symmetric.ts";
import { functionOf, product, squareRoot, type Matrix } from "../../src/math/symmetric.ts";
import type { Stream } from "../../src/protocols/index.ts";
import { streamOf } from "../support/clouds.ts";

const pack = (full: Matrix, d: number): Float64Array =>
  Float64Array.from(Array.from({ length: d }, (_, i) => Array.from(full.subarray(d * i + i, d * i + d))).flat());
const transpose = (m: Matrix, d: number): Matrix => m.map((_, at) => m[d * (at % d) + Math.floor(at / d)]);
const largest = (m: Float64Array): number => m.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
const difference = (a: Float64Array, b: Float64Array): number => largest(a.map((x, k) => x - b[k]));

/** G diag(scales)^2 G^T with G normal: condition numbers up to the square of the ratio of the scales. */
function random(stream: Stream, d: number, scales: readonly number[]): Matrix {
  const g = Float64Array.from({ length: d * d }, () => stream.normal());
  const scaled = g.map((x, at) => x * scales[at % d]);
  return product(scaled, transpose(scaled, d), d);
}

describe.each([2, 3])("order %s", (d) => {
  const scales = [
    [1, 0.7, 0.4],
    [1, 1, 1e-3],
    [30, 1, 1],
    [1, 0, 0],
  ];

  it("square roots", () => {
    const stream = streamOf(`root/${d}`);
    for (let draw = 0; draw < 400; draw++) {
      const matrix = random(stream, d, scales[draw % 4]);
      const packed = pack(matrix, d);
      rootInPlace(d, packed);
      // A root of a singular matrix moves by the root of a rounding.
      const tolerance = draw % 4 === 3 ? 3e-8 : 1e-13;
      expect(difference(packed, pack(squareRoot(matrix, d), d))).toBeLessThan(tolerance * Math.sqrt(largest(matrix)) * (draw % 4 === 1 ? 1e4 : 10)); // prettier-ignore
    }
    const zero = new Float64Array(packedLength(d));
    rootInPlace(d, zero);
    expect(largest(zero)).toBe(0);
  });

  it("polar factors", () => {
    const stream = streamOf(`polar/${d}`);
    const u = new Float64Array(d * d);
    for (let draw = 0; draw < 400; draw++) {
      const [left, right] = [0, 1].map(() => squareRoot(random(stream, d, scales[draw % 3]), d)) as [Matrix, Matrix];
      polarFactor(d, pack(left, d), pack(right, d), u);
      const m = product(left, right, d);
      const orthogonal = product(transpose(u, d), u, d);
      expect(
        difference(
          orthogonal,
          Float64Array.from({ length: d * d }, (_, at) => Number(at % (d + 1) === 0)),
        ),
      ).toBeLessThan(1e-14);
      // U = M (M^T M)^{-1/2}
      if (draw % 3 !== 0) continue;
      const inverseRoot = functionOf(product(transpose(m, d), m, d), d, (x) => 1 / Math.sqrt(x));
      const modulus = squareRoot(product(transpose(m, d), m, d), d);
      expect(difference(product(u, modulus, d), m)).toBeLessThan(1e-12 * largest(m));
      expect(difference(u, product(m, inverseRoot, d))).toBeLessThan(1e-9);
    }
  });

  it("polar factors of singular products are orthogonal, and of nothing the identity", () => {
    const stream = streamOf(`singular/${d}`);
    const u = new Float64Array(d * d);
    const identity = Float64Array.from({ length: d * d }, (_, at) => Number(at % (d + 1) === 0));
    const zero = new Float64Array(packedLength(d));
    polarFactor(d, zero, zero, u);
    expect(u).toEqual(identity);
    for (let draw = 0; draw < 60; draw++) {
      const [left, right] = [0, 1].map(() => pack(random(stream, d, draw % 2 ? [1, 0, 0] : [0, 1, 0]), d)) as [Float64Array, Float64Array]; // prettier-ignore
      polarFactor(d, left, draw % 3 ? right : zero, u);
      expect(difference(product(transpose(u, d), u, d), identity)).toBeLessThan(1e-14);
    }
  });
});
