/**
 * Maxwell molecules, one species, any d >= 2 and any datum: f = m sum a_alpha H_alpha with the coefficients of degree <= n exact in time
 * (hermite-flow.ts) whatever n is. Mass m, density n_s, strength c: the time of the normalised equation is c n_s t / m^2.
 *
 * What truncation leaves out is judged from the decay of S_k^2 = sum_(|alpha|=k) a_alpha^2: with rho the mean ratio of S over two degrees
 * on the upper half, the part beyond degree n is at most about rho/(1-rho) of the last part kept; `factor` is 3 times that and at
 * least 1, against the law of degree n - 2 on fewer nodes. The series converges in L^2(1/m) once all eigenvalues of P are below 2 theta, which they are
 * after a finite time; before, `factor` is Infinity and only the moments are to be had.
 */
import type { Law, Model, Reference, ReferenceState } from "../protocols.ts";
import { ScenarioError } from "../errors.ts";
import { exp, log } from "../math/elementary.ts";
import { hermiteBasis, type Basis } from "./hermite-basis.ts";
import { frameOf, hermiteData } from "./hermite-data.ts";
import { hermiteFlow } from "./hermite-flow.ts";
import { hermiteLaw } from "./hermite-law.ts";

export interface HermiteOptions {
  /** Largest degree; by default 60 (d = 2), 30 (d = 3), 12 (d = 4), 8 beyond. */
  readonly degree?: number;
}

/** Coefficients of degree <= n are counted by this; the largest basis served. */
const MOST = 20_000;

function checkModel(model: Model): number {
  if (model.species.length !== 1)
    throw new ScenarioError(`hermite: ${model.species.length} species (it solves one; radial and fourier solve mixtures)`);
  const { mass, density } = model.species[0];
  const { gamma, strength, name } = model.interaction(0, 0);
  if (gamma !== 0)
    throw new ScenarioError(
      `hermite: interaction ${name} (it solves Maxwell molecules, gamma = 0; radial and fourier solve others)`,
    );
  return (strength * density) / (mass * mass);
}

function checkDegree(dimension: number, degree: number): void {
  let count = 1;
  for (let k = 1; k <= dimension; k++) count *= (degree + k) / k;
  if (!(Number.isInteger(degree) && degree >= 4 && degree <= 150 && count <= MOST))
    throw new ScenarioError(
      `hermite: invalid degree: ${degree} (expected a whole number from 4 to 150 with at most ${MOST} coefficients)`,
    );
}

/** S of a pair of degrees (2j - 1, 2j), or (0), from the coefficients. */
function shells({ indices }: Basis, coefficients: Float64Array): Float64Array {
  const sums = new Float64Array(
    1 + Math.ceil((indices[indices.length - 1] as readonly number[]).reduce((sum, k) => sum + k, 0) / 2),
  );
  indices.forEach((alpha, n) => (sums[Math.ceil(alpha.reduce((sum, k) => sum + k, 0) / 2)] += coefficients[n] * coefficients[n]));
  return sums.map(Math.sqrt);
}

/** An estimate of the norm of all that lies beyond the degree, and of its part in the last pair of degrees. */
function tail(basis: Basis, coefficients: Float64Array): { beyond: number; factor: number } {
  const s = shells(basis, coefficients);
  const last = s.length - 1;
  const middle = Math.max(1, Math.floor(last / 2));
  if (s[last] <= 1e-17) return { beyond: 1e-17, factor: 1 };
  const ratio = s[middle] > 0 ? exp(log(s[last] / s[middle]) / (last - middle)) : 1;
  if (!(ratio < 1)) return { beyond: Infinity, factor: Infinity };
  const share = (3 * ratio) / (1 - ratio);
  return { beyond: share * s[last], factor: Math.max(1, share) };
}

const defaultDegree = (dimension: number): number => [60, 30, 12][dimension - 2] ?? 8;

/** The solution with one law per species as datum. Throws ScenarioError for what it does not solve, and at times < 0. */
export function openHermite(model: Model, laws: readonly Law[], options: HermiteOptions = {}): Reference {
  const speed = checkModel(model);
  const [law] = laws as [Law];
  const { dimension } = law;
  if (dimension < 2) throw new ScenarioError("hermite: dimension 1 (expected 2 or more)");
  const degree = options.degree ?? defaultDegree(dimension);
  checkDegree(dimension, degree);
  const basis = hermiteBasis(dimension, degree);
  const smaller = hermiteBasis(dimension, degree - 2);
  const frame = frameOf(law);
  const data = hermiteData(law, basis, frame);
  const flow = hermiteFlow(basis, data.coefficients, frame.anisotropy);
  const points = Math.max(degree + 9, dimension === 2 ? 48 : dimension === 3 ? 32 : 0);
  return {
    name: `Hermite expansion of degree ${degree} from ${law.name}`,
    at(t): ReferenceState {
      if (!(t >= 0 && t < Infinity)) throw new ScenarioError(`invalid time: ${t} (expected a finite number >= 0)`);
      const coefficients = flow(speed * t);
      const { beyond, factor } = tail(basis, coefficients);
      const fine = hermiteLaw(basis, frame, coefficients, points);
      // The multi-indices come by degree: those of the smaller basis are the first.
      const coarser = hermiteLaw(smaller, frame, coefficients.slice(0, smaller.indices.length), points - 6);
      return { law: () => fine, coarser: () => coarser, factor, error: beyond + data.error + 1e-13 };
    },
  };
}
