/**
 * What one would write without kernels: pair collisions in dimension 3 as a plain loop over Float64Array with Math.*, the same pairing and
 * rotation law. The yardstick of the benchmark; nothing else uses it. One xoshiro128++ runs through the whole simulation.
 */
import { rotationConstants } from "../../particles/noise/rotation-law.ts";

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

function collide({ x, y, z }: Cloud, i: number, j: number, gamma: number, factor: number, heat: number, tail: number): void {
  const zx = x[i] - x[j];
  const zy = y[i] - y[j];
  const zz = z[i] - z[j];
  if (gamma !== 0) {
    const r = Math.sqrt(zx * zx + zy * zy + zz * zz);
    const constants = rotationConstants(Math.min(factor * (gamma === -3 ? 1 / (r * r * r) : Math.pow(r, gamma)), 40));
    heat = constants.heat;
    tail = constants.tail;
  }
  const u = uniform();
  const square = u * u;
  const t = heat * (SHIFT + SCALE * square * square) + tail * tail * (1 / ((1 - u) * (1 - u)) - 1);
  const swing = Math.sqrt(t) / (1 + t);
  const sink = t / (1 + t);
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
  x[i] += hx;
  y[i] += hy;
  z[i] += hz;
  x[j] -= hx;
  y[j] -= hy;
  z[j] -= hz;
}

/** Relabels by Fisher and Yates: the fold is fair only when labels are exchangeable, so the pairing includes it every 16 steps. */
function shuffle(cloud: Cloud): void {
  for (let i = cloud.x.length - 1; i > 0; i--) {
    const j = Math.floor((i + 1) * uniform());
    for (const plane of [cloud.x, cloud.y, cloud.z]) {
      const kept = plane[i];
      plane[i] = plane[j]!;
      plane[j] = kept;
    }
  }
}

/** One step: relabelling when it is due, fold pairing, every pair collides. */
export function straightforwardStep(cloud: Cloud, gamma: number, dt: number, step: number): void {
  if (step % 16 === 0) shuffle(cloud);
  const count = cloud.x.length;
  const shift = Math.floor(count * uniform());
  const factor = 4 * dt;
  const { heat, tail } = rotationConstants(factor);
  for (let i = 0, j = shift; i < j; i++, j--) collide(cloud, i, j, gamma, factor, heat, tail);
  for (let i = shift + 1, j = count - 1; i < j; i++, j--) collide(cloud, i, j, gamma, factor, heat, tail);
}
