/**
 * Reference curves for particle runs with Maxwell molecules (alpha = c): the equation's exact value, with an error that holds
 * the bias of the time step, so that a run can be compared with the equation at any dt.
 *
 * The pair system runs one matching a step: every particle meets one random partner, and their relative velocity z turns by a
 * rotation whose multiplier on harmonics of degree 2 is m2 = 2 e^(-4dc dt) - 1 (systems/correction.ts). One step therefore maps (E over
 * matching and rotation)
 *   the anisotropy  P - theta I      to (1 + m2)/2 = e^(-4dc dt) times itself (exactly, at any N, for the folded matching), as the equation does;
 *   F = E|v-u|^4  to  (F + E2^2)/2 + (1-m2)/d [(F + E2^2)/2 - |P|^2] + m2 (F - E2^2)/2,   E2 = tr P,
 * the latter from v' = (v+w)/2 + z'/2, whence |v'|^2 = e + c.z', e = (|v|^2+|w|^2)/2, E e^2 = (F + E2^2)/2,
 * E (c.z')^2 = (1-m2)/d E|c|^2|z|^2 + m2 E(c.z)^2, for independent v, w (corrections O(1/N)). As dt -> 0 both give the equation's rates.
 *
 * For isotropic data the law of the squared width T of the Gaussians mixed follows T' = T_1 cos^2(a/2) + T_2 sin^2(a/2) with a
 * the angle of rotation (Bobylev's transform). Its central moments of order 2 and 3 are therefore multiplied a step by
 *   1 - (1-m2)(d-1)/(2d)  and  1 - 3(1-m2)(d-1)/(4d),  where the equation has  e^(-4(d-1)c dt)  and  e^(-6(d-1)c dt).
 * The system thus lags behind the equation by two known delays; the error of a radial distance is its larger change under them
 * (an estimate by the two slowest modes, not a bound).
 */
import type { MomentLaw, ReferenceSeries } from "../../src/protocols/index.ts";
import { ScenarioError } from "../../src/errors.ts";
import { expm1, log1p } from "../../src/math/elementary.ts";
import { anisotropySquared, maxwellLaw, maxwellMoments } from "../../src/solvers/maxwell/exact.ts";
import { ROUNDING } from "../../src/solvers/served.ts";
import { radialSquaredDistance } from "../../src/laws/radial-distance.ts";
import { temperatureOf } from "../../src/laws/arguments.ts";
import { knownOptions } from "../../src/names/options.ts";

const SOURCE = "exact solution for Maxwell molecules; the error holds the bias of one matching a step";

/** The time step whose bias a curve carries. */
export interface StepOptions {
  /** Length of a time step of the run. */
  readonly dt: number;
  /** c of alpha = c; 1 by default. */
  readonly strength?: number;
}

function checkStep(dt: number): void {
  if (!(Number.isFinite(dt) && dt > 0)) throw new ScenarioError(`invalid dt: ${dt} (expected a finite number > 0)`);
}

/** 1 - m2, without cancellation. */
const relaxation = (d: number, { dt, strength = 1 }: StepOptions): number => -2 * expm1(-4 * d * strength * dt);

/** Fourth central moment of the pair system after `steps` steps, N large. */
function systemFourthMoment(law: MomentLaw, steps: number, turn: number): number {
  const d = law.dimension;
  const theta = temperatureOf(law);
  const square = d * theta * (d * theta);
  let anisotropy = theta * theta * anisotropySquared(law);
  let moment = law.fourthMoment;
  for (let n = 0; n < steps; n++) {
    const tensor = anisotropy + d * theta * theta;
    moment = (moment + square) / 2 + (turn / d) * ((moment + square) / 2 - tensor) + ((1 - turn) * (moment - square)) / 2;
    anisotropy *= (1 - turn / 2) * (1 - turn / 2);
  }
  return moment;
}

/** Entry (i, j) of the central second moment: of the equation, and of the pair system. Throws ScenarioError for an entry outside the tensor. */
export function maxwellTensor(law: MomentLaw, options: { component: readonly [number, number]; strength?: number }): ReferenceSeries {
  knownOptions("maxwellTensor", options, ["component", "strength"]);
  const { component, strength = 1 } = options;
  const [i, j] = component;
  const d = law.dimension;
  if (law.covariance[i]?.[j] === undefined) throw new ScenarioError(`invalid component: [${i}, ${j}] (dimension ${d})`);
  return {
    name: `temperature ${"xyz"[i] ?? i + 1}${"xyz"[j] ?? j + 1}, exact`,
    source: "exact solution for Maxwell molecules",
    at: (t) => ({ value: maxwellMoments(law, t, strength).tensor[i][j], bound: ROUNDING * Math.abs(law.covariance[i][j]) }),
  };
}

/** E|v - u|^4. Error: the distance to the pair system's own value (large N). Throws ScenarioError when dt <= 0. */
export function maxwellFourthMoment(law: MomentLaw, options: StepOptions): ReferenceSeries {
  knownOptions("maxwellFourthMoment", options, ["dt", "strength"]);
  checkStep(options.dt);
  return {
    name: "fourth moment, exact",
    source: SOURCE,
    at(t) {
      const value = maxwellMoments(law, t, options.strength).fourthMoment;
      const system = systemFourthMoment(law, Math.round(t / options.dt), relaxation(law.dimension, options));
      return { value, bound: Math.abs(system - value) + ROUNDING * value };
    },
  };
}

/**
 * W2^2 between the exact solutions from two isotropic laws (mixtures about one centre, or BKW). Error: its larger change under
 * the delays of the pair system's two slowest modes. Throws ScenarioError for other laws or dt <= 0.
 */
export function maxwellRadialWasserstein(f: MomentLaw, g: MomentLaw, options: StepOptions): ReferenceSeries {
  knownOptions("maxwellRadialWasserstein", options, ["dt", "strength"]);
  const { dt, strength = 1 } = options;
  checkStep(dt);
  const d = f.dimension;
  const squared = (t: number): number => radialSquaredDistance(maxwellLaw(f, t, strength), maxwellLaw(g, t, strength));
  squared(0);
  const turn = relaxation(d, options);
  const reached = (steps: number, loss: number, rate: number): number => (-steps * log1p(-loss)) / (rate * strength);
  return {
    name: "squared W2, exact",
    source: SOURCE,
    at: remembered((t) => {
      const value = squared(t);
      const steps = Math.round(t / dt);
      const second = reached(steps, (turn * (d - 1)) / (2 * d), 4 * (d - 1));
      const third = reached(steps, (3 * turn * (d - 1)) / (4 * d), 6 * (d - 1));
      const bias = Math.max(Math.abs(squared(second) - value), Math.abs(squared(third) - value));
      return { value, bound: bias + 1e-12 };
    }),
  };
}

/** Claims and figures ask for the same times again. */
function remembered<Value>(at: (t: number) => Value): (t: number) => Value {
  const known = new Map<number, Value>();
  return (t) => {
    const value = known.get(t) ?? at(t);
    known.set(t, value);
    return value;
  };
}
