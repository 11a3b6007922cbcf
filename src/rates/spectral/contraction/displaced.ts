/**
 * A law moved by a displacement, g = T#rho with T = id + eps grad u: the datum that particles run beside rho. T is the gradient of |x|^2/2 + eps u, hence optimal
 * where that is convex (Y. Brenier, Comm. Pure Appl. Math. 44 (1991) 375), and
 *
 *   g(T(x)) = rho(x) / det(I + eps D^2 u(x)),     W2^2(rho, g) = eps^2 int |grad u|^2 rho,
 *   Kantorovich potentials (half cost)  u_0(x) = eps u(x),   u_1(T(x)) = eps u(x) + eps^2 |grad u(x)|^2 / 2.
 *
 * rho and g have equal mass and momentum when grad u has mean zero, and energies that differ by eps^2 J(u)/2. T^-1 by Newton's method.
 *
 * Limits: Gaussian mixtures rho, whose moments under T the potentials' rule integrates (exactly for polynomials); d = 2, 3; convexity is asked at the rule's nodes, hence where rho
 * has its mass: what polynomials do farther out is beyond it.
 */
import { ScenarioError } from "../../../errors.ts";
import { factorReal, solveReal } from "../../../math/linear-solve.ts";
import { Sum } from "../../../math/sum.ts";
import type { Law, MomentLaw, Planes, TransportMap } from "../../../protocols/index.ts";
import type { Displacement } from "./displacement.ts";
import { mixturePairs } from "./mixture-pairs.ts";
import { knownOptions } from "../../../names/options.ts";

/** Newton steps of an inverse; quadratic convergence needs a handful. */
const STEPS = 40;
/** Relative size at which a step is nothing. */
const NOTHING = 1e-14;

/** T, its inverse and the determinant of its derivative. */
interface Motion {
  /** T(x) into y; returns u(x). */
  forward(x: ArrayLike<number>, y: Float64Array): number;
  /** x with T(x) = y, into `x`; `determinant` of DT there. Throws ScenarioError where Newton's method finds none. */
  back(y: ArrayLike<number>, x: Float64Array): { readonly potential: number; readonly determinant: number };
}

function motionOf(displacement: Displacement, eps: number, d: number): Motion {
  const [gradient, hessian, rest] = [new Float64Array(d), new Float64Array(d * d), new Float64Array(d)];
  const derivative = (): Float64Array => {
    for (let k = 0; k < d * d; k++) hessian[k] = eps * hessian[k] + (k % (d + 1) === 0 ? 1 : 0);
    return hessian;
  };
  return {
    forward(x, y) {
      const potential = displacement.at(x, gradient);
      for (let i = 0; i < d; i++) y[i] = x[i] + eps * gradient[i];
      return potential;
    },
    back(y, x) {
      for (let i = 0; i < d; i++) x[i] = y[i];
      for (let step = 0; step < STEPS; step++) {
        const potential = displacement.at(x, gradient, hessian);
        let [size, scale] = [0, 0];
        for (let i = 0; i < d; i++) {
          rest[i] = y[i] - x[i] - eps * gradient[i];
          size = Math.max(size, Math.abs(rest[i]));
          scale = Math.max(scale, Math.abs(y[i]), Math.abs(eps * gradient[i]));
        }
        if (size <= NOTHING * scale) return { potential, determinant: determinant(derivative(), d) };
        solveReal(factorReal(derivative(), d), rest);
        for (let i = 0; i < d; i++) x[i] += rest[i];
      }
      throw new ScenarioError(`displaced law: no point was found that is moved to ${Array.from(y).join(", ")} (expected a smaller displacement)`);
    },
  };
}

function determinant(m: Float64Array, d: number): number {
  if (d === 2) return m[0] * m[3] - m[1] * m[2];
  return m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
}

/** T with its potentials. */
function mapOf(name: string, motion: Motion, eps: number, d: number, squared: number): TransportMap {
  const [from, to] = [new Float64Array(d), new Float64Array(d)];
  const load = (planes: Planes, n: number, point: Float64Array): void => {
    for (let i = 0; i < d; i++) point[i] = planes[i][n];
  };
  const mean = (planes: Planes, of: (n: number) => number): number => {
    const sum = new Sum();
    for (let n = 0; n < planes[0].length; n++) sum.add(of(n));
    return sum.value() / planes[0].length;
  };
  return {
    name,
    squared,
    apply(source, into) {
      for (let n = 0; n < source[0].length; n++) {
        load(source, n, from);
        motion.forward(from, to);
        for (let i = 0; i < d; i++) into[i][n] = to[i];
      }
    },
    meanSource: (planes) =>
      mean(planes, (n) => {
        load(planes, n, from);
        return eps * motion.forward(from, to);
      }),
    meanTarget: (planes) =>
      mean(planes, (n) => {
        load(planes, n, to);
        const { potential } = motion.back(to, from);
        return eps * potential + to.reduce((sum, y, i) => sum + (y - from[i]) * (y - from[i]), 0) / 2;
      }),
  };
}

/**
 * (id + eps grad u)#law, for laws that are Gaussians or mixtures of Gaussians; `coupledOptimally(law, displaced(...))` starts particles on the two. Throws ScenarioError for other
 * laws, another dimension than the displacement's, and an eps beyond which the map would not preserve orientation.
 */
export function displaced(law: Law, displacement: Displacement, eps: number): MomentLaw {
  knownOptions("displaced", displacement, ["basis", "coefficients", "at", "displace", "largestStep"]);
  const { components, dimension: d, mean } = law;
  const { basis, coefficients } = displacement;
  if (!components) throw new ScenarioError(`displaced ${law.name}: expected a Gaussian or a mixture of Gaussians`);
  if (basis.dimension !== d) throw new ScenarioError(`displaced ${law.name}: found a displacement in dimension ${basis.dimension}, expected ${d}`);
  const motion = motionOf(displacement, eps, d);
  // Of fourth moments: twice the degree that quadratic forms of u ask for, and 4 along axes on which u does not depend.
  const rule = mixturePairs(law, components, 0, basis.degrees(1).map((degree) => Math.max(4, 2 * degree)), 1); // prettier-ignore
  const { covariance, fourthMoment, squared, points } = momentsOf(motion, mean, d, rule.points);
  const most = displacement.largestStep(points);
  if (!(Math.abs(eps) < most))
    throw new ScenarioError(`displaced ${law.name}: found eps = ${eps}, expected less than ${most}, where the map stops to be monotone`);
  const name = `${law.name} displaced by ${eps}`;
  const x = new Float64Array(d);
  return {
    name,
    dimension: d,
    mean,
    covariance,
    fourthMoment,
    spec: { type: "displaced", law: law.spec, by: eps, potentials: basis.names, coefficients: Array.from(coefficients) },
    image: { of: law, map: mapOf(`the displacement of ${law.name}`, motion, eps, d, squared) },
    sample(into, stream) {
      law.sample(into, stream);
      displacement.displace(into, eps);
    },
    density(y) {
      const { determinant: volume } = motion.back(y, x);
      return law.density(x) / volume;
    },
  };
}

type Points = (visit: (x: Float64Array, weight: number) => void) => void;

/** Moments of T(x) about the mean, E |T(x) - x|^2, and the nodes themselves [d][K]. */
function momentsOf(motion: Motion, mean: readonly number[], d: number, points: Points) {
  const covariance = mean.map(() => new Array<number>(d).fill(0));
  const nodes: number[][] = mean.map(() => []);
  const [x, y] = [new Float64Array(d), new Float64Array(d)];
  let [fourthMoment, squared] = [0, 0];
  points((from, weight) => {
    for (let i = 0; i < d; i++) nodes[i].push((x[i] = from[i] + mean[i]));
    motion.forward(x, y);
    let square = 0;
    for (let i = 0; i < d; i++) {
      squared += weight * (y[i] - x[i]) * (y[i] - x[i]);
      square += (y[i] - mean[i]) * (y[i] - mean[i]);
      for (let k = 0; k < d; k++) covariance[i][k] += weight * (y[i] - mean[i]) * (y[k] - mean[k]);
    }
    fourthMoment += weight * square * square;
  });
  return { covariance, fourthMoment, squared, points: nodes.map((plane) => Float64Array.from(plane)) };
}
