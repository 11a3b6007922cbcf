/** Scenarios with words of their text changed, and with values of any kind where numbers, names and laws are expected. */
import { expect } from "vitest";
import { collect, frameOf } from "../../../src/study/conclude/estimate.ts";
import { judge } from "../../../src/study/conclude/judge.ts";
import { isScenarioError, loadScenario } from "../../../src/study/plan/load.ts";
import { planStudy } from "../../../src/study/plan/plan.ts";
import { runTask } from "../../../src/study/run/replicate.ts";
import { renderTable, tableCsv } from "../../../src/report/index.ts";
import { home } from "../cli.ts";
import { damaged, oneOf, type Below } from "./damage.ts";

/** A couple, and a mixture; small enough to be run when they survive. */
const sources = [
  `import { agrees, conserved, gaussian, horizon, maxwellian, nonincreasing, powerLaw, study } from "HOME/src/index.ts";
import { coupled, coupledCost, coupledOptimally, energy, first, pairCollisions, synchronous, temperatureTensor } from "HOME/particles/index.ts";
export default study({
  title: "A couple", question: "Does it?", sources: ["contractivity"],
  vary: { gamma: [0, -1] }, replicates: 2, share: ["gamma"],
  scenario: ({ gamma }) => ({
    system: coupled(pairCollisions({ potential: powerLaw(gamma) }), synchronous()),
    initial: coupledOptimally(gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian({ mean: [0, 0, 0] }), { standardise: true }),
    particles: 12, time: horizon({ end: 0.1, steps: 4, observe: 3 }),
    observe: { cost: coupledCost(), xx: first(temperatureTensor("xx")), energy: first(energy()) },
    reference: { cost: { name: "none", source: "none", at: (t) => ({ value: 1 + t, bound: 2 }) } },
  }),
  claims: [nonincreasing("cost", { where: { gamma: 0 } }), conserved("energy"), agrees("cost")],
  figures: [{ name: "cost", title: "Cost", series: ["cost", "xx"], facet: "gamma", scale: "log", yLabel: "cost", caption: "Of two." }],
});
`,
  `import { coulomb, horizon, maxwellian, maxwellMolecules, mixture, model, stationary, study } from "HOME/src/index.ts";
import { alone, energy, fourthMoment, ofSpecies, pairCollisions, rateOf, sampled } from "HOME/particles/index.ts";
export default study({
  title: "A mixture", vary: { T: [1, 2], kind: ["a"] }, replicates: () => 2,
  scenario: ({ T }) => ({
    system: alone(pairCollisions({ model: model({
      species: [{ name: "e", mass: 1, density: 1 }, { name: "i", mass: 4, density: 0.5 }],
      interactions: [
        { between: ["e", "e"], potential: coulomb() }, { between: ["e", "i"], potential: maxwellMolecules() }, { between: ["i", "i"], potential: coulomb() },
      ],
    }) })),
    initial: sampled([maxwellian({ temperature: T }), mixture({ components: [{ weight: 0.5, mean: [1, 0, 0] }, { weight: 0.5, variances: [1, 2, 1] }] })]),
    particles: 12, time: horizon({ end: 0.1, steps: 2, observe: 2 }),
    observe: { energy: energy(), fourth: ofSpecies("e", fourthMoment()), rate: ofSpecies("i", rateOf(energy(), { dt: 0.001, draws: 2 })) },
  }),
  claims: [stationary("fourth", { unit: 1, resolution: 0.5 })],
});
`,
];

const odd = '0 -1 1e300 1e-300 1e12 2.5 NaN Infinity -0 10n null undefined [] {} true "" "text" "constructor" [1,2] [[1]] (()=>1) Symbol() ({}).x new(Date) /x/'
  .concat(' "__proto__" "a/b" -5.5 1e400 [NaN] {length:3} (()=>{throw(1)})() (()=>{throw(null)})() new(Proxy)({},{}) ,')
  .split(" ");

/** A source with one to three changes of its words, or of its letters. */
export function mutatedScenario(below: Below): string {
  const source = oneOf(sources, below).replaceAll("HOME", home);
  if (below(12) === 0) return damaged(Buffer.from(source), below).toString("latin1");
  const begin = source.indexOf("export default");
  const words = source.slice(begin).match(/\s+|[A-Za-z_$][\w$]*|\d[\w.]*|"[^"]*"|./g)!;
  const places = words.flatMap((word, k) => (/^[\w"]/.test(word) ? [k] : []));
  const isValue = (k: number) => /^[\d"]/.test(words[k]);
  // Values are changed most: most other changes are no program.
  for (let n = below(2); n >= 0; n--) {
    const k = oneOf(below(6) ? places.filter(isValue) : places, below);
    const kind = below(10);
    if (kind < 5 && isValue(k)) words[k] = oneOf(odd, below);
    else if (kind < 8)
      words[k] = words[oneOf(places.filter((other) => isValue(other) === isValue(k)), below)]; // prettier-ignore
    else if (kind === 8) words[k] = "";
    else words.splice(oneOf(places, below), 0, words[k], oneOf(["", ",", ":", "(", ")"], below));
  }
  return source.slice(0, begin) + words.join("");
}

/** What a plan lets through runs to its end: numbers that are finite, or failures told in a line; and is judged, printed and written. */
export async function expectRuns(file: string): Promise<void> {
  const plan = planStudy(await loadScenario(file), { smoke: true });
  const outcomes = plan.tasks.slice(0, 4).flatMap((task) => {
    try {
      return [runTask(plan.scenario, plan.edition, task)];
    } catch (error) {
      // A function of the point may answer differently the second time.
      expect(isScenarioError(error), String(error)).toBe(true);
      return [];
    }
  });
  for (const outcome of outcomes) {
    if ("message" in outcome) expect(outcome.message).toMatch(/^[^\n]+$/);
    else expect(Object.values(outcome.series).flat().every((value) => value === null || Number.isFinite(value))).toBe(true); // prettier-ignore
  }
  const result = collect(frameOf(plan, "d".repeat(64)), outcomes);
  const { judged, troubles } = judge(plan.scenario.study, result);
  for (const trouble of troubles) expect(trouble).toMatch(/^[^\n]+$/);
  renderTable(result, judged);
  // Infinity ends an interval of one replicate.
  expect(tableCsv(result)).not.toMatch(/\bNaN\b|undefined|object/);
}
