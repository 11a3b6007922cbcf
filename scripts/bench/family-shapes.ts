/**
 * Nineteen families of clouds that exact solvers trip over: heavy tails, clusters, several scales, curves, planes, outliers. Each draws the i-th point of
 * both clouds from standard normals; those of transport-clouds.ts and these make the 25 of `npm run bench -- families`.
 */
import { cos, exp, sin } from "../../src/math/elementary.ts";

/** The i-th points of two clouds, from standard normals. */
export type Shape = (normal: () => number, i: number) => readonly [readonly number[], readonly number[]];
type Normal = () => number;

const point = (n: Normal, dimension = 3): number[] => Array.from({ length: dimension }, n);
const length = (v: readonly number[]): number => Math.sqrt(v.reduce((sum, value) => sum + value * value, 0));
const times = (v: readonly number[], factor: number): number[] => v.map((value) => factor * value);
const plus = (v: readonly number[], w: readonly number[]): number[] => v.map((value, k) => value + w[k]);
const direction = (n: Normal, dimension = 3): number[] => {
  const v = point(n, dimension);
  return times(v, 1 / length(v));
};

/** Uniform on (0, 1): e^(-r^2/2) of two normals. */
const uniform = (n: Normal): number => {
  const [a, b] = [n(), n()];
  return exp(-(a * a + b * b) / 2);
};

/** Student's t with `degrees` of freedom, spherical. */
const student = (n: Normal, degrees: number, dimension = 3): number[] => times(point(n, dimension), Math.sqrt(degrees) / length(point(n, degrees)));
const cauchy = (n: Normal): number => n() / n();

/** A fixed place in the unit cube for every whole number: the fractional parts of multiples of powers of the plastic number (R_3 sequence). */
const place = (m: number): number[] => [0.8191725133961645, 0.6710436067037893, 0.5497004779019703].map((step) => (0.5 + step * (m + 1)) % 1);

/** Tight clusters about a hundred places. */
const clustered = (n: Normal, which: number): number[] => plus(place(which), times(point(n), 0.005));
const angle = 2 * Math.PI;

export const families: Readonly<Record<string, Shape>> = {
  "t, 3 degrees": (n) => [student(n, 3), point(n)],
  "t, 2 degrees": (n) => [student(n, 2), student(n, 2)],
  "t, 1 degree": (n) => [student(n, 1), student(n, 1)],
  Cauchy: (n) => [
    [cauchy(n), cauchy(n), cauchy(n)],
    [cauchy(n), cauchy(n), cauchy(n)],
  ],
  "Cauchy 2-D": (n) => [
    [cauchy(n), cauchy(n)],
    [cauchy(n), cauchy(n)],
  ],
  "log-normal radius": (n) => [times(direction(n), exp(1.5 * n())), times(direction(n), exp(1.5 * n()))],
  "clusters to cube": (n, i) => [clustered(n, i % 100), [uniform(n), uniform(n), uniform(n)]],
  "cluster to cluster": (n, i) => [clustered(n, i % 100), clustered(n, 100 + Math.floor(100 * uniform(n)))],
  "several scales": (n, i) => [
    plus(times(place(i % 7), 3), times(point(n), 10 ** -(i % 4))),
    plus(times(place(20 + (i % 11)), 3), times(point(n), 10 ** -(i % 5))),
  ],
  "1 % outliers": (n, i) => [times(point(n), i % 100 ? 1 : 1000), times(point(n), i % 100 ? 1 : 1000)],
  "crossing lines": (n) => [[n(), 0, 0], times([0.6, 0.8, 0], n())],
  "nearly orthogonal lines": (n) => [[n(), 0, 0], times([0.01, 1, 0], n())],
  "disc to line": (n) => {
    const r = Math.sqrt(uniform(n));
    return [times(direction(n, 2), r), [n(), 0]];
  },
  "ring to Gaussian": (n) => [times(direction(n, 2), 1 + 0.01 * n()), point(n, 2)],
  "spiral to Gaussian": (n) => {
    const t = uniform(n);
    const turn = 3 * angle * t;
    return [plus(times([cos(turn), sin(turn)], 2 * t), times(point(n, 2), 0.01)), point(n, 2)];
  },
  "uneven groups": (n, i) => [plus(point(n), [i % 10 < 3 ? 10 : 0, 0, 0]), plus(point(n), [i % 10 < 6 ? 10 : 0, 0, 0])],
  "sphere to ball": (n) => [direction(n), times(direction(n), Math.cbrt(uniform(n)))],
  "plane to volume": (n) => [[...point(n, 2), 0], point(n)],
  cube: (n) => [[uniform(n), uniform(n), uniform(n)], point(n)],
};
