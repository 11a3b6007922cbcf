/**
 * Maxwell molecules, one species, any d >= 2 and any datum: f = m sum a_alpha H_alpha with the coefficients of degree <= n exact in time
 * (hermite-flow.ts) whatever n is. Mass m, density n_s, strength c: the time of the normalised equation is c n_s t / m^2.
 *
 * Coefficients are kept to degree n + 8, and what lies between n and n + 8 is not the law's but its error's: a functional F of the law is off by
 * F(n) - F(n + 8), known with its sign whatever the functional, and by what is beyond n + 8. That is judged from the change F(n + 8) - F(n + 4)
 * and from the sums S of a_alpha^2 over the last three windows of four degrees (four, since one parity of shells may vanish by symmetry): with
 * r the larger of the last two mean ratios of sqrt S, the rest of a linear functional is r/(1-r) of that change, of a quadratic one less, and r^2/(1-r^2)
 * of the last S is the rest of E. A safety factor of 3 on both. The series converges in L^2(1/m) once all eigenvalues of P (in a
 * mixture, of every component's) are below 2 theta, which they are after a finite time, by |s/theta - 1| every two degrees for the one, s, farthest from
 * theta: slowly near 2 theta; before, `factor` and `bound` are Infinity and only the moments are to be had.
 */
import type { Law, Model, Reference, ReferenceState } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";
import { hermiteBasis, type Basis } from "./basis.ts";
import { frameOf, hermiteData } from "./data.ts";
import { hermiteFlow } from "./flow.ts";
import { hermiteLaw } from "./law.ts";
import type { SolverDefinition } from "../definition.ts";
import { knownOptions } from "../../names/options.ts";

/** Resolution of the Hermite hierarchy. */
export interface HermiteOptions {
  /** Largest degree; by default 60 (d = 2), 30 (d = 3), 12 beyond. */
  readonly degree?: number;
}

const OPTIONS = ["degree"] as const;

/** Degrees kept beyond those of the law. */
const FURTHER = 8;
const SAFETY = 3;
/**
 * The ratio r^2 is taken to be at least this for data known by quadrature only: those of a shell, whose density has a kink, fall
 * algebraically and by leaps; with 0.5 the error of its Fisher information at degree 30 was understated by 1.7.
 */
const SLOWEST = 0.9;
/** Sums of squares below this are rounding. */
const NOTHING = 1e-30;

/** Degrees that are served, as long as there are no more coefficients than that, and those taken in d = 2, 3 and beyond when none is asked for. */
const DEGREES = { least: 12, most: 150, coefficients: 20_000, usual: [60, 30, 12] } as const;

function checkModel(model: Model): number {
  if (model.species.length !== 1) throw new ScenarioError(`hermite: ${model.species.length} species (it solves one; radial and fourier solve mixtures)`);
  const { mass, density } = model.species[0];
  const { gamma, strength, name } = model.interaction(0, 0);
  if (gamma !== 0) throw new ScenarioError(`hermite: interaction ${name} (it solves Maxwell molecules, gamma = 0; radial and fourier solve others)`);
  return (strength * density) / (mass * mass);
}

function checkDegree(dimension: number, degree: number): void {
  const { least, most, coefficients } = DEGREES;
  let count = 1;
  for (let k = 1; k <= dimension; k++) count *= (degree + k) / k;
  if (!(Number.isInteger(degree) && degree >= least && degree <= most && count <= coefficients))
    throw new ScenarioError(`hermite: invalid degree: ${degree} (expected a whole number from ${least} to ${most} with at most ${coefficients} coefficients)`);
}

const sizeOf = (index: readonly number[]): number => index.reduce((sum, k) => sum + k, 0);

/** The sums of a_alpha^2 over the last three windows of four degrees, the last of which ends at the largest even degree. */
function windows({ indices, degree }: Basis, coefficients: Float64Array): [number, number, number] {
  const sums: [number, number, number] = [0, 0, 0];
  const last = degree - (degree % 2);
  indices.forEach((alpha, n) => {
    const window = 2 - Math.floor((last - sizeOf(alpha)) / 4);
    if (window >= 0 && window < 3) sums[window as 0 | 1 | 2] += coefficients[n] * coefficients[n];
  });
  return sums;
}

/** A bound of the norm of all that lies beyond the degree, and of its ratio to the last four degrees. */
function tail(basis: Basis, coefficients: Float64Array, leastRatio: number): { beyond: number; factor: number } {
  const [before, middle, last] = windows(basis, coefficients);
  if (last <= NOTHING) return { beyond: Math.sqrt(NOTHING), factor: SAFETY };
  const ratio = Math.max(last / middle, Math.sqrt(last / before), leastRatio);
  if (!(ratio < 1)) return { beyond: Infinity, factor: Infinity };
  const root = Math.sqrt(ratio);
  return { beyond: SAFETY * Math.sqrt((last * ratio) / (1 - ratio)), factor: (SAFETY * root) / (1 - root) };
}

/** The norm of the coefficients from position `from` on. */
const normFrom = (coefficients: Float64Array, from: number): number => Math.sqrt(coefficients.subarray(from).reduce((sum, a) => sum + a * a, 0));

const defaultDegree = (dimension: number): number => DEGREES.usual[Math.min(dimension, 4) - 2];

/** The solution with one law per species as datum. Throws ScenarioError for what it does not solve, and at times < 0. */
export function openHermite(model: Model, laws: readonly Law[], options: HermiteOptions = {}): Reference {
  knownOptions("openHermite", options, OPTIONS);
  const speed = checkModel(model);
  const [law] = laws as [Law];
  const { dimension } = law;
  if (dimension < 2) throw new ScenarioError("hermite: dimension 1 (expected 2 or more)");
  const degree = options.degree ?? defaultDegree(dimension);
  checkDegree(dimension, degree);
  const whole = hermiteBasis(dimension, degree + FURTHER);
  const bases = [degree, degree + FURTHER / 2].map((n) => hermiteBasis(dimension, n)).concat(whole);
  const frame = frameOf(law);
  const data = hermiteData(law, whole, frame);
  const flow = hermiteFlow(whole, data.coefficients, frame.anisotropy);
  const points = Math.max(degree + 13, dimension === 2 ? 48 : dimension === 3 ? 40 : 0);
  return {
    name: `Hermite expansion of degree ${degree} from ${law.name}`,
    at(t): ReferenceState {
      if (!(t >= 0 && t < Infinity)) throw new ScenarioError(`invalid time: ${t} (expected a finite number >= 0)`);
      const coefficients = flow(speed * t);
      const { beyond, factor } = tail(whole, coefficients, data.closed ? 0 : SLOWEST);
      // The multi-indices come by degree: those of a smaller basis are the first.
      const [found, ...finer] = bases.map((basis) => {
        const count = basis.indices.length;
        const rest = beyond + normFrom(coefficients, count);
        return { law: hermiteLaw(basis, frame, coefficients.slice(0, count), { points, beyond: rest }), rest };
      });
      const [better, best] = finer.map((one) => one.law) as unknown as [Law, Law];
      return { law: () => found.law, finer: () => [better, best], factor, bound: found.rest + data.bound + 1e-13 };
    },
  };
}

/** The Hermite hierarchy as users name it. */
export const hermiteSolver: SolverDefinition<"hermite", HermiteOptions> = {
  name: "hermite",
  title: "Hermite solution",
  resolution:
    `degree, ${DEGREES.least} to ${DEGREES.most} with at most ${DEGREES.coefficients} coefficients (degree 47 in d = 3); ` +
    `default ${DEGREES.usual[0]} (d = 2), ${DEGREES.usual[1]} (d = 3), ${DEGREES.usual[2]} beyond`,
  optionNames: OPTIONS,
  options: (modes) => (modes === undefined ? {} : { degree: modes }),
  open: (model, laws, { degree }) => openHermite(model, laws, degree === undefined ? {} : { degree }),
};
