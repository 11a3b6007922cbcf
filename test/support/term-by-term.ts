/**
 * Steps of the white noise by their definition, an oracle in law for the sums of particles/systems/white-noise.ts:  V_i += sum_j [ -(d-1) t z + sqrt(t) xi_ij x z ],
 * t = 2 dt alpha/N, with N^2 independent normal vectors xi_ij (scalars times J z in dimension 2) for the first ensemble and what the coupling makes of them for the
 * second. All steps start from the same clouds.
 */
import { normals } from "../../particles/noise/normal-noise.ts";
import type { RotationNoise, RowVelocities } from "../../particles/noise/rotation-noise.ts";
import type { Coupling } from "../../particles/protocols.ts";
import type { Key, Planes } from "../../src/protocols/index.ts";

interface Oracle {
  readonly alpha: (r: number) => number;
  readonly softening: number;
  readonly dt: number;
  readonly coupling: Coupling<RowVelocities, RotationNoise>;
}

/** What a step adds to both ensembles: [d] planes each. */
type Increments = (key: Key, step: number, sign: 1 | -1) => readonly [Float64Array[], Float64Array[]];

export function openTermByTerm(clouds: readonly [Planes, Planes], { alpha, softening, dt, coupling }: Oracle): Increments {
  const [v, w] = clouds;
  const [count, dimension] = [v[0].length, v.length];
  const order = coupling.partners?.order(v, w) ?? Array.from({ length: count }, (_, j) => j);
  const partners = [v, w.map((plane) => Float64Array.from({ length: count }, (_, j) => plane[order[j]]))];
  const rows = Array.from({ length: count }, (_, row) =>
    clouds.map((planes, e): RowVelocities & { readonly t: Float64Array } => {
      const z = planes.map((plane, k) => partners[e][k].map((x) => plane[row] - x));
      const square = z[0].map((_x, j) => z.reduce((sum, plane) => sum + plane[j] * plane[j], 0));
      return { dimension, pairs: count, row, z, t: square.map((s) => (s === 0 ? 0 : (2 * dt * alpha(Math.sqrt(s + softening * softening))) / count)) };
    }),
  );
  return (key, step, sign) => {
    const moved = clouds.map((planes) => planes.map(() => new Float64Array(count))) as [Float64Array[], Float64Array[]];
    rows.forEach((row, i) => {
      const drawn = normals(key, step, i, { components: dimension === 2 ? 1 : 3, count }, sign);
      const noise = [0, 1].map((): RotationNoise => {
        const planes = drawn.map((plane) => plane.slice());
        return dimension === 2 ? { radial: planes[0], direction: [] } : { radial: new Float64Array(count), direction: planes };
      });
      coupling.map(noise[1], noise[0], [row[0], row[1]]);
      row.forEach((one, e) => kick(one, noise[e], i, moved[e]));
    });
    return moved;
  };
}

function kick({ z, t }: RowVelocities & { readonly t: Float64Array }, { radial, direction }: RotationNoise, i: number, into: Float64Array[]): void {
  const d = z.length;
  for (let j = 0; j < t.length; j++) {
    const s = Math.sqrt(t[j]);
    for (let k = 0; k < d; k++) {
      const [next, last] = [(k + 1) % 3, (k + 2) % 3];
      const jump = d === 2 ? (k === 0 ? -radial[j] * z[1][j] : radial[j] * z[0][j]) : direction[next][j] * z[last][j] - direction[last][j] * z[next][j];
      into[k][i] += s * jump - (d - 1) * t[j] * z[k][j];
    }
  }
}
