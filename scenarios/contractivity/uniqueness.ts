/**
 * How far apart do two solutions go that start near each other? Uniqueness, in W2.
 *
 * The second solution starts as the image of the first under a map within delta = 1/n of the identity, of the same momentum and energy, from the same
 * particles. If solutions depend on their data in a Lipschitz way, W2 at a fixed time falls as delta, so W2^2 as n^-2, for every gamma: so it does between
 * smooth laws. The proof of uniqueness for Coulomb has an Osgood logarithm instead, d W2^2/dt <= C W2^2 log(1/W2^2). It is real in the cost of a
 * coupling: from a start with independent noise of size 1/n on every particle the cost grows at the relative rate 24 pi (int f^2) log n + c at gamma = -3 under
 * shared rotations (1.69 log n for Maxwellians), carried by pairs nearer to each other than 1/n; at gamma = -1 the rate has a limit. The logarithm ends
 * where pairs are nearer than a time step resolves, (4 dt)^(1/3) = 0.06 here, or than the softening of the white noise, 0.02.
 *
 * The noise of the debiased distance falls as delta, the distance as delta^2: beyond n = 16 a standard error passes 10 % of it.
 */
import { choice, decays, gaussian, horizon, maxwellian, powerLaw, study } from "landau-flow";
import { coupled, coupledCost, coupledOptimally, debiasedWasserstein, independently, pairCollisions, synchronous, whiteNoise } from "landau-flow/particles";
import type { Initial, Observable, Potential, WitnessedStatement } from "landau-flow";
import type { Coupled } from "landau-flow/particles";

const systems = {
  "pair-collisions": { particles: 768, finest: 2000, open: (potential: Potential) => coupled(pairCollisions({ potential }), synchronous()) },
  "white-noise": { particles: 384, finest: 200, open: (potential: Potential) => coupled(whiteNoise({ potential, softening: 0.02 }), synchronous()) },
};

/** Deviations sqrt 3 (cos a, sin a / sqrt 2, sin a / sqrt 2): an energy of 3 at every angle, and W2 between two is the chord. */
const atAngle = (angle: number) => {
  const first = 3 * Math.cos(angle) ** 2;
  return gaussian({ variances: [first, (3 - first) / 2, (3 - first) / 2] });
};

const displaced = (delta: number): Initial<Coupled> => coupledOptimally(atAngle(Math.PI / 4), atAngle(Math.PI / 4 - delta / 2), { standardise: true });

/** W = V + delta xi, E |xi|^2 = 1. */
function noisy(delta: number): Initial<Coupled> {
  const { fill } = independently(maxwellian(), maxwellian({ temperature: (delta * delta) / 3 }));
  return {
    name: `Maxwellian particles, and the same with noise of size ${delta}`,
    laws: [maxwellian(), maxwellian({ temperature: 1 + (delta * delta) / 3 })],
    fill([v, w], key) {
      fill([v, w], key);
      w.planes.forEach((plane, k) => plane.forEach((noise, i) => (plane[i] = v.planes[k][i] + noise)));
    },
  };
}

const starts = {
  // By then the distance has fallen by half at gamma = -1; what falls further is soon below its noise.
  displaced: { initial: displaced, end: (gamma: number) => (gamma === -1 ? 0.1 : 0.4), steps: () => 100, replicates: 32, distance: debiasedWasserstein() },
  noisy: { initial: noisy, end: () => 0.1, steps: (finest: number) => finest, replicates: 16, distance: debiasedWasserstein({ count: 128 }) },
};

/** log(C(t)/C(0))/t of the coupled cost C. */
const growth: Observable<Coupled> = {
  of: "coupled",
  parts: {
    "": {
      name: "growth of the coupled cost",
      short: "growth",
      symbol: "log(C(t)/C(0))/t",
      kind: "growth",
      velocity: 0,
      perTime: true,
      meaning: "Relative rate at which the coupled cost has grown since the start.",
    },
  },
  open: () => {
    const cost = coupledCost().open();
    let start = 0;
    return {
      measure(state, t): Record<string, number> {
        const now = cost.measure(state, t)[""];
        if (t === 0) start = now;
        return t === 0 ? {} : { "": Math.log(now / start) / t };
      },
    };
  },
};

/** What of the papers this study witnesses (`landau verify`). */
export const statement: WitnessedStatement = {
  statement:
    "Two solutions that start near each other stay near: W2 depends on the data in a Lipschitz way between smooth laws, and only the cost of a coupling has the Osgood logarithm of the proof",
  source: "CP, Theorem 3 and its use: uniqueness; by pair collisions and by the white noise of Fournier and Guerin",
  printed: "W2(f_0, g_0) -> 0 implies W2(f_t, g_t) -> 0, Coulomb included",
  reading: "printed",
  expected: "consistent",
  cites: ["contractivity", "fournier2009"],
};

export default study({
  title: "Uniqueness: W2 between solutions that start near each other",
  sources: ["contractivity", "fournier2009"],
  vary: { start: ["displaced", "noisy"], system: ["pair-collisions", "white-noise"], gamma: [-1, -3], n: [2, 4, 8, 16] },
  replicates: ({ start }) => choice("start", start, starts).replicates,
  scenario: ({ start, system, gamma, n }) => {
    const { particles, finest, open } = choice("system", system, systems);
    const { initial, end, steps, distance } = choice("start", start, starts);
    return {
      system: open(powerLaw(gamma)),
      initial: initial(1 / n),
      particles,
      time: horizon({ end: end(gamma), steps: steps(finest), observe: 3 }),
      observe: { w2: distance, cost: coupledCost(), growth },
    };
  },
  claims: [
    decays("w2", { along: "n", exponent: -2, within: 0.2, where: { start: "displaced" } }),
    decays("growth", { along: "n", exponent: 0, logPower: 1, within: 0.25, where: { start: "noisy", gamma: -3 } }),
  ],
  figures: [
    {
      name: "distance",
      title: "W2 squared at the end against n",
      series: ["w2"],
      where: { start: "displaced" },
      facet: "system",
      against: "n",
      scale: "log",
      caption: "Two solutions whose starts are 1/n apart, at t = 0.1 (gamma = -1) and 0.4 (gamma = -3): W2^2 falls as n^-2 at both.",
    },
    {
      name: "growth",
      title: "Growth of the coupled cost against n",
      series: ["growth"],
      where: { start: "noisy" },
      facet: "system",
      against: "n",
      caption:
        "A start with independent noise of size 1/n: at gamma = -3 the relative rate of the cost grows as log n until the time step (pair collisions) or the " +
        "softening (white noise) ends it; at gamma = -1 it has a limit.",
    },
  ],
});
