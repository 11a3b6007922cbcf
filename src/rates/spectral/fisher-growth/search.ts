/**
 * Data far from equilibrium whose Fisher information grows: a search over tilted Maxwellians, by seeded restarts of a descent (for data near equilibrium the eigenproblems of this room say more).
 *
 *   f_1 = C exp(phi),   phi = -|v|^2/(2 T) + epsilon v_1 (|v|^2 + delta^2)^((q-1)/2),   mass 1,   f_2 Maxwellian of mass m and temperature tau,
 *   Q = (dI/dt) / (-dH/dt)   over (T, epsilon, delta, q),   collisions between the species only, n_1 = c_12 n_2 = 1.
 *
 * Q is dimensionless but for a temperature, bounded near equilibrium, and has the sign of dI/dt, I = int f_1 |grad phi|^2 + (1/m) int f_2 |grad log f_2|^2. With abar, bbar of friction.ts
 * (MP, before Lemma 2.1: the first variation of I along the equation, not integrated by parts)
 *
 *   dI/dt = -int f_1 Xi R - (2/tau^2) int f_1 (v.abar v/tau - div(abar v)),     Xi = 2 Laplacian phi + |grad phi|^2,
 *   R = d_t log f_1 = abar : (D^2 phi + grad phi grad phi^T) + (bbar + abar v/tau).grad phi + div(abar v)/tau,      -dH/dt = int f_1 (grad phi + v/tau).abar(grad phi + v/tau),
 *
 * by Gauss rules in |v| and the angle. The law found is `tiltedMaxwellian`, for which `collisionRates` gives the same numbers by Lemma 2.1, another identity, on other nodes.
 *
 * Limits: one family; a local search: a negative best value proves nothing. Source of the family: counterexamples beyond MP, Theorem 1.1; infinite mass in arXiv 2512.17082 (`existence2025`).
 */
import { tiltedMaxwellian } from "../../../laws/index.ts";
import { cos, exp, log, pow } from "../../../math/elementary.ts";
import { minimise } from "../../../math/minimum.ts";
import { gaussLegendre } from "../../../math/quadrature.ts";
import type { Key, MomentLaw } from "../../../protocols/index.ts";
import { ScenarioError } from "../../../errors.ts";
import { openStream } from "../../../random/stream.ts";
import { friction } from "./friction.ts";
import { radialMesh } from "./radial-splines.ts";
import { checkTemperatures, type TwoTemperatures } from "./temperature-terms.ts";
import { knownOptions } from "../../../names/options.ts";

/** Parameters of a tilted Maxwellian of mass 1. */
export interface TiltedDatum {
  readonly temperature: number;
  readonly epsilon: number;
  readonly delta: number;
  readonly q: number;
}

/** What the equation does to one datum. */
export interface DatumRates {
  readonly datum: TiltedDatum;
  /** dI/dt and dH/dt, of both species. */
  readonly fisher: number;
  readonly entropy: number;
  /** (dI/dt) / (-dH/dt). */
  readonly quotient: number;
}

/** The best datum of a search. */
export interface SearchedGrowth extends DatumRates {
  /** The datum as a law, of dimension d. */
  readonly law: MomentLaw;
  /** The best quotient of every restart, in their order. */
  readonly restarts: readonly number[];
}

/** Where parameters are sought: log T, log epsilon, log delta, q. */
const WALLS = [log(0.5), log(0.02), log(0.02), 0.1] as const;
const MOST = [log(2), log(3), log(2), 1.9] as const;
const ANGLES = 28;
const STEP = 1e-5;
/** Of meshes, and the part of it within which all mass must lie. */
const [REACH, TRUSTED] = [16, 0.8];
/** Draws of a start until one is a datum. */
const DRAWS = 100;

const datumOf = ([heat, tilt, core, q]: ArrayLike<number> & Iterable<number>): TiltedDatum => ({
  temperature: exp(heat),
  epsilon: exp(tilt),
  delta: exp(core),
  q,
});

/** Cosines with weights for means over the sphere. */
function angles(d: number): { readonly mu: number; readonly weight: number }[] {
  if (d === 2) return Array.from({ length: ANGLES }, (_, k) => ({ mu: cos((Math.PI * (k + 0.5)) / ANGLES), weight: 1 / ANGLES }));
  const { nodes, weights } = gaussLegendre(ANGLES);
  return Array.from(nodes, (mu, k) => ({ mu, weight: weights[k] / 2 }));
}

/** The rates of data beside one partner. */
function ratesBeside({ dimension: d, gamma, massRatio, temperatureRatio: tau }: TwoTemperatures): (datum: TiltedDatum) => DatumRates {
  const mesh = radialMesh({ core: Math.min(0.02, 1 / Math.sqrt(massRatio)) / 2, reach: REACH, fineness: 3 });
  const { along, across, drag } = friction(mesh, { dimension: d, gamma, variance: tau / massRatio });
  const directions = angles(d);
  return (datum) => {
    const { temperature, epsilon, delta, q } = datum;
    let [mass, outside, first, back, dissipation] = [0, 0, 0, 0, 0];
    mesh.radii.forEach((r, n) => {
      // k(r) = epsilon r a^e and its derivatives, a = r^2 + delta^2.
      const [a, e] = [r * r + delta * delta, (q - 1) / 2];
      const unit = epsilon * pow(a, e);
      const k = r * unit;
      const k1 = unit * (1 + (2 * e * r * r) / a);
      const k2 = ((2 * e * r * unit) / a) * (3 + (2 * (e - 1) * r * r) / a);
      const weight = mesh.weights[n] * pow(r, d - 1);
      const spread = along[n] + (d - 1) * across[n] - r * r * drag[n];
      for (const { mu, weight: share } of directions) {
        const density = weight * share * exp((-r * r) / (2 * temperature) + k * mu);
        const slope = -r / temperature + k1 * mu;
        const bend = -1 / temperature + k2 * mu;
        const turn = (k * k * (1 - mu * mu)) / (r * r);
        const surface = (d - 1) * (slope / r - (k * mu) / (r * r));
        const rate = along[n] * (bend + slope * slope) + across[n] * (surface + turn) + r * slope * (along[n] / tau - drag[n]) + spread / tau;
        mass += density;
        if (r > TRUSTED * REACH) outside += density;
        first += density * (2 * (bend + surface) + slope * slope + turn) * rate;
        back += density * ((r * r * along[n]) / tau - spread);
        dissipation += density * (along[n] * (slope + r / tau) * (slope + r / tau) + across[n] * turn);
      }
    });
    const fisher = (-first - (2 / (tau * tau)) * back) / mass;
    const entropy = -dissipation / mass;
    // Mass at the end of the mesh is mass beyond it: such data are none of the search's.
    return { datum, fisher, entropy, quotient: outside < 1e-12 * mass ? fisher / -entropy : -Infinity };
  };
}

/** How a search is made. */
export interface SearchOptions {
  /** Where its random starts come from. */
  readonly key: Key;
  /** Restarts. */
  readonly count: number;
  /** Least epsilon, from .02 (the default: near equilibrium) to 2. */
  readonly tilt?: number;
}

/**
 * The largest Q that restarts from `count` random starts of the key find; the same key finds the same. Throws ScenarioError for a partner that is not served, dimensions other than 2 and 3, and a
 * count that is no whole number >= 1, and a tilt out of range.
 */
export function searchFisherGrowth(partner: TwoTemperatures, options: SearchOptions): SearchedGrowth {
  knownOptions("searchFisherGrowth", partner, ["temperatureRatio", "massRatio", "dimension", "gamma"]);
  const { key, count, tilt = 0.02 } = knownOptions("searchFisherGrowth", options, ["key", "count", "tilt"]);
  checkTemperatures(partner);
  const { dimension } = partner;
  if (dimension > 3) throw new ScenarioError(`search of Fisher growth: found dimension ${dimension}, expected 2 or 3`);
  if (!(Number.isInteger(count) && count >= 1)) throw new ScenarioError(`search of Fisher growth: found ${count} restarts, expected a whole number >= 1`);
  if (!(tilt >= 0.02 && tilt <= 2)) throw new ScenarioError(`search of Fisher growth: found tilt ${tilt}, expected .02 to 2`);
  const least = WALLS.map((wall, i) => (i === 1 ? log(tilt) : wall));
  const rates = ratesBeside(partner);
  const inside = (x: ArrayLike<number>): boolean => least.every((wall, i) => x[i] >= wall && x[i] <= MOST[i]);
  const height = (x: Float64Array): number => (inside(x) ? -rates(datumOf(x)).quotient : Infinity);
  const withSlope = (x: Float64Array, gradient: Float64Array): number => {
    const value = height(x);
    if (value === Infinity) return value;
    const moved = x.slice();
    for (let i = 0; i < x.length; i++) {
      // Central within the box, one-sided at its walls.
      const [up, down] = [Math.min(MOST[i], x[i] + STEP), Math.max(least[i], x[i] - STEP)];
      moved[i] = up;
      const above = height(moved);
      moved[i] = down;
      gradient[i] = (above - height(moved)) / (up - down);
      moved[i] = x[i];
    }
    return value;
  };
  const found = Array.from({ length: count }, (_, k) => {
    const stream = openStream(key.child("restart", k));
    const draw = (): Float64Array => Float64Array.from(least, (wall, i) => wall + (MOST[i] - wall) * stream.uniform());
    let start = draw();
    for (let n = 0; n < DRAWS && height(start) === Infinity; n++) start = draw();
    return rates(datumOf(minimise(withSlope, start, { steps: 80, tolerance: 1e-9 }).at));
  });
  const best = found.reduce((a, b) => (b.quotient > a.quotient ? b : a));
  return { ...best, law: tiltedMaxwellian({ ...best.datum, dimension }), restarts: found.map(({ quotient }) => quotient) };
}
