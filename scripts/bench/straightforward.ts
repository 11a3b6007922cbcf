/**
 * What one would write without kernels: pair collisions in dimension 3 as a plain loop over Float64Array with Math.*, the same pairing and
 * rotation law. The yardstick of the benchmark; nothing else uses it. One xoshiro128++ runs through the whole simulation.
 */
import { rotationConstants } from "../../src/model/rotation-law.ts";

export interface Cloud {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
}

let s0 = 0x9e3779b9;
let s1 = 0x243f6a88;
let s2 = 0xb7e15162;
let s3 = 0xdeadbeef;

/** Uniform on (0, 1), 32 bits. */
function uniform(): number {
  const sum = (s0 + s3) | 0;
  const word = (((sum << 7) | (sum >>> 25)) + s0) | 0;
  const shifted = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  s0 ^= s3;
  s2 ^= shifted;
  s3 = (s3 << 11) | (s3 >>> 21);
  return ((word >>> 0) + 0.5) / 4294967296;
}

const SHIFT = 3 - 0.75 * Math.sqrt(6);
const SCALE = 3.75 * Math.sqrt(6);

/** theta with theta - sin theta = pi w, by Newton from the convex side. */
function uniformAngle(w: number): number {
  let theta = Math.PI;
  for (let k = 0; k < 40; k++) theta -= (theta - Math.sin(theta) - Math.PI * w) / (1 - Math.cos(theta));
  return theta;
}

function collide(
  { x, y, z }: Cloud,
  i: number,
  j: number,
  gamma: number,
  factor: number,
  scale: number,
  probability: number,
): void {
  const zx = x[i]! - x[j]!;
  const zy = y[i]! - y[j]!;
  const zz = z[i]! - z[j]!;
  if (gamma !== 0) {
    const r = Math.sqrt(zx * zx + zy * zy + zz * zz);
    const constants = rotationConstants(Math.min(factor * (gamma === -3 ? 1 / (r * r * r) : Math.pow(r, gamma)), 40));
    scale = constants.scale;
    probability = constants.probability;
  }
  const decision = uniform();
  let swing: number;
  let sink: number;
  if (decision >= probability) {
    const square = uniform() ** 2;
    const s = scale * (SHIFT + SCALE * square * square);
    swing = Math.sqrt(s) / (1 + s);
    sink = s / (1 + s);
  } else {
    const half = 0.5 * uniformAngle(decision / probability);
    swing = Math.sin(half) * Math.cos(half);
    sink = Math.sin(half) * Math.sin(half);
  }
  const angle = 2 * Math.PI * uniform();
  const nz = 2 * uniform() - 1;
  const reach = Math.sqrt(1 - nz * nz);
  const nx = reach * Math.cos(angle);
  const ny = reach * Math.sin(angle);
  const px = ny * zz - nz * zy;
  const py = nz * zx - nx * zz;
  const pz = nx * zy - ny * zx;
  const hx = swing * px + sink * (ny * pz - nz * py);
  const hy = swing * py + sink * (nz * px - nx * pz);
  const hz = swing * pz + sink * (nx * py - ny * px);
  x[i]! += hx;
  y[i]! += hy;
  z[i]! += hz;
  x[j]! -= hx;
  y[j]! -= hy;
  z[j]! -= hz;
}

/** One step: fold pairing, every pair collides. Labels are taken to be exchangeable: no relabelling, which favours this loop. */
export function straightforwardStep(cloud: Cloud, gamma: number, dt: number): void {
  const count = cloud.x.length;
  const shift = Math.floor(count * uniform());
  const factor = 4 * dt;
  const { scale, probability } = rotationConstants(factor);
  for (let i = 0, j = shift; i < j; i++, j--) collide(cloud, i, j, gamma, factor, scale, probability);
  for (let i = shift + 1, j = count - 1; i < j; i++, j--) collide(cloud, i, j, gamma, factor, scale, probability);
}
