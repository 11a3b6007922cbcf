/**
 * What N particles of Maxwell molecules (alpha = c) do on average, exactly, when they start as independent samples of a law: expectations of the
 * temperature tensor P^c (about the ensemble's own mean, weight 1/N) and of the pair correlation E v_1 . v_2, at any N and dt.
 *
 * At the start E P^c = (1 - 1/N) P and E v_1 . v_2 = 0 about the law's mean. One step of length dt multiplies the deviator of E P^c by f and its trace by q:
 *   - pair collisions, one fold a step:  f = e^(-4dc dt),  q = 1;  uncorrected,  f = (1 + e^(-8dc dt))/2;
 *   - Kac diffusion:  f = e^(-4dc dt) but for its time step, of order 2;  q = 1; no correction in 1/N;
 *   - Euler and Maruyama of the white noise or of the mean-field diffusion (one law): with h = 2 (d-1) c dt,
 *     f = (1 - h)^2 - 4 (1 - 1/N) c dt,  q = (1 - h)^2 + 4 (d-1) (1 - 1/N) c dt,  and the mean velocity diffuses, E |u|^2 by 4 (d-1) c dt tr P^c/N a step.
 * So the diffusive systems bias the relaxation by 1/N at fixed time, and correlate the velocities; pair rotations do neither.
 */
import type { MomentLaw, ReferenceSeries } from "../../src/protocols/index.ts";
import { ScenarioError } from "../../src/errors.ts";
import { temperatureOf } from "../../src/laws/arguments.ts";
import { exp, pow } from "../../src/math/elementary.ts";
import { ROUNDING } from "../../src/solvers/served.ts";
import { knownOptions } from "../../src/names/options.ts";

/** How the particles step: `pairs` collide, or do so `uncorrected`. */
export type Scheme = "pairs" | "uncorrected" | "kac" | "euler";

/** The ensemble whose expectation is wanted. */
export interface EnsembleOptions {
  readonly scheme: Scheme;
  readonly particles: number;
  /** Length of a time step of the run. */
  readonly dt: number;
  /** c of alpha = c; 1 by default. */
  readonly strength?: number;
}

interface Factors {
  readonly deviator: number;
  readonly trace: number;
  /** Bound of the relative error of deviator^n after a time t, for the Kac diffusion. */
  readonly defect: (t: number) => number;
}

function factorsOf(d: number, { scheme, particles, dt, strength = 1 }: EnsembleOptions): Factors {
  if (!(dt > 0 && dt < Infinity)) throw new ScenarioError(`invalid dt: ${dt} (expected a finite number > 0)`);
  if (!(particles >= 2)) throw new ScenarioError(`invalid particles: ${particles} (at least 2)`);
  const step = strength * dt;
  const rest = 1 - 1 / particles;
  if (scheme === "pairs") return { deviator: exp(-4 * d * step), trace: 1, defect: () => 0 };
  if (scheme === "uncorrected") return { deviator: (1 + exp(-8 * d * step)) / 2, trace: 1, defect: () => 0 };
  // Splitting: the relative bias of two steps is below half the square of the rotation of a step, of a run below t/dt of its cube.
  if (scheme === "kac") return { deviator: exp(-4 * d * step), trace: 1, defect: (t) => 16 * d * d * d * step * step * strength * t };
  const kept = (1 - 2 * (d - 1) * step) * (1 - 2 * (d - 1) * step);
  return { deviator: kept - 4 * rest * step, trace: kept + 4 * (d - 1) * rest * step, defect: () => 0 };
}

/** base^n; between steps, for curves, interpolated where that has a meaning. */
const after = (n: number, base: number): number => pow(base, base > 0 ? n : Math.round(n));

const SOURCE = "exact expectation of N particles that start independently";

/** E of entry (i, j) of the temperature tensor of the particles. Throws ScenarioError for an entry outside the tensor, dt <= 0 or one particle. */
export function ensembleTensor(law: MomentLaw, options: EnsembleOptions & { component: readonly [number, number] }): ReferenceSeries {
  knownOptions("ensembleTensor", options, ["scheme", "particles", "dt", "strength", "component"]);
  const [i, j] = options.component;
  const factors = factorsOf(law.dimension, options);
  if (law.covariance[i]?.[j] === undefined) throw new ScenarioError(`invalid component: [${i}, ${j}] (dimension ${law.dimension})`);
  const rest = 1 - 1 / options.particles;
  const isotropic = i === j ? temperatureOf(law) : 0;
  const deviator = law.covariance[i][j] - isotropic;
  return {
    name: `temperature ${"xyz"[i] ?? i + 1}${"xyz"[j] ?? j + 1} of ${options.particles} particles, exact`,
    source: SOURCE,
    at(t) {
      const part = deviator * after(t / options.dt, factors.deviator);
      const value = rest * (isotropic * after(t / options.dt, factors.trace) + part);
      return { value, bound: Math.abs(part) * factors.defect(t) + ROUNDING * Math.abs(law.covariance[i][j]) };
    },
  };
}

/** N E v_1 . v_2 of the particles, for a law of mean zero. Throws ScenarioError as `ensembleTensor` does. */
export function ensembleCorrelation(law: MomentLaw, options: EnsembleOptions): ReferenceSeries {
  knownOptions("ensembleCorrelation", options, ["scheme", "particles", "dt", "strength"]);
  const d = law.dimension;
  const { particles, dt, strength = 1 } = options;
  const { trace } = factorsOf(d, options);
  const energy = d * temperatureOf(law);
  const central = (1 - 1 / particles) * energy;
  return {
    name: `N times the pair correlation of ${particles} particles, exact`,
    source: SOURCE,
    at(t) {
      if (options.scheme !== "euler") return { value: 0, bound: 0 };
      const grown = after(t / dt, trace);
      // Of the sum of the step's increments 4 (d-1) c dt tr P^c / N, a geometric one.
      const momentum = energy / particles + (4 * (d - 1) * strength * dt * central * ((grown - 1) / (trace - 1))) / particles;
      const second = central * grown + momentum;
      return { value: (particles * (particles * momentum - second)) / (particles - 1), bound: ROUNDING * energy * particles };
    },
  };
}
