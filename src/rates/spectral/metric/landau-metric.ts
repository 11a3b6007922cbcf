/**
 * The Landau metric, Maxwell molecules (alpha = 1; the open question at the end of CP's introduction; ours, not in the paper). A tangent vector at f is h = K_f phi,
 *
 *   <psi, K_f phi> = 1/2 int int f f_* (dpsi - dpsi_*) . a (dphi - dphi_*),   d = gradient,   a(z) = |z|^2 I - z z^T,   |h|^2 = <phi, K_f phi>,
 *
 * and the Landau equation d_t f = Q(f) is the flow of the entropy in it. If the linearised flow carries h along,
 *
 *   d/dt |h|^2 = Theta(f, phi) = 2 <phi, DQ(f) h> - <phi, DK_f[Q(f)] phi>:
 *
 * distances contract at a rate lambda only if Theta <= -2 lambda |h|^2 for all f and phi. For polynomials phi and Gaussian mixtures f both are polynomials in
 * moments of f, here exact. With q = (d_v - d_w) . a (d_v - d_w), weakly <phi, Q(f)> = 1/2 int int f f_* q(phi + phi_*), so that
 *
 *   <phi, DQ(f) h> = <Psi, K_f phi>,         Psi(v) = int f_* q(phi + phi_*) dw,
 *   <phi, DK_f[Q] phi> = <G, Q(f)>,          G(v) = int f_* (dphi - dphi_*) . a (dphi - dphi_*) dw.
 *
 * Velocities in units in which all moments are integers (exact-beams.ts); both forms are the same in all units. Limits: tangent level, alpha = 1, d = 2 to 4.
 */
import { ScenarioError } from "../../../errors.ts";
import {
  combination,
  derivative,
  functional,
  integerPower,
  keyOf,
  mapped,
  product,
  variable,
  type IntegerPolynomial,
} from "../../../math/exact/integer-polynomials.ts";
import { Rational } from "../../../math/exact/rational.ts";
import { commonDenominator, integerMoments, whole, type ExactBeam, type IntegerMoments } from "./exact-beams.ts";
import { knownOptions } from "../../../names/options.ts";

/** A polynomial in v: the sum of coefficient v_1^powers[0] v_2^powers[1] ... */
export type ExactPotential = readonly { readonly coefficient: Rational; readonly powers: readonly number[] }[];

/** The symmetric forms on potentials phi_i, [n][n]. */
export interface MetricForms {
  /** <phi_i, K_f phi_j>. */
  readonly square: readonly (readonly Rational[])[];
  /** Theta, polarised. */
  readonly rate: readonly (readonly Rational[])[];
}

/** |h|^2 and Theta on all pairs of potentials. Throws ScenarioError for data that are no Gaussian mixture or no polynomials in its dimension. */
export function metricForms(options: { beams: readonly ExactBeam[]; potentials: readonly ExactPotential[] }): MetricForms {
  knownOptions("metricForms", options, ["beams", "potentials"]);
  const moments = integerMoments(options.beams);
  const calculus = new PairCalculus(moments);
  const potentials = options.potentials.map((potential, k) => prepared(potential, moments, calculus, k));
  const { mass } = moments;
  const generated = calculus.generated();
  const entries = (of: (a: Prepared, b: Prepared) => bigint, unit: bigint): Rational[][] => {
    const rows = potentials.map((a, i) => potentials.slice(0, i + 1).map((b) => new Rational(of(a, b), unit * a.factor * b.factor)));
    return rows.map((row, i) => potentials.map((_, j) => (j <= i ? row[j] : rows[j][i])));
  };
  const inner = (slopes: readonly IntegerPolynomial[], flux: readonly IntegerPolynomial[]): bigint =>
    slopes.reduce((sum, slope, i) => sum + functional(product(slope, flux[i]), moments.at), 0n);
  return {
    square: entries((a, b) => inner(a.slopes, b.flux), mass * mass),
    rate: entries(
      (a, b) => {
        const dissipation = calculus.overPartners(dot(a.differences, b.pairFlux));
        return inner(a.changeSlopes, b.flux) + inner(b.changeSlopes, a.flux) - functional(dissipation, generated);
      },
      mass * mass * mass,
    ),
  };
}

/** |h|^2 and Theta of one potential. Throws ScenarioError as `metricForms` does. */
export function landauMetric(options: { beams: readonly ExactBeam[]; potential: ExactPotential }): { readonly square: Rational; readonly rate: Rational } {
  knownOptions("landauMetric", options, ["beams", "potential"]);
  const { square, rate } = metricForms({ beams: options.beams, potentials: [options.potential] });
  return { square: square[0][0], rate: rate[0][0] };
}

/** What the forms need of a potential, times `factor` and in integer units. */
interface Prepared {
  readonly factor: bigint;
  /** d phi. */
  readonly slopes: readonly IntegerPolynomial[];
  /** dphi - dphi_*, and a times it, as polynomials in (v, w). */
  readonly differences: readonly IntegerPolynomial[];
  readonly pairFlux: readonly IntegerPolynomial[];
  /** int f_* a (dphi - dphi_*) dw. */
  readonly flux: readonly IntegerPolynomial[];
  /** d Psi. */
  readonly changeSlopes: readonly IntegerPolynomial[];
}

function prepared(potential: ExactPotential, { dimension: d, scale }: IntegerMoments, calculus: PairCalculus, index: number): Prepared {
  if (potential.length === 0 || potential.some(({ powers }) => powers.length !== d)) {
    throw new ScenarioError(`potential ${index + 1}: expected at least one term, each with ${d} powers`);
  }
  const degrees = potential.map(({ powers }) => powers.reduce((sum, a) => sum + a, 0));
  const degree = degrees.reduce((most, a) => Math.max(most, a), 0);
  if (!potential.every(({ powers }) => powers.every((a) => Number.isInteger(a) && a >= 0)) || degree > 20) {
    throw new ScenarioError(`potential ${index + 1}: expected whole powers >= 0, 20 at most in a term`);
  }
  const common = commonDenominator(potential.map(({ coefficient }) => coefficient));
  // v^a = x^a/scale^|a|.
  const phi = combination(
    ...potential.map(
      ({ coefficient, powers }, k) => [whole(coefficient, common) * integerPower(scale, degree - degrees[k]), new Map([[keyOf(powers), 1n]])] as const,
    ),
  );
  const slopes = Array.from({ length: d }, (_, i) => derivative(phi, i));
  const differences = slopes.map((slope) => combination([1n, slope], [-1n, calculus.ofPartner(slope)]));
  const pairFlux = calculus.flux(differences);
  const change = calculus.overPartners(calculus.divergence(pairFlux));
  return {
    factor: common * integerPower(scale, degree),
    slopes,
    differences,
    pairFlux,
    flux: pairFlux.map((p) => calculus.overPartners(p)),
    changeSlopes: slopes.map((_, i) => derivative(change, i)),
  };
}

const dot = (p: readonly IntegerPolynomial[], q: readonly IntegerPolynomial[]): IntegerPolynomial =>
  combination(...p.map((one, i) => [1n, product(one, q[i])] as const));

/** Polynomials in (v, w): variables 0 ... d-1 and d ... 2d-1. */
class PairCalculus {
  private readonly moments: IntegerMoments;
  private readonly kernel: readonly (readonly IntegerPolynomial[])[];
  private readonly shift: number;

  constructor(moments: IntegerMoments) {
    const { dimension: d } = moments;
    this.moments = moments;
    this.shift = variable(d);
    const z = Array.from({ length: d }, (_, i): IntegerPolynomial => new Map([[variable(i), 1n], [variable(d + i), -1n]])); // prettier-ignore
    const square = dot(z, z);
    this.kernel = z.map((left, i) => z.map((right, j) => combination([i === j ? 1n : 0n, square], [-1n, product(left, right)])));
  }

  /** p(w). */
  ofPartner = (p: IntegerPolynomial): IntegerPolynomial => mapped(p, (key) => [key * this.shift, 1n]);

  /** int p(v, w) dF(w). */
  overPartners = (p: IntegerPolynomial): IntegerPolynomial => mapped(p, (key) => [key % this.shift, this.moments.at(Math.floor(key / this.shift))]);

  /** a p. */
  flux = (p: readonly IntegerPolynomial[]): IntegerPolynomial[] => this.kernel.map((row) => dot(row, p));

  /** (d_v - d_w) . p. */
  divergence(p: readonly IntegerPolynomial[]): IntegerPolynomial {
    const d = p.length;
    return combination(...p.flatMap((one, i) => [[1n, derivative(one, i)] as const, [-1n, derivative(one, d + i)] as const]));
  }

  /** <v^a, Q> by the key of v^a. */
  generated(): (key: number) => bigint {
    const known = new Map<number, bigint>();
    return (key) => {
      let value = known.get(key);
      if (value === undefined) {
        const slopes = this.kernel.map((_, i) => derivative(new Map([[key, 1n]]), i));
        value = functional(this.overPartners(this.divergence(this.flux(slopes))), this.moments.at);
        known.set(key, value);
      }
      return value;
    };
  }
}
