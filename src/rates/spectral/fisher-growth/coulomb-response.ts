/**
 * What a perturbation of the partners does, for like particles under Coulomb's interaction in d = 3 (mass 1, mu = N(0, I), c = n = 1): with g = mu h and the
 * potentials H = 1/|z| * g, G = |z| * g (Rosenbluth, MacDonald and Judd 1957), a = D^2 |z| and b = 2 grad(1/|z|) give
 *
 *   K h = -mu^-1 div int a(v-w) mu mu_* grad h_* dw = 8 pi g - 2 H + v . D^2 G v.
 *
 * For h = r q(r) Y with Y of degree 1, from the Legendre expansions of 1/|v-w| and |v-w|, with I_n = int_0^r s^n g ds and O = int_r^oo g ds:
 *
 *   K = 8 pi g + (8 pi/5) (I_5/r^2 + r^3 O) - (8 pi/3) (I_3/r^2 + r O).
 *
 * L_11 = friction with partners of the same mass + K has the null vector h = v (momentum).
 */
import { exp } from "../../../math/elementary.ts";
import { gaussLegendre } from "../../../math/quadrature.ts";
import type { RadialFunction, RadialMesh } from "./radial-splines.ts";

/** The radial part of K h at all points of the mesh. */
export function coulombResponse(mesh: RadialMesh, { from, to, jet }: RadialFunction): Float64Array {
  const { radii } = mesh;
  const unit = 1 / (2 * Math.PI * Math.sqrt(2 * Math.PI));
  const density = new Float64Array(radii.length);
  for (let k = from; k < to; k++) density[k] = unit * exp((-radii[k] * radii[k]) / 2) * radii[k] * jet[3 * (k - from)];
  const third = cumulative(
    mesh,
    density.map((g, k) => g * radii[k] * radii[k] * radii[k]),
  );
  const fifth = cumulative(
    mesh,
    density.map((g, k) => g * radii[k] * radii[k] * radii[k] * radii[k] * radii[k]),
  );
  const plain = cumulative(mesh, density);
  return density.map((g, k) => {
    const r = radii[k];
    const outside = plain.total - plain.upTo[k];
    return 8 * Math.PI * (g + (fifth.upTo[k] / (r * r) + r * r * r * outside) / 5 - (third.upTo[k] / (r * r) + r * outside) / 3);
  });
}

/** Integrals from 0 to every point, of the interpolants at the Gauss points of each element. */
function cumulative(mesh: RadialMesh, values: Float64Array): { readonly upTo: Float64Array; readonly total: number } {
  const { edges, weights, perElement: m } = mesh;
  const inner = integrationMatrix(m);
  const upTo = new Float64Array(values.length);
  let total = 0;
  for (let start = 0; start < values.length; start += m) {
    const half = (edges[start / m + 1] - edges[start / m]) / 2;
    let whole = 0;
    for (let i = 0; i < m; i++) {
      let sum = 0;
      for (let j = 0; j < m; j++) sum += inner[i * m + j] * values[start + j];
      upTo[start + i] = total + half * sum;
      whole += weights[start + i] * values[start + i];
    }
    total += whole;
  }
  return { upTo, total };
}

const matrices = new Map<number, Float64Array>();

/** int_-1^(x_i) l_j, l_j = w_j sum_k (k+1/2) P_k(x_j) P_k the Lagrange polynomials of the Gauss points, int P_k = (P_(k+1) - P_(k-1))/(2k+1). */
function integrationMatrix(m: number): Float64Array {
  const known = matrices.get(m);
  if (known) return known;
  const { nodes, weights } = gaussLegendre(m);
  const legendre = Array.from(nodes, (x) => {
    const p = [1, x];
    for (let k = 1; k < m; k++) p.push(((2 * k + 1) * x * p[k] - k * p[k - 1]) / (k + 1));
    return p;
  });
  const matrix = new Float64Array(m * m);
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < m; j++) {
      let sum = (1 + nodes[i]) / 2;
      for (let k = 1; k < m; k++) sum += (legendre[j][k] * (legendre[i][k + 1] - legendre[i][k - 1])) / 2;
      matrix[i * m + j] = weights[j] * sum;
    }
  }
  matrices.set(m, matrix);
  return matrix;
}
