/**
 * What the white noise (white-noise.ts) moves particles by, given its sums:  V_i += -2 (d-1) dt B_i + X_i,  X_i normal of covariance 2 dt (tr(S_i) I - S_i), jointly
 * so with the second ensemble's (noise/joint-normal.ts). Normals belong to blocks of particles of one species; the second's own follow all those of the first.
 */
import type { Ensemble, Key, NoiseOf, Planes } from "../../src/protocols/index.ts";
import { openJointNormal } from "../noise/joint-normal.ts";
import { normals } from "../noise/normal-noise.ts";
import type { Sums } from "./mean-field-sums.ts";

/** What particles of one species move by. */
export interface Moved {
  readonly own: readonly Sums[];
  readonly cross: Planes;
  readonly roundOff: number;
  /** The first ensemble's sums by themselves, where they are in another precision: it moves by these, and the second by as much more as `own` and `cross` say. */
  readonly alone?: Moved;
}

/** Particles whose normals are drawn at once. */
const BLOCK = 512;

/** The noise of a step. */
export interface Noise {
  readonly key: Key;
  readonly step: NoiseOf;
  readonly dt: number;
  readonly sign: 1 | -1;
}

/** Moves the species of one ensemble or of both of a couple, once all their sums are known. */
export function moveSpecies(ensembles: readonly (readonly Ensemble[])[], moved: readonly Moved[], noise: Noise): void {
  const blocks = ensembles[0].map(({ count }) => Math.ceil(count / BLOCK));
  const total = blocks.reduce((sum, count) => sum + count);
  let firstBlock = 0;
  moved.forEach((of, s) => {
    move(ensembles.map((species) => species[s]), of, noise, [firstBlock, total]); // prettier-ignore
    firstBlock += blocks[s];
  });
}

function move(ensembles: readonly Ensemble[], moved: Moved, { key, step, dt, sign }: Noise, [firstBlock, total]: readonly [number, number]): void {
  const [{ count, dimension: d }] = ensembles;
  const blocks = Math.ceil(count / BLOCK);
  const [jumps, lead] = [openJumps(d, moved, dt), moved.alone && openJumps(d, moved.alone, dt)];
  const draw = [new Float64Array(d), new Float64Array(d)];
  for (let block = 0; block < blocks; block++) {
    const [begin, end] = [block * BLOCK, Math.min((block + 1) * BLOCK, count)];
    const drawn = ensembles.map((_, k) => normals(key, step, k * total + firstBlock + block, { components: d, count: end - begin }, sign));
    for (let i = begin; i < end; i++) {
      for (let k = 0; k < ensembles.length; k++) for (let c = 0; c < d; c++) draw[k][c] = drawn[k][c][i - begin];
      const jump = jumps(i, draw);
      if (!lead) {
        for (let k = 0; k < ensembles.length; k++) for (let c = 0; c < d; c++) ensembles[k].planes[c][i] += jump[k][c];
        continue;
      }
      const [alone] = lead(i, draw);
      for (let c = 0; c < d; c++) {
        ensembles[0].planes[c][i] += alone[c];
        ensembles[1].planes[c][i] += alone[c] + (jump[1][c] - jump[0][c]);
      }
    }
  }
}

/** What particle i moves by in each ensemble of these sums. */
function openJumps(d: number, { own, cross, roundOff }: Moved, dt: number): (i: number, draw: readonly Float64Array[]) => readonly Float64Array[] {
  const joint = openJointNormal(d, roundOff);
  const jump = own.map(() => new Float64Array(d));
  return (i, draw) => {
    covariance(own[0], i, 2 * dt, joint.a);
    if (own.length === 2) {
      covariance(own[1], i, 2 * dt, joint.b);
      for (let at = 0; at < d * d; at++) joint.c[at] = 2 * dt * cross[at][i];
    }
    for (let k = 0; k < own.length; k++) {
      const random = k === 0 ? joint.first(draw[0]) : joint.second(draw[1]);
      for (let c = 0; c < d; c++) jump[k][c] = random[c] - 2 * (d - 1) * dt * own[k][c][i];
    }
    return jump;
  };
}

/** scale (tr(S) I - S) of particle i, by rows. */
function covariance(sums: Sums, i: number, scale: number, into: Float64Array): void {
  if (sums.length === 5) {
    into[0] = scale * sums[4][i];
    into[1] = into[2] = -scale * sums[3][i];
    into[3] = scale * sums[2][i];
    return;
  }
  const [xx, yy, zz] = [sums[3][i], sums[6][i], sums[8][i]];
  into[0] = scale * (yy + zz);
  into[1] = into[3] = -scale * sums[4][i];
  into[2] = into[6] = -scale * sums[5][i];
  into[4] = scale * (xx + zz);
  into[5] = into[7] = -scale * sums[7][i];
  into[8] = scale * (xx + yy);
}
