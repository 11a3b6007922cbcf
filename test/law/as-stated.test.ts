/**
 * Laws whose samples are not as they state are refused before anything runs, in one line; all others pass.
 *
 * The wrong ones are off by more than the sizes that as-stated.ts says are found with probability 1 - 1e-10; what is allowed in its messages is computed here from the laws' own moments.
 */
import { describe, expect, it } from "vitest";
import { alone, coupled, coupledOptimally, independently, motionless, pairCollisions, sampled, synchronous } from "../../particles/index.ts";
import { bkw, gaussian, horizon, instant, maxwellian, maxwellMolecules, mixture, shell, singleSpecies, tiltedMaxwellian, uniform } from "../../src/index.ts";
import type { Dynamics, Law, MomentLaw, Setup } from "../../src/index.ts";
import { checkAsStated } from "../../src/laws/as-stated.ts";
import { samplesOf } from "../../src/laws/samples.ts";
import { openFourier, openRadial } from "../../src/solvers/index.ts";

const concentric = mixture({ components: [0.4, 1.3].map((s, k) => ({ weight: 0.3 + 0.4 * k, mean: [1, 2], variances: [s, s] })) });
const beams = mixture({ components: [-4, -1, 3].map((m, k) => ({ weight: 0.1 + 0.2333333333333333 * k, mean: [m, 0, 1], variances: [0.02, 0.3, 0.1] })) });
const maxwell = singleSpecies(maxwellMolecules());

// A row far out: 4000 of the samples hardly see it.
const outlier = samplesOf(Array.from({ length: 50_000 }, (_, k) => [k === 7 ? 1e5 : Math.sin(k), Math.cos(k)]));

const laws: readonly (readonly [string, Law])[] = [
  ["skew Gaussian", gaussian({ mean: [0.1, -0.2, 0.3], covariance: [[0.8, 0.2, 0], [0.2, 1.1, -0.3], [0, -0.3, 0.6]] })], // prettier-ignore
  ["Gaussian on the line", gaussian({ mean: [5], variances: [0.01] })],
  ["Maxwellian", maxwellian({ mean: [1, -0.4], temperature: 0.7 })],
  ["concentric mixture", concentric],
  ["beams", beams],
  ["BKW", bkw({ S: 0.65 })],
  ["BKW at its limit, d = 2", bkw({ S: 0.5, dimension: 2 })],
  ["shell", shell({ radius: 1.5, sharpness: 10, dimension: 2 })],
  ["box", uniform({ halfWidths: [1, 2, 0.5] })],
  ["tilted", tiltedMaxwellian({ temperature: 0.8, epsilon: -0.5, delta: 0.3, q: 0.5, dimension: 2 })],
  ["two rows", samplesOf([[0.5, 1], [-1, 2]])], // prettier-ignore
  ["rows with an outlier", outlier],
  ["a radial solution", openRadial(maxwell, [concentric], { nodes: 36 }).at(0.1).law(0)],
  ["a spectral solution", openFourier(maxwell, [concentric], { modes: 32 }).at(0.1).law(0)],
];

it.each(laws)("%s is as it states", (_, law) => {
  expect(() => checkAsStated(law)).not.toThrow();
});

const plain = gaussian({ variances: [1.8, 0.6, 0.6] });
const hot = { ...plain, name: "hot", covariance: plain.covariance.map((row) => row.map((x) => 10 * x)), fourthMoment: 100 * plain.fourthMoment };
const stretched = (law: MomentLaw): MomentLaw => ({
  ...law,
  name: "stretched",
  radial: { cdf: (r) => law.radial!.cdf(r / 1.3), quantile: (q) => 1.3 * law.radial!.quantile(q) },
});

// [what, law, what the message says before the numbers found]
const wrong: readonly (readonly [string, Law, RegExp])[] = [
  [
    "ten times the energy",
    hot,
    /^hot: its stated energy E\|v - mean\|\^2 is 30, that of 4000 of its samples (2\.[89]|3|3\.[01])\d* \(expected 30 within \d+\.\d+\)$/,
  ],
  ["another mean", { ...plain, mean: [0, 0.3, 0] }, /stated mean \[1\] is 0\.3, that of 4000 of its samples -?0\.0/],
  ["a correlation", { ...plain, covariance: [[1.8, 0.4, 0], [0.4, 0.6, 0], [0, 0, 0.6]] }, /stated covariance \[0\]\[1\] is 0\.4/], // prettier-ignore
  ["variances on other axes", { ...plain, covariance: [[0.6, 0, 0], [0, 0.6, 0], [0, 0, 1.8]] }, /stated covariance \[0\]\[0\] is 0\.6/], // prettier-ignore
  ["another fourth moment", { ...plain, fourthMoment: 1.6 * plain.fourthMoment }, /stated fourth moment E\|v - mean\|\^4 is/],
  ["another radius", stretched(bkw({ S: 0.65 })), /^stretched: its stated law of \|v - mean\| has/],
  [
    "another quantile alone",
    { ...bkw({ S: 0.65 }), radial: { ...bkw({ S: 0.65 }).radial!, quantile: (q: number) => 2 * q } },
    /stated law of \|v - mean\| has the quantile/,
  ],
  ["another factor", { ...plain, factors: [1, 1, 2].map((k) => plain.factors![k]) }, /stated factor \[0\] has/],
  ["samples that are no numbers", { ...plain, sample: (into) => into.forEach((plane) => plane.fill(Number.NaN)) }, /some of its samples are not finite/],
];

describe("a law that states", () => {
  it.each(wrong)("%s is refused", (_, law, message) => {
    expect(() => checkAsStated(law)).toThrow(message);
    expect(() => checkAsStated(law)).toThrow(expect.objectContaining({ name: "ScenarioError" }));
  });
});

describe("plans refuse it", () => {
  const system = pairCollisions({ potential: maxwellMolecules() });
  const time = horizon({ end: 0.1, steps: 2, observe: 2 });
  const check = <State>(dynamics: Dynamics<State>, setup: Pick<Setup<State>, "time" | "initial">) =>
    dynamics.check({ ...setup, system: dynamics, particles: 100, observe: {} });
  it.each([
    ["alone", () => check(alone(system), { time, initial: sampled(hot, { standardise: true }) })],
    ["coupled", () => check(coupled(system, synchronous()), { time, initial: coupledOptimally(plain, hot, { standardise: true }) })],
    ["at rest", () => check(motionless(), { time: instant(), initial: independently(plain, hot) })],
  ])("%s", (_, plan) => {
    expect(plan).toThrow("hot: its stated energy");
  });
});
