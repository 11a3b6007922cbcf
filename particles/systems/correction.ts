/**
 * Longer diffusion times against the bias of one matching a step: tau' for the time tau = kappa dt of a pair.
 *
 * With u = a tau a matching does F(u) = 1 - e^(-u) of what it could: a species with itself turns harmonics of degree 2, a = 2 d, and takes half of
 * them away at most; two species exchange momentum and energy, degree 1, a = d-1. Constant alpha needs F(u') = (1 - e^(-k u))/k, where k = 1/2 for
 * one species (anisotropy e^(-d tau) a step) and k = (2 m_i m_j/M^2)(n_i + n_j)/D for T_i - T_j of two species alone: exact while F < 1, which
 * is dt < ln 2/(4 d) for one species of unit mass and density; longer steps are refused.
 *
 * When alpha varies, u' = u + b u^2. What counts is the mean of F(u') weighted by r^(n-1) f(r), f of pairs at distance r, n = d+4 for one species
 * (degree 2 is felt by what varies with z in f(v) f(w) to second order), n = d+2 for two; the second order in dt of Maxwellians is right for
 *     b = (1 - k R_n)/2,   R_n = (E r^gamma)^2/E r^(2 gamma) = Gamma((n+gamma)/2)^2/(Gamma(n/2) Gamma((n+2 gamma)/2)),
 * means by the weight r^(n-1) e^(-r^2); R = 0 where the last is infinite, n + 2 gamma <= 0. There, p = n/|gamma| < 2, close pairs, r ~ dt^(1/|gamma|),
 * leave a bias of order dt^(p-1) of the rate, since in F they turn by less than they should; the root b of
 *     int_0^oo u^(-1-p) (1 - e^(-u - b u^2) - u) du = 0
 * takes it away whatever masses and temperatures (b = .994 for Coulomb exchange in d = 3, 3.43 in d = 2), up to the next power of r^2 in f:
 * dt^((n+2)/|gamma| - 1). The plain scheme has b = 0.
 */
import { ScenarioError } from "../../src/errors.ts";
import { exp, expm1, log1p } from "../../src/math/elementary.ts";
import { logGamma } from "../../src/math/special.ts";
import { TAU_LIMIT } from "../../src/kernels/constants/rotation.ts";
import type { Potential, Species } from "../../src/protocols/index.ts";

/** The bend of diffusion times against the bias of one matching a step. */
export interface Correction {
  /** tau' of constant alpha. Throws ScenarioError beyond what one matching can do. */
  constant(dimension: number, tau: number): number;
  /** tau' = tau + bend tau^2 of an alpha that varies. */
  bend(dimension: number): number;
}

/** Of a species with itself. */
export const ownCorrection = (potential: Potential): Correction => correction(potential, { rate: (d) => 2 * d, extra: 4, k: 0.5, whose: "with itself" });

/** Of two species. */
export const crossCorrection = (a: Species, b: Species, potential: Potential): Correction =>
  correction(potential, { rate: (d) => d - 1, extra: 2, k: sharedPart(a, b), whose: `of ${a.name} and ${b.name}` });

/** Particles of a species over those of others, and their weight, but for common factors. */
export const shareOf = ({ density, share = density }: Species): number => share;
export const weightOf = (species: Species): number => species.density / shareOf(species);

/** D, the density for which two species meet: the larger one where all particles weigh the same (meetings.ts). */
export function metDensity(a: Species, b: Species): number {
  return Math.max(weightOf(a), weightOf(b)) * Math.max(shareOf(a), shareOf(b));
}

/** k of two species. */
export function sharedPart(a: Species, b: Species): number {
  const total = a.mass + b.mass;
  const met = metDensity(a, b);
  return ((2 * a.mass * b.mass) / (total * total)) * (a.density / met + b.density / met);
}

/** What a matching turns: a = rate(d), n = d + extra. */
interface Turned {
  readonly rate: (d: number) => number;
  readonly extra: number;
  readonly k: number;
  readonly whose: string;
}

function correction(potential: Potential, { rate, extra, k, whose }: Turned): Correction {
  return {
    constant(d, tau) {
      const done = -expm1(-k * rate(d) * tau) / k;
      if (!(done < 1)) refuse(tau, -log1p(-k) / (k * rate(d)), whose);
      return -log1p(-done) / rate(d);
    },
    bend: (d) => rate(d) * bendOf(potential, d + extra, k),
  };
}

/** Roots of the integral by p, which scenarios ask for again in every replicate. */
const roots = new Map<number, number>();

function bendOf(potential: Potential, n: number, k: number): number {
  const p = n / -steepest(potential);
  if (p > 0 && p < 2) {
    const known = roots.get(p) ?? steepBend(p);
    roots.set(p, known);
    return known;
  }
  return (1 - k * (potential.gamma === undefined ? 1 : evenness(n, potential.gamma))) / 2;
}

/** Exponent of alpha at contact; 0, bounded, where nothing is known of it. */
const steepest = ({ gamma, exponents = [] }: Potential): number => gamma ?? Math.min(0, ...exponents);

/** R_n. */
const evenness = (n: number, gamma: number): number => (n + 2 * gamma > 0 ? exp(2 * logGamma((n + gamma) / 2) - logGamma(n / 2) - logGamma(n / 2 + gamma)) : 0);

/**
 * Weak order in dt of a matching with this interaction, (n - |gamma|)/|gamma| up to the order `cap` of everything else: of functionals of one species
 * alone, n = d+4; of the exchange between two, n = d+2; of costs of couples, n = d+2 too, since z and z~ of a pair are not small together, which no bend
 * of one tau mends. The bend adds 2 to the former. At equality with the cap, a logarithm of dt stands beside the power.
 */
export function weakOrderOf(potential: Potential, dimension: number, what: "own" | "exchange" | "couple", { corrected = false, cap = 1 }): number {
  const gamma = steepest(potential);
  const power = dimension + (what === "own" ? 4 : 2) + (corrected && what !== "couple" ? 2 : 0);
  return gamma < 0 ? Math.min(cap, power / -gamma - 1) : cap;
}

function refuse(tau: number, most: number, whose: string): never {
  throw new ScenarioError(
    `invalid steps: a matching ${whose} runs for ${tau.toPrecision(3)} (second moments can be exact up to ${most.toPrecision(4)}: take ${(tau / most).toPrecision(3)} times the steps or more, or corrected: false)`,
  );
}

/** The root b of the integral above, 1 < p < 2, by bisection; it falls like the integral rises with b. */
function steepBend(p: number): number {
  const excess = (b: number): number => {
    // u = e^x; the rule converges like e^(-pi^2/(2h)). Below x = -20 the integrand is (b - 1/2) u^(1-p), above 40 it is -u^-p: both are added in closed form.
    const [low, high, h] = [-20, 40, 0.1];
    let sum = 0;
    for (let n = 0; n <= (high - low) / h; n++) {
      const x = low + n * h;
      const u = exp(x);
      const end = n === 0 || n === (high - low) / h ? 0.5 : 1;
      sum += end * exp(-p * x) * (-expm1(-u - b * u * u) - u);
    }
    return h * sum + ((b - 0.5) * exp((2 - p) * low)) / (2 - p) - exp((1 - p) * high) / (p - 1);
  };
  let [least, most] = [0.5, 1];
  while (excess(most) < 0) most *= 2;
  for (let n = 0; n < 60; n++) {
    const middle = (least + most) / 2;
    if (excess(middle) < 0) least = middle;
    else most = middle;
  }
  return most;
}

/** tau + bend tau^2 at most TAU_LIMIT, in the order of the kernels. */
export function bent(tau: number, bend: number): number {
  return bend === 0 ? tau : Math.min(bend * tau * tau + tau, TAU_LIMIT);
}

/** tau' as a function of tau, of a power law; tau itself without a correction. */
export function lengthening({ gamma }: Pick<Potential, "gamma">, correction: Correction | undefined, dimension: number): (tau: number) => number {
  if (correction && gamma === 0) return (tau) => correction.constant(dimension, tau);
  const bend = correction?.bend(dimension) ?? 0;
  return (tau) => bent(tau, bend);
}
