/** What a setup observes and does not have is refused before it runs, in one line, by the plan and by `system.run` alike. */
import { describe, expect, it } from "vitest";
import { coulomb, horizon, instant, maxwellian, model, screened, singleSpecies } from "../../src/index.ts";
import * as particles from "../../particles/index.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import { rootKey } from "../../src/random/key.ts";
import { study } from "../../src/study/declare/study.ts";
import type { Observable, Setup } from "../../src/protocols/index.ts";
import { refusal } from "../support/refusal.ts";

const { alone, coupled, deterministic, first, independently, ofSolution, ofSpecies, pairCollisions, rateOf, sampled, starting, synchronous, temperature } =
  particles;

const named = (name: string, mass: number) => ({ name, mass, density: 1 });
const pairs = [["light", "light"], ["light", "heavy"], ["heavy", "heavy"]] as const; // prettier-ignore
const mixture = model({
  species: [named("light", 1), named("heavy", 4)],
  interactions: pairs.map((between) => ({ between, potential: coulomb() })),
});
const laws = (dimension: number) => [maxwellian({ dimension }), maxwellian({ dimension })];
const time = horizon({ end: 0.1, steps: 2, observe: 2 });

/** Both who look: the plan of a study of this setup, and the run of one replicate. */
function refused(setup: object): string {
  const declared = study({ title: "Toy", vary: {}, replicates: 2, scenario: () => setup as never, claims: [] });
  const planned = refusal(() => planStudy({ name: "toy", path: "toy.ts", shown: "toy.ts", study: declared }));
  // What is not refused is not run: some of it takes minutes.
  if (planned === "") return "";
  const run = refusal(() => (setup as Setup<never>).system.run(setup as Setup<never>, rootKey("toy"), {}));
  expect(planned).toBe(run.replace("ScenarioError: ", "ScenarioError: scenario toy: "));
  return run;
}
const ofMixture = (one: Observable<particles.Alone>, dimension = 3) =>
  refused({ system: alone(pairCollisions({ model: mixture })), initial: sampled(laws(dimension)), particles: 20, time, observe: { one } });
const ofCouple = (one: Observable<particles.Coupled>) => {
  const initial = independently(laws(3), laws(3));
  return refused({ system: coupled(pairCollisions({ model: mixture }), synchronous()), initial, particles: 20, time, observe: { one } });
};
const ofSingle = (one: Observable<particles.Alone>, dimension: number) =>
  refused({ system: alone(pairCollisions({ potential: coulomb() })), initial: sampled(maxwellian({ dimension })), particles: 20, time, observe: { one } });

const nosuch = "ScenarioError: invalid observe.one: unknown species: heavvy (species: light, heavy). Did you mean heavy?";

describe("an observable", () => {
  it("of a species that the model does not have is refused, however it is wrapped", () => {
    const own = ofSpecies("heavvy", temperature());
    expect(ofMixture(own)).toBe(nosuch);
    expect(ofMixture(rateOf(own))).toBe(nosuch);
    expect(ofMixture(ofSpecies("heavvy", rateOf(temperature())))).toBe(nosuch);
    expect(ofMixture(particles.differenceFrom({ name: "0", source: "here", at: () => ({ value: 0, bound: 0 }) }, own))).toBe(nosuch);
    expect(ofCouple(first(own))).toBe(nosuch);
    expect(ofCouple(particles.second(own))).toBe(nosuch);
    const solved = { system: particles.atStart(mixture), initial: starting(laws(3)), particles: 2, time: instant() };
    expect(refused({ ...solved, observe: { one: ofSolution(own) } })).toBe(nosuch);
    expect(refused({ ...solved, observe: { one: particles.initialRate(own, { dt: 0.1 }) } })).toBe(nosuch);
    expect(ofMixture(ofSpecies("nosuch", temperature()))).toBe("ScenarioError: invalid observe.one: unknown species: nosuch (species: light, heavy)");
    // One of one species of one species: the inner one sees that species only.
    expect(ofMixture(ofSpecies("light", ofSpecies("heavy", temperature())))).toMatch(/unknown species: heavy \(species: light\)/);
    for (const fine of [ofSpecies("heavy", temperature()), rateOf(ofSpecies("light", temperature())), particles.energy()]) expect(ofMixture(fine)).toBe("");
    expect(ofCouple(first(ofSpecies("heavy", temperature())))).toBe("");
  });

  it.each([
    ["temperature", temperature()],
    ["temperature xx", particles.temperatureTensor("xx")],
    ["temperature xx", particles.temperatureRate("xx")],
    ["fourth moment", particles.fourthMoment()],
    ["entropy", particles.entropy()],
    ["E", particles.equilibriumDistance({ law: maxwellian(), degree: 2 })],
    ["Fisher information smoothed by 0.3", particles.smoothedFisher({ width: 0.3 })],
    ["marginal density of v_x", particles.marginal("x", { from: -1, to: 1, points: 2, width: 0.2 })],
    ["relative L2 distance", particles.distanceTo({ name: "known", at: () => ({ law: () => maxwellian(), bound: 0 }) }) as Observable<particles.Alone>],
  ])("of one law, %s, is refused of a mixture", (name, one) => {
    expect(ofMixture(one)).toBe(`ScenarioError: invalid observe.one: ${name} of a mixture: choose a species with ofSpecies(name, ...) (species: light, heavy)`);
    expect(ofMixture(ofSpecies("light", one))).toBe("");
  });

  it("of an axis, a coupling or an interaction that is not there is refused", () => {
    const window = { from: -1, to: 1, points: 2, width: 0.2 };
    expect(ofSingle(particles.temperatureTensor("zz"), 2)).toMatch(/observe\.one: temperature zz: found dimension 2, which has no such entry \(axes: x, y\)/);
    expect(ofSingle(particles.temperatureTensor("zz"), 3)).toBe("");
    expect(ofSingle(particles.marginal("z", window), 2)).toMatch(/observe\.one: marginal density of v_z: found dimension 2, which has no such axis/);
    expect(ofSingle(particles.slice("x", { ...window, through: [0, 0] }), 3)).toMatch(/observe\.one: slice: through has 2 numbers, in dimension 3/);
    expect(ofCouple(particles.coupledCost({ coupling: "synchronus" }))).toMatch(
      /observe\.one: unknown coupling: synchronus \(couplings of this system: synchronous\)\. Did you mean synchronous\?/,
    );
    expect(ofCouple(particles.coupledCost({ coupling: "synchronous" }))).toBe("");
    const lambda = particles.contraction({ harmonics: [2], size: 2 });
    const other = deterministic(singleSpecies(screened({ gamma: -1, length: 1 })), {
      name: "none",
      open: () => ({ name: "none", at: () => ({ law: () => maxwellian(), bound: 0 }) }),
    });
    expect(refused({ system: other, initial: starting(maxwellian()), particles: 2, time, observe: { one: lambda } })).toMatch(
      /observe\.one: contraction rate: found interaction .*, expected a power law/,
    );
  });
});
