/**
 * One step of a mixture from fixed clouds, read off without statistics, and what it should be, term by term.
 *
 * Increments are affine in the normals of a step, which are known: half the sum of a step and its reversed one is the drift, and the linear map from the normals of a
 * particle to the increments of both ensembles is the least-squares solution over a few steps, whose residue shows normals that are not those. The oracle goes over
 * ordered pairs: with p_j = n/N of the partner's species,
 *
 *   drift_i = sum_j dt p_j (1/m_i)(1/m_i + 1/m_j) b_ij(z),   noise_i = sum_j sqrt(2 dt p_j) (1/m_i) sigma_ij(z) xi_ij,   xi~_ij = R_ij xi_ij as the coupling maps it.
 */
import { createEnsemble, groupsOf, partOf } from "../../particles/ensemble.ts";
import { normals } from "../../particles/noise/normal-noise.ts";
import type { RotationNoise, RowVelocities } from "../../particles/noise/rotation-noise.ts";
import type { Coupling, Stepper } from "../../particles/protocols.ts";
import { openMemory, type KernelMemory } from "../../src/kernels/index.ts";
import { factorReal, solveReal } from "../../src/math/linear-solve.ts";
import type { Ensemble, Key, Model, Planes } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { streamOf } from "./clouds.ts";

/** Of one particle: what drift adds in each ensemble, and the covariance of what noise adds to both, [2d x 2d], or to one, [d x d]. */
export interface Moved {
  readonly drifts: readonly (readonly number[])[];
  readonly covariance: readonly (readonly number[])[];
}

/** Ensembles of a mixture with skewed clouds, no two species nor ensembles alike. */
export function mixtureClouds(model: Model, count: number, d: number, memory: KernelMemory = openMemory()): readonly [Ensemble, Ensemble] {
  const groups = groupsOf(model, count);
  const [first, second] = ["first", "second"].map((name) => {
    const stream = streamOf(`mixture-step/${name}/${count}/${d}`);
    const e = createEnsemble(memory, count, d, groups);
    groups.forEach(({ begin, end }, s) => {
      for (let i = begin; i < end; i++) {
        for (let k = 0; k < d; k++) e.planes[k][i] = (1.2 - 0.3 * s + 0.2 * k) * (stream.normal() + 0.3 * stream.normal() ** 2) + 0.2 * s * (k - 1);
      }
    });
    return e;
  });
  return [first, second];
}

type PairCoupling = Coupling<RowVelocities, RotationNoise>;

interface Asked {
  readonly softening: number;
  readonly dt: number;
  /** Synchronous noise when absent: of use for what one ensemble does. */
  readonly coupling?: PairCoupling;
}

/** What the equation asks of every particle. */
export function askedOf(model: Model, ensembles: readonly Ensemble[], { softening, dt, coupling }: Asked): Moved[] {
  const [{ groups, count, dimension: d }] = ensembles;
  const speciesOf = Array.from({ length: count }, (_, i) => groups.findIndex(({ begin, end }) => begin <= i && i < end));
  const met = ensembles.map((e, which) => (which === 1 && coupling?.partners ? matched(ensembles as readonly [Ensemble, Ensemble], coupling) : e.planes));
  return Array.from({ length: count }, (_, i) => {
    const mass = model.species[speciesOf[i]].mass;
    const pairs = speciesOf.map((t, j) => {
      const { density, mass: other } = model.species[t];
      const share = density / (groups[t].end - groups[t].begin);
      const both = ensembles.map((e, which) => {
        const z = e.planes.map((plane, k) => plane[i] - met[which][k][j]);
        const square = z.reduce((sum, x) => sum + x * x, 0);
        const alpha = square === 0 ? 0 : model.interaction(speciesOf[i], t).alpha(Math.sqrt(square + softening * softening));
        return { z, alpha };
      });
      return { both, drift: (dt * share * (1 / mass + 1 / other)) / mass, noise: Math.sqrt(2 * dt * share) / mass };
    });
    const drifts = ensembles.map((_e, which) =>
      Array.from({ length: d }, (_x, k) => pairs.reduce((sum, { both, drift }) => sum - (d - 1) * drift * both[which].alpha * both[which].z[k], 0)),
    );
    const rows = ensembles.map((_e, which): RowVelocities => {
      const z = Array.from({ length: d }, (_x, k) => Float64Array.from(pairs, ({ both }) => both[which].z[k]));
      return { dimension: d, pairs: count, row: i, z };
    });
    const covariance = Array.from({ length: ensembles.length * d }, () => new Array<number>(ensembles.length * d).fill(0));
    for (let axis = 0; axis < (d === 2 ? 1 : 3); axis++) {
      const unit = [0, 1].map((): RotationNoise => {
        const plane = (value: number): Float64Array => new Float64Array(count).fill(value);
        return d === 2 ? { radial: plane(1), direction: [] } : { radial: plane(0), direction: [0, 1, 2].map((k) => plane(k === axis ? 1 : 0)) };
      });
      if (rows.length === 2) coupling?.map(unit[1], unit[0], [rows[0], rows[1]]);
      pairs.forEach(({ both, noise }, j) => {
        const kicks = both.flatMap(({ z, alpha }, which) => kick(unit[which], j, z).map((x) => noise * Math.sqrt(alpha) * x));
        covariance.forEach((row, r) => row.forEach((_x, s) => (row[s] += kicks[r] * kicks[s])));
      });
    }
    return { drifts, covariance };
  });
}

/** Partners of the second ensemble, matched within each species. */
function matched([first, second]: readonly [Ensemble, Ensemble], { partners }: PairCoupling): Planes {
  const planes = second.planes.map((plane) => plane.slice());
  for (const group of first.groups) {
    const [v, w] = [partOf(first, group).planes, partOf(second, group).planes];
    const order = partners!.order(v, w);
    planes.forEach((plane, k) => w[k].forEach((_x, j) => (plane[group.begin + j] = w[k][order[j]])));
  }
  return planes;
}

/** x x z, or x J z in the plane. */
function kick({ radial, direction }: RotationNoise, j: number, z: readonly number[]): number[] {
  if (z.length === 2) return [-radial[j] * z[1], radial[j] * z[0]];
  const x = direction.map((plane) => plane[j]);
  return [0, 1, 2].map((k) => x[(k + 1) % 3] * z[(k + 2) % 3] - x[(k + 2) % 3] * z[(k + 1) % 3]);
}

/** Where a system's normals of a step stand: those of particle i in ensemble `which`. */
export type Drawn = (key: Key, step: number, which: number, i: number) => readonly number[];

/** Of the white noise: blocks of each species in turn, fewer than 512 particles each; the second's follow. */
export const whiteNoiseDrawn =
  ({ groups, dimension }: Ensemble): Drawn =>
  (key, step, which, i) => {
    const s = groups.findIndex(({ begin, end }) => begin <= i && i < end);
    const { begin, end } = groups[s];
    return normals(key, step, which * groups.length + s, { components: dimension, count: end - begin }).map((plane) => plane[i - begin]);
  };

/** Of mean-field particles: one block of all, and the same for both. */
export const meanFieldDrawn =
  ({ count, dimension }: Ensemble): Drawn =>
  (key, step, _which, i) =>
    normals(key, step, 0, { components: dimension, count }).map((plane) => plane[i]);

/** What steps make of every particle: drifts, and the matrix M from the normals, [m n], to the increments of both ensembles, with what it does not explain. */
export interface Read {
  readonly drifts: readonly (readonly number[])[];
  readonly map: readonly (readonly number[])[];
  readonly residue: number;
}

/** `own`: normals of each ensemble, or of the first alone where the second has none of its own. */
export function readOff(stepper: Stepper, ensembles: readonly Ensemble[], dt: number, drawn: Drawn, own = ensembles.length): Read[] {
  const [{ count, dimension: d }] = ensembles;
  const start = ensembles.map((e) => e.planes.map((plane) => plane.slice()));
  const made = (key: Key, sign: 1 | -1): Planes => {
    ensembles.forEach((e, which) => e.planes.forEach((plane, k) => plane.set(start[which][k])));
    stepper.step(key, 3, dt, sign);
    return ensembles.flatMap((e, which) => e.planes.map((plane, k) => plane.map((x, i) => x - start[which][k][i])));
  };
  const keys = Array.from({ length: own * d + 3 }, (_, n) => rootKey("mixture-step").child("draw", n));
  const steps = keys.map((key) => ({ key, there: made(key, 1), back: made(key, -1) }));
  ensembles.forEach((e, which) => e.planes.forEach((plane, k) => plane.set(start[which][k])));
  return Array.from({ length: count }, (_, i) => {
    const eta = steps.map(({ key }) => Array.from({ length: own }, (_x, which) => drawn(key, 3, which, i)).flat());
    const noise = steps.map(({ there, back }) => there.map((plane, k) => (plane[i] - back[k][i]) / 2));
    const size = own * d;
    const gram = Float64Array.from({ length: size * size }, (_x, at) => eta.reduce((sum, n) => sum + n[Math.floor(at / size)] * n[at % size], 0));
    const factors = factorReal(gram, size);
    const map = noise[0].map((_x, k) => {
      const right = Float64Array.from({ length: size }, (_y, c) => eta.reduce((sum, n, step) => sum + n[c] * noise[step][k], 0));
      solveReal(factors, right);
      return Array.from(right);
    });
    const residue = Math.max(...noise.flatMap((x, step) => x.map((value, k) => Math.abs(value - map[k].reduce((sum, m, c) => sum + m * eta[step][c], 0)))));
    const [{ there, back }] = steps;
    const drift = there.map((plane, k) => (plane[i] + back[k][i]) / 2);
    return { drifts: ensembles.map((_e, which) => drift.slice(which * d, (which + 1) * d)), map, residue };
  });
}

/** M M^T. */
export const covarianceOf = ({ map }: Read): number[][] => map.map((row) => map.map((other) => row.reduce((sum, x, c) => sum + x * other[c], 0)));
