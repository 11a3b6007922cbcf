/** Closed forms: Gaussians, laws isotropic about their means, and the linear maps between Gaussians. */
import { describe, expect, test } from "vitest";
import { gaussian, maxwellian, mixture } from "../../src/laws/index.ts";
import { fromRows, product } from "../../src/math/symmetric.ts";
import { buresSquared, gaussianMapMatrix, gaussianSquared, radialSquared, radialSquaredDistance } from "../../src/transport/index.ts";
import { cloudOf, normalCloud, streamOf } from "../support/clouds.ts";

// Covariances, means and values of the project's table of reference values (computed independently, errors 1e-14 and 1e-11).
const A = [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]]; // prettier-ignore
const B = [[1.4, -0.3, 0.1], [-0.3, 0.7, 0], [0.1, 0, 0.9]]; // prettier-ignore
const a = [0.1, -0.2, 0.3];
const b = [-0.4, 0.5, 0];
const W2SQ_D3 = 1.12942704827136;
const W2SQ_D3_CENTRED = 0.2994270482713599;
const W2SQ_D2 = 0.9987289295228114;
const W2SQ_RADIAL_MIX_VS_M = { 2: 0.0122665167387721, 3: 0.022645367142118268 };

const leading = (rows: number[][], d: number): number[][] => rows.slice(0, d).map((row) => row.slice(0, d));

describe("Gaussians", () => {
  test("reference values in dimensions 3 and 2", () => {
    expect(Math.abs(gaussianSquared(a, fromRows(A), b, fromRows(B)) - W2SQ_D3)).toBeLessThan(1e-13);
    expect(Math.abs(buresSquared(fromRows(A), fromRows(B), 3) - W2SQ_D3_CENTRED)).toBeLessThan(1e-13);
    const flat = gaussianSquared(a.slice(0, 2), fromRows(leading(A, 2)), b.slice(0, 2), fromRows(leading(B, 2)));
    expect(Math.abs(flat - W2SQ_D2)).toBeLessThan(1e-13);
  });

  test("the map matrix M sends A to B: M A M = B, and E|x - M x|^2 is the distance", () => {
    const map = gaussianMapMatrix(fromRows(A), fromRows(B), 3);
    const image = product(product(map, fromRows(A), 3), map, 3);
    fromRows(B).forEach((entry, k) => expect(Math.abs(image[k] - entry)).toBeLessThan(1e-14));
    const rest = map.map((entry, k) => entry - (k % 4 === 0 ? 1 : 0));
    const moved = product(product(rest, fromRows(A), 3), rest, 3);
    expect(Math.abs(moved[0] + moved[4] + moved[8] - W2SQ_D3_CENTRED)).toBeLessThan(1e-14);
  });

  test("degenerate covariances: the projections of both on the common support move, the rest collapses", () => {
    // diag(4, 1, 0) and diag(1, 0, 9): axis by axis (2-1)^2 + (1-0)^2 + (0-3)^2 = 11.
    const [first, second] = [fromRows([[4, 0, 0], [0, 1, 0], [0, 0, 0]]), fromRows([[1, 0, 0], [0, 0, 0], [0, 0, 9]])]; // prettier-ignore
    expect(buresSquared(first, second, 3)).toBeCloseTo(11, 13);
    expect(buresSquared(new Float64Array(9), second, 3)).toBe(10);
    expect(buresSquared(second, second, 3)).toBe(0);
    // Two lines at 60 degrees in the plane: 1 + 1 - 2 cos 60 = 1.
    const [c, s] = [0.5, Math.sqrt(3) / 2];
    expect(buresSquared(fromRows([[1, 0], [0, 0]]), fromRows([[c * c, c * s], [c * s, s * s]]), 2)).toBeCloseTo(1, 7); // prettier-ignore
  });

  test("commuting covariances in dimension 6", () => {
    const s = [0.1, 0.5, 1, 2, 3, 0];
    const t = [1, 0.5, 0.2, 1, 5, 0.04];
    const diagonal = (values: number[]) => fromRows(values.map((value, k) => values.map((_, l) => (k === l ? value : 0))));
    const expected = s.reduce((sum, value, k) => sum + (Math.sqrt(value) - Math.sqrt(t[k])) ** 2, 0);
    expect(buresSquared(diagonal(s), diagonal(t), 6)).toBeCloseTo(expected, 14);
  });
});

describe("isotropic laws", () => {
  test.each([2, 3] as const)("mixture N(0, I/2)/2 + N(0, 3I/2)/2 against N(0, I), dimension %i, both ways", (d) => {
    const components = [0.5, 1.5].map((variance) => ({ weight: 0.5, variances: new Array<number>(d).fill(variance) }));
    const [f, g] = [mixture({ components }), maxwellian({ dimension: d })];
    expect(Math.abs(radialSquaredDistance(f, g) - W2SQ_RADIAL_MIX_VS_M[d])).toBeLessThan(2e-11);
    expect(Math.abs(radialSquaredDistance(g, f) - W2SQ_RADIAL_MIX_VS_M[d])).toBeLessThan(2e-11);
  });

  test("two Maxwellians: d (sigma - tau)^2", () => {
    const [f, g] = [gaussian({ variances: [4, 4, 4] }), gaussian({ variances: [0.25, 0.25, 0.25] })];
    expect(Math.abs(radialSquaredDistance(f, g) - 3 * 1.5 ** 2)).toBeLessThan(1e-10);
  });

  test("clouds: sorted speeds about the means, plus the distance of the means", () => {
    // Speeds 1, 2, 3 (mean zero on each axis) about (0, 0); the second cloud is twice as large about (5, -1).
    const x = cloudOf(6, (i) => [(i % 2 ? 1 : -1) * (1 + (i >> 1)), 0]);
    const y = cloudOf(6, (i) => [5, -1 + (i % 2 ? 2 : -2) * (3 - (i >> 1))]);
    expect(radialSquared(x, y)).toBeCloseTo(25 + 1 + (1 + 4 + 9) / 3, 13);
    // About centres that are given, not measured.
    const shifted = cloudOf(2, (i) => [3 + i, 0]);
    expect(radialSquared(shifted, shifted, { centres: [[0, 0], [4, 0]] })).toBeCloseTo(16 + ((3 - 0) ** 2 + (4 - 1) ** 2) / 2, 13); // prettier-ignore
  });

  test("a large cloud agrees with the laws within its sampling error", () => {
    const stream = streamOf("radial/large");
    const [x, y] = [normalCloud(stream, 40000, [1.5, 1.5, 1.5]), normalCloud(stream, 40000, [1, 1, 1])];
    // 3 (0.5)^2 = 0.75; d/d sigma of it is 3, and sigma is known to 1.5 / sqrt(6 N) and 1 / sqrt(6 N): standard error 0.011 in all.
    expect(Math.abs(radialSquared(x, y, { centres: [[0, 0, 0], [0, 0, 0]] }) - 0.75)).toBeLessThan(4 * 0.011); // prettier-ignore
  });
});
