/**
 * A general alpha(r) as a table for the kernels: piecewise polynomials in r^2.
 *
 * Each octave of r^2 is cut into 2^indexBits equal subintervals, found from the top bits of the double, without a logarithm. On each, the
 * polynomial of degree 5 through the Chebyshev nodes. The coarsest of three resolutions whose relative error is below 1e-10 at points between
 * the nodes is taken (values below 1e-32 count as zero: they turn no velocity by a representable amount).
 *
 * Limits: r is clamped to [2^-32, 2^32). A subinterval where alpha is not finite holds NaN, which the particle that meets it inherits, so
 * that the simulation reports it. An alpha with a kink or a jump is refused.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { ScenarioError } from "../errors.ts";
import { cos } from "../math/elementary.ts";
import type { Potential } from "../protocols/index.ts";
import { TABLE_FIRST, TABLE_LAST } from "../kernels/constants/table.ts";

const DEGREE = 5;
const OCTAVES = 128;
const TOLERANCE = 1e-10;
const INVISIBLE = 1e-32;
const RESOLUTIONS = [5, 7, 9];

/** Velocities as planes. */
export interface AlphaTable {
  /** Six coefficients for each subinterval, constant first, in the fraction of the subinterval less 1/2. */
  readonly coefficients: Float64Array;
  /** Subintervals of an octave are 2^indexBits. */
  readonly indexBits: number;
  /** SHA-256 of resolution and coefficients, in hex: part of a study's digest. */
  readonly hash: string;
}

const nodes = Array.from({ length: DEGREE + 1 }, (_, k) => 0.5 * cos((Math.PI * (2 * k + 1)) / (2 * DEGREE + 2)));
const checkPoints = Array.from({ length: DEGREE + 2 }, (_, k) => 0.5 * cos((Math.PI * k) / (DEGREE + 1)));

/** basis[k][j]: coefficient of f^j in the polynomial that is 1 at node k and 0 at the others. */
const basis = nodes.map((node, k) => {
  let product = [1];
  for (const [j, other] of nodes.entries()) {
    if (j === k) continue;
    const next = [...product, 0].fill(0);
    product.forEach((value, power) => {
      next[power] -= (value * other) / (node - other);
      next[power + 1] += value / (node - other);
    });
    product = next;
  }
  return product;
});

/** Value of the polynomial that starts at `at`; the order of operations is that of the kernels. */
function polynomial(c: Float64Array, at: number, f: number): number {
  const f2 = f * f;
  const a0 = c[at + 1] * f + c[at];
  const a1 = c[at + 3] * f + c[at + 2];
  const a2 = c[at + 5] * f + c[at + 4];
  return a2 * (f2 * f2) + (a1 * f2 + a0);
}

const real = new Float64Array(1);
const word = new Uint32Array(real.buffer);
const FIRST_WORD = (1023 - 64) << 20;

/** alpha at a squared distance. NaN is treated like the smallest distance; the collision itself then passes it on. */
export function lookUp({ coefficients, indexBits }: AlphaTable, square: number): number {
  real[0] = square > TABLE_FIRST ? (square < TABLE_LAST ? square : TABLE_LAST) : TABLE_FIRST;
  const [low, high] = [word[0], word[1]];
  const index = (high - FIRST_WORD) >>> (20 - indexBits);
  word[1] = (((high << indexBits) | (low >>> (32 - indexBits))) & 0xfffff) | 0x3ff00000;
  word[0] = low << indexBits;
  return polynomial(coefficients, (DEGREE + 1) * index, real[0] - 1.5);
}

/** Fills a table at one resolution; returns the distance at which it first misses the tolerance. */
function fill(alpha: (r: number) => number, indexBits: number, coefficients: Float64Array): number | undefined {
  const parts = 1 << indexBits;
  let missed: number | undefined;
  for (let index = 0; index < OCTAVES * parts; index++) {
    const octave = TABLE_FIRST * power2(Math.floor(index / parts));
    const distance = (f: number): number => Math.sqrt(octave * (1 + ((index % parts) + 0.5 + f) / parts));
    const at = (DEGREE + 1) * index;
    const values = nodes.map((node) => alpha(distance(node)));
    for (let j = 0; j <= DEGREE; j++) coefficients[at + j] = values.reduce((sum, value, k) => sum + value * basis[k][j], 0);
    if (!values.every(Number.isFinite)) coefficients.fill(NaN, at, at + DEGREE + 1);
    for (const f of checkPoints) {
      const exact = alpha(distance(f));
      if (exact < 0) throw new ScenarioError(`invalid alpha: ${exact} at r = ${distance(f)} (it must not be negative)`);
      const error = Math.abs(polynomial(coefficients, at, f) - exact);
      if (error > Math.max(TOLERANCE * exact, INVISIBLE)) missed ??= distance(f);
    }
  }
  return missed;
}

/** 2^n for 0 <= n < 1023. */
function power2(n: number): number {
  word[0] = 0;
  word[1] = (1023 + n) << 20;
  return real[0];
}

/** Tabulates alpha. Throws ScenarioError when it is negative somewhere or too rough for a relative error of 1e-10. */
export function tabulate(potential: Potential): AlphaTable {
  let missed: number | undefined;
  for (const indexBits of RESOLUTIONS) {
    const coefficients = new Float64Array((DEGREE + 1) * OCTAVES * (1 << indexBits));
    missed = fill((r) => potential.alpha(r), indexBits, coefficients);
    if (missed !== undefined) continue;
    const digest = sha256
      .create()
      .update(utf8ToBytes(String(indexBits)))
      .update(new Uint8Array(coefficients.buffer))
      .digest();
    return { coefficients, indexBits, hash: bytesToHex(digest) };
  }
  throw new ScenarioError(`invalid potential ${potential.name}: alpha is too rough to tabulate near r = ${missed} (it must be smooth)`);
}
