/** A replicate that is lost in the middle goes on from what it kept of itself, with the bits of one that was not: velocities, series, snapshots, what observables remember. */
import { deserialize, serialize } from "node:v8";
import { describe, expect, it } from "vitest";
import { gaussian, horizon, maxwellian, powerLaw, rootKey } from "../../src/index.ts";
import type { Dynamics, Observable, Setup, Trajectory } from "../../src/protocols/index.ts";
import {
  alone,
  coupled,
  coupledCost,
  coupledOptimally,
  debiasedWasserstein,
  extrapolated,
  first,
  kacDiffusion,
  meanField,
  ofSpecies,
  pairCollisions,
  partnersMatched,
  polar,
  rematched,
  sampled,
  spherical,
  synchronous,
  temperatureTensor,
  whiteNoise,
  type Alone,
} from "../../particles/index.ts";

/** The largest first velocity so far, a functional of the path. */
function pathMaximum(): Observable<Alone> {
  return {
    parts: { "": { name: "maximum", short: "maximum", symbol: "max", kind: "velocity", velocity: 1, meaning: "Largest v_x so far." } },
    open() {
      let most = -Infinity;
      return {
        measure: ({ ensemble }) => ({ "": (most = Math.max(most, ensemble.planes[0][0])) }),
        memory: { save: () => most, restore: (saved) => void (most = saved as number) },
      };
    },
  };
}

const potential = powerLaw(-2);
const time = horizon({ end: 0.8, steps: 20, observe: 5 });
const law = gaussian({ variances: [1.8, 0.8, 0.4], mean: [0.3, 0, -0.1] });
const single = {
  initial: sampled(law),
  particles: 40,
  time,
  observe: { tensor: temperatureTensor("xx"), path: pathMaximum(), part: ofSpecies("f", pathMaximum()) },
};
const couple = {
  initial: coupledOptimally(law, maxwellian()),
  particles: 40,
  time,
  observe: { w2: debiasedWasserstein(), cost: coupledCost(), path: first(pathMaximum()) },
};
const options = { potential, softening: 0.1 };

const declared: readonly (readonly [string, object])[] = [
  ["pair collisions", { system: alone(pairCollisions({ potential })), ...single }],
  ["white noise", { system: alone(whiteNoise(options)), ...single }],
  ["mean field", { system: alone(meanField(options)), ...single }],
  ["Kac diffusion", { system: alone(kacDiffusion({ potential })), ...single }],
  ["extrapolated", { system: extrapolated(alone(pairCollisions({ potential }))), ...single }],
  [
    "pair collisions, two couplings, one re-matched",
    { system: coupled(pairCollisions({ potential }), rematched(synchronous(), { every: 3 }), spherical()), ...couple },
  ],
  ["white noise, partners matched", { system: coupled(whiteNoise(options), partnersMatched(synchronous())), ...couple }],
  ["mean field, polar, re-matched", { system: coupled(meanField(options), rematched(polar())), ...couple }],
];
const systems = declared.map(([name, setup]) => [name, setup as Setup<never>] as const);

const run = (setup: Setup<never>, options: Parameters<Dynamics<never>["run"]>[2]): Trajectory =>
  setup.system.run(setup, rootKey("checkpoints"), { snapshots: [0, 0.2, 0.37, 0.8], ...options });

/** What a run kept that was killed as it kept itself for the nth time. */
function keptAt(setup: Setup<never>, times: number): unknown {
  let [kept, count] = [Buffer.alloc(0), 0];
  const keep = (state: unknown): void => {
    kept = serialize(state);
    if (++count === times) throw new Error("killed");
  };
  expect(() => run(setup, { checkpoint: { due: () => true, keep } })).toThrow("killed");
  return deserialize(kept);
}

describe.each(systems)("%s", (name, setup) => {
  const whole = run(setup, {});

  // After step 7, inside an interval; after 10, at an observation; after the last; of the fine run of an extrapolation, 20 steps later.
  it.each(name === "extrapolated" ? [7, 20, 21, 53, 60] : [7, 10, 20])("killed after step %i", (step) => {
    let left = 0;
    const checkpoint = { held: keptAt(setup, step), due: () => (left++, false), keep: () => undefined };
    expect(run(setup, { checkpoint })).toStrictEqual(whole);
    expect(left).toBe((name === "extrapolated" ? 60 : 20) - step);
  });
});

it("keeping changes nothing", () => {
  const [, setup] = systems[5];
  expect(run(setup, { checkpoint: { due: () => true, keep: () => undefined } })).toStrictEqual(run(setup, {}));
});
