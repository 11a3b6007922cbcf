/**
 * When does Fisher information grow near equilibrium? A species of mass 1 among heavier ones, F and J of equilibrium-forms.ts on functions of degree 1:
 *
 *   F x = lambda J x,     lambda(m) the largest eigenvalue,     m* = inf { m : lambda(m) > 0 }
 *
 * (ours, not in MP). lambda is the largest relative rate of the relative Fisher information of mu_1 (1 + eps h), eps -> 0, and of the mass-weighted W2^2 of
 * displacements eps grad h: both contract near equilibrium below m*, and grow from some data above. For |gamma| <= 2 (d-1)^(1/2) neither ever grows (MP,
 * Theorem 1.1). At infinite mass the threshold in gamma is lorentz.ts; prior art there: arXiv 2512.17082 (`existence2025` of the bibliography).
 *
 * Splines of degree 5 on a mesh graded to (m_1/m_2)^(1/2) (radial-splines.ts). Ritz values: lambda is found from below, m* from above. The bound is the change
 * from a mesh 3/2 times coarser that ends at 8 instead of 9 thermal speeds: convergence seen, not a proof. Perturbations of the partner (h_2) and other data
 * can only lower m*.
 */
import { ScenarioError } from "../../../errors.ts";
import type { Value } from "../../../functionals/index.ts";
import { generalizedEigen } from "../../../math/symmetric.ts";
import { checkPartner, equilibriumForms, type HeavyPartner } from "./equilibrium-forms.ts";
import { combined, radialFunction, radialMesh, radialSplines, type RadialMesh } from "./radial-splines.ts";
import { knownOptions } from "../../../names/options.ts";

/** What a mesh is. */
export interface Resolution {
  readonly fineness: number;
  readonly reach: number;
}

export const FINE: Resolution = { fineness: 5, reach: 9 };
export const COARSE: Resolution = { fineness: 5 / 1.5, reach: 8 };
/** Mass ratios between which m* is sought. */
const [LEAST, MOST] = [1 / 16, 1e7];

/** The mesh for partners heavier by this ratio. */
export const meshFor = (massRatio: number, { fineness, reach }: Resolution): RadialMesh =>
  radialMesh({ core: 0.5 / Math.sqrt(Math.max(1, massRatio)), reach, fineness });

/** Largest eigenvalue, and its function. */
function largest(partner: HeavyPartner, resolution: Resolution): { readonly rate: number; readonly radii: Float64Array; readonly potential: Float64Array } {
  const mesh = meshFor(partner.massRatio, resolution);
  const splines = radialSplines(mesh);
  const { size, cross, self } = equilibriumForms(partner, mesh, splines);
  const n = splines.length;
  const { values, vectors } = generalizedEigen(
    cross.map((x, k) => x + self[k]),
    size,
    n,
  );
  const { jet } = combined(
    mesh,
    splines,
    Float64Array.from({ length: n }, (_, i) => vectors[i * n + n - 1]),
  );
  return { rate: values[n - 1], radii: mesh.radii, potential: mesh.radii.map((r, k) => r * jet[3 * k]) };
}

/** The largest rate near equilibrium, and where it is reached. */
export interface Growth {
  /** lambda, in units of n_1 c_11, or of n_2 c_12 for tracers. */
  readonly rate: Value;
  /** Where, in thermal speeds of the lighter species, ... */
  readonly radii: Float64Array;
  /** ... the maximiser h = p(r) Y has these values p, with J(h) = 1. */
  readonly potential: Float64Array;
}

/** lambda(m) and its direction. Throws ScenarioError for a partner that is not served. */
export function largestGrowth(partner: HeavyPartner): Growth {
  knownOptions("largestGrowth", partner, ["dimension", "gamma", "massRatio", "charge"]);
  checkPartner(partner);
  const { rate, radii, potential } = largest(partner, FINE);
  return { rate: { value: rate, bound: Math.abs(rate - largest(partner, COARSE).rate) }, radii, potential };
}

/**
 * The least C with which I + C int f |grad_S log f|^2 decreases near equilibrium in the harmonics of degree 1: the largest eigenvalue of F x = C G x, -G the
 * derivative of the spherical Fisher information (equilibrium-forms.ts). At most 0 when I itself decreases. The bound is the change from the coarser mesh.
 * Throws ScenarioError for a partner that is not served.
 */
export function sphericalWeight(partner: HeavyPartner): Value {
  knownOptions("sphericalWeight", partner, ["dimension", "gamma", "massRatio", "charge"]);
  checkPartner(partner);
  const least = (resolution: Resolution): number => {
    const mesh = meshFor(partner.massRatio, resolution);
    const splines = radialSplines(mesh);
    const { cross, self, spherical } = equilibriumForms(partner, mesh, splines);
    const all = cross.map((x, k) => x + self[k]);
    return generalizedEigen(
      all,
      spherical.map((x) => -x),
      splines.length,
    ).values[splines.length - 1];
  };
  const value = least(FINE);
  return { value, bound: Math.abs(value - least(COARSE)) };
}

/** The forms and the rate of one given perturbation. */
export interface GrowthOf {
  /** F by collisions with the partner, and of the species with itself; J. */
  readonly cross: number;
  readonly self: number;
  readonly size: number;
  /** F/J. */
  readonly rate: Value;
}

/**
 * F and J of one h = r q(r) Y, given q, q', q'' at r > 0, smooth and of at most polynomial growth; finest details of size `core` about the centre (default
 * (m_1/m_2)^(1/2)/2). The bound is the change from the coarser mesh. Throws ScenarioError for a partner that is not served.
 */
export function growthOf(partner: HeavyPartner, profile: (r: number) => readonly [number, number, number], options: { core?: number } = {}): GrowthOf {
  knownOptions("growthOf", partner, ["dimension", "gamma", "massRatio", "charge"]);
  knownOptions("growthOf", options, ["core"]);
  checkPartner(partner);
  const core = options.core ?? 0.5 / Math.sqrt(Math.max(1, partner.massRatio));
  if (!(core > 0 && core < Infinity)) throw new ScenarioError(`invalid core: ${core} (expected a finite number > 0)`);
  const at = ({ fineness, reach }: Resolution): Omit<GrowthOf, "rate"> => {
    const mesh = radialMesh({ core, fineness, reach: reach + 2 });
    const { cross, self, size } = equilibriumForms(partner, mesh, [radialFunction(mesh, profile)]);
    return { cross: cross[0], self: self[0], size: size[0] };
  };
  const [fine, coarse] = [at(FINE), at(COARSE)];
  const rate = (fine.cross + fine.self) / fine.size;
  return { ...fine, rate: { value: rate, bound: Math.abs(rate - (coarse.cross + coarse.self) / coarse.size) } };
}

/** m*; Infinity when there is none by theorem. Throws ScenarioError for a partner that is not served, and when m* is not within 1/16 ... 1e7. */
export function criticalMassRatio(partner: Omit<HeavyPartner, "massRatio">): Value {
  knownOptions("criticalMassRatio", partner, ["charge", "dimension", "gamma"]);
  checkPartner({ ...partner, massRatio: 1 });
  if (partner.gamma * partner.gamma <= 4 * (partner.dimension - 1)) return { value: Infinity, bound: 0 };
  return criticalRatio(partner, (massRatio, resolution) => largest({ ...partner, massRatio }, resolution).rate);
}

/** The mass ratio at which a rate that grows with it is zero. Throws ScenarioError when that is not within 1/16 ... 1e7. */
export function criticalRatio({ gamma, dimension }: Omit<HeavyPartner, "massRatio">, rate: (massRatio: number, resolution: Resolution) => number): Value {
  const [fine, coarse] = [FINE, COARSE].map((resolution) => root((massRatio) => rate(massRatio, resolution)));
  if (fine === undefined || coarse === undefined) {
    throw new ScenarioError(`no critical mass ratio in ${LEAST} ... ${MOST} for gamma = ${gamma} in dimension ${dimension}`);
  }
  return { value: fine, bound: Math.abs(fine - coarse) };
}

/** The zero of an increasing function of m, by false position with the Illinois rule. */
function root(f: (massRatio: number) => number): number | undefined {
  let [low, high] = [LEAST, 4 * LEAST];
  let [below, above] = [f(low), f(high)];
  while (above <= 0 && high < MOST) {
    [low, below] = [high, above];
    high *= 4;
    above = f(high);
  }
  if (!(below < 0 && above > 0)) return undefined;
  let side = 0;
  for (let [iteration, last] = [0, 0]; iteration < 60; iteration++) {
    const next = low + ((high - low) * -below) / (above - below);
    const value = f(next);
    if (value === 0 || Math.abs(next - last) <= 1e-10 * next) return next;
    last = next;
    // An end that stays twice counts half, or it would stay for ever.
    if (value > 0) {
      [high, above] = [next, value];
      if (side > 0) below /= 2;
    } else {
      [low, below] = [next, value];
      if (side < 0) above /= 2;
    }
    side = Math.sign(value);
  }
  return (low + high) / 2;
}
