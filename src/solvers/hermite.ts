/**
 * Maxwell molecules, one species, any d >= 2 and any datum: f = m sum a_alpha H_alpha with the coefficients of degree <= n exact in time
 * (hermite-flow.ts) whatever n is. Mass m, density n_s, strength c: the time of the normalised equation is c n_s t / m^2.
 *
 * What truncation leaves out is judged from the decay of S_j^2, the sum of a_alpha^2 over |alpha| = 2j - 1 and 2j. One in two of the S_j may vanish
 * (symmetric data), so W_j = max(S_(j-1), S_j) is followed over the last five j: with rho its mean ratio, the part beyond degree n is
 * rho^2/(1-rho^2) of that of the last four degrees kept. `factor` is 6 times that, against the law of degree n - 4, and at least 1/10
 * (sums of squares are better known than that; the laws state their E themselves). The series converges in L^2(1/m) once all eigenvalues of P are below 2 theta, which they are after a finite time;
 * before, `factor` is Infinity and only the moments are to be had.
 */
import type { Law, Model, Reference, ReferenceState } from "../protocols.ts";
import { ScenarioError } from "../errors.ts";
import { exp, log } from "../math/elementary.ts";
import { hermiteBasis, type Basis } from "./hermite-basis.ts";
import { frameOf, hermiteData } from "./hermite-data.ts";
import { hermiteFlow } from "./hermite-flow.ts";
import { hermiteLaw } from "./hermite-law.ts";

export interface HermiteOptions {
  /** Largest degree; by default 60 (d = 2), 30 (d = 3), 12 beyond. */
  readonly degree?: number;
}

const SAFETY = 6;
const LEAST_FACTOR = 0.1;

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
  if (!(Number.isInteger(degree) && degree >= 12 && degree <= 150 && count <= MOST))
    throw new ScenarioError(
      `hermite: invalid degree: ${degree} (expected a whole number from 12 to 150 with at most ${MOST} coefficients)`,
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

/** An estimate of the norm of all that lies beyond the degree, and of its part in that of the last two pairs of degrees. */
function tail(basis: Basis, coefficients: Float64Array): { beyond: number; factor: number } {
  const s = shells(basis, coefficients);
  const last = s.length - 1;
  const window = (j: number): number => Math.max(s[j - 1], s[j]);
  const first = Math.max(3, last - 5);
  if (window(last) <= 1e-17) return { beyond: 1e-17, factor: LEAST_FACTOR };
  const start = window(first);
  const ratio = start > 0 ? exp(log(window(last) / start) / (last - first)) : 1;
  if (!(ratio < 1)) return { beyond: Infinity, factor: Infinity };
  const share = (ratio * ratio) / (1 - ratio * ratio);
  return { beyond: Math.sqrt(10 * share) * ratio * window(last), factor: Math.max(LEAST_FACTOR, SAFETY * share) };
}

const defaultDegree = (dimension: number): number => [60, 30][dimension - 2] ?? 12;

/** The solution with one law per species as datum. Throws ScenarioError for what it does not solve, and at times < 0. */
export function openHermite(model: Model, laws: readonly Law[], options: HermiteOptions = {}): Reference {
  const speed = checkModel(model);
  const [law] = laws as [Law];
  const { dimension } = law;
  if (dimension < 2) throw new ScenarioError("hermite: dimension 1 (expected 2 or more)");
  const degree = options.degree ?? defaultDegree(dimension);
  checkDegree(dimension, degree);
  const basis = hermiteBasis(dimension, degree);
  const smaller = hermiteBasis(dimension, degree - 4);
  const frame = frameOf(law);
  const data = hermiteData(law, basis, frame);
  const flow = hermiteFlow(basis, data.coefficients, frame.anisotropy);
  const points = Math.max(degree + 13, dimension === 2 ? 48 : dimension === 3 ? 36 : 0);
  return {
    name: `Hermite expansion of degree ${degree} from ${law.name}`,
    at(t): ReferenceState {
      if (!(t >= 0 && t < Infinity)) throw new ScenarioError(`invalid time: ${t} (expected a finite number >= 0)`);
      const coefficients = flow(speed * t);
      const { beyond, factor } = tail(basis, coefficients);
      const fine = hermiteLaw(basis, frame, coefficients, { points, beyond });
      // The multi-indices come by degree: those of the smaller basis are the first.
      const coarser = hermiteLaw(smaller, frame, coefficients.slice(0, smaller.indices.length), { points, beyond });
      return { law: () => fine, coarser: () => coarser, factor, error: beyond + data.error + 1e-13 };
    },
  };
}
