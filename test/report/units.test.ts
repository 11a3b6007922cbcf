/** Results told in physical units: numbers by hand from the sizes of the units. */
import { describe, expect, it } from "vitest";
import { coulomb, horizon, maxwellian, model, particleMasses, physicalUnits, plasmaUnits, rootKey, study } from "../../src/index.ts";
import { alone, energy, fourthMoment, ofSpecies, pairCollisions, rateOf, sampled, temperature, temperatureTensor } from "../../particles/index.ts";
import { drawing, renderTable } from "../../src/report/index.ts";
import { reportHtml } from "../../src/report/page/html.ts";
import { meanings } from "../../src/report/text/labels.ts";
import { inUnits } from "../../src/report/units.ts";
import { quantitiesOf } from "../../src/study/declare/quantities.ts";
import { described, particularsOf, tellable } from "../../src/study/plan/described.ts";
import type { Cell, StudyUnits } from "../../src/protocols/index.ts";
import { cell, estimate, exponential, resultOf } from "../support/report-fixture.ts";
import { refusal } from "../support/refusal.ts";
import { spec } from "../support/report-figure.ts";

const units: StudyUnits = { time: { unit: "us", size: 0.2 }, velocity: { unit: "km/s", size: 300 }, temperature: { unit: "eV", size: 50 } };
const [first, later] = [estimate(0, 3, 0.01), estimate(0.5, 2, 0.1)];
const quantities = {
  energy: { name: "energy", short: "energy", symbol: "E", kind: "energy", velocity: 2, meaning: "" },
  speed: { name: "speed", short: "u", symbol: "u", kind: "speed", velocity: 1, meaning: "" },
  slope: { name: "slope", short: "s", symbol: "s", kind: "slope", velocity: 2, perTime: true, meaning: "" },
  fourth: { name: "fourth", short: "f", symbol: "f", kind: "fourth", velocity: 4, meaning: "" },
  number: { name: "number", short: "n", symbol: "n", kind: "number", velocity: 0, meaning: "" },
  marginal: { name: "marginal", short: "m", symbol: "m", kind: "marginal", velocity: "-d", meaning: "", along: { axis: "v_x", points: [-1, 2] } },
} as const;
const series = { energy: [first, later], speed: [first], slope: [first], fourth: [first], number: [first], "marginal.1": [first], "marginal.2": [first] };
const own = cell({ point: { gamma: -3 }, series, reference: { energy: exponential("exact", 3, 1) } });
const setup = { ...own.setup, time: { end: 0.5, steps: 10, observe: 2 } } as typeof own.setup;
const trajectory = { times: [0, 0.5], series: { energy: [3, null] } };
const table = { name: "solution", source: "solved", times: [0.5], at: (t: number) => ({ value: t === 0.5 ? 7 : NaN, bound: 0.1 }) };
const reduced = resultOf([{ ...own, setup, quantities, replicates: [trajectory, trajectory], compared: { energy: [table] } }]);
const told = inUnits(reduced, units);
const [shown] = told.cells;

describe("a result in units", () => {
  it("is reduced in the terminal, which says so with the sizes", () => {
    const text = renderTable(reduced, [], { width: 200, units });
    expect(text).toContain(
      "in reduced units: one reduced unit is of time 0.2 us, of velocity 300 km/s, of temperature 50 eV; figures and report.html are in these\n",
    );
    expect(renderTable(reduced, [])).not.toContain("reduced");
  });

  it("has its times, values and intervals in them, powers of velocity by their power", () => {
    expect(shown.times).toEqual([0, 0.1]);
    expect(shown.series.energy[1]).toEqual({ t: 0.1, mean: 100, low: 1.9 * 50, high: 2.1 * 50, standardError: later.standardError * 50, count: 16 });
    const factors = Object.fromEntries(Object.entries(shown.series).map(([name, [one]]) => [name, one.mean / 3]));
    // A density in R^3, of which nothing else says the dimension.
    const density = 1 / (300 * 300 * 300);
    const expected = { energy: 50, speed: 300, slope: 50 / 0.2, fourth: 2500, number: 1, "marginal.1": density, "marginal.2": density };
    for (const [name, factor] of Object.entries(expected)) expect(factors[name], name).toBeCloseTo(factor, 12);
    expect(Object.values(shown.quantities).map(({ unit }) => unit)).toEqual(["eV", "km/s", "eV/us", "eV^2", undefined, "(km/s)^-3"]);
    expect(shown.quantities.marginal.along).toEqual({ axis: "v_x (km/s)", points: [-300, 600] });
    expect(shown.replicates[0]).toEqual({ times: [0, 0.1], series: { energy: [150, null] } });
  });

  it("has known curves and solutions in them, asked at their own times", () => {
    const { value, bound } = shown.setup.reference!.energy!.at(0.1);
    expect(value).toBeCloseTo(50 * 3 * Math.exp(-0.5), 12);
    expect(bound).toBeCloseTo(50 * 0.0001, 15);
    expect(shown.compared!.energy[0].times).toEqual([0.1]);
    expect(shown.compared!.energy[0].at(0.1)).toEqual({ value: 350, bound: 5 });
  });

  it("says so on axes, in tables and in its setup", () => {
    const drawn = drawing(told, spec({ series: ["energy"] }));
    expect([drawn.abscissa.label, drawn.yLabel]).toEqual(["time t (us)", "energy (eV)"]);
    expect(drawn.panels[0].curves[0].points.map(({ x, mean }) => [x, mean])).toEqual([[0, 150], [0.1, 100]]); // prettier-ignore
    expect(drawing(told, spec({ series: ["energy"], xLabel: "after the pulse" })).abscissa.label).toBe("after the pulse (us)");
    expect(drawing(told, spec({ series: ["energy"], relativeTo: "energy" })).yLabel).toBe("energy, relative to energy at t = 0");
    expect(drawing(reduced, spec({ series: ["energy"] })).abscissa.label).toBe("time t");
    const html = reportHtml({ result: told, judgements: [], study: { question: "", sources: [] }, figures: [] }).replaceAll(/<[^>]*>/g, " ");
    expect(html).toMatch(/t \(us\)\s+energy \(eV\)/);
    expect(html).toContain("10 steps of dt = 0.01 us to t = 0.1 us");
    expect(html).toContain("one reduced unit is of time 0.2 us, of velocity 300 km/s, of temperature 50 eV");
  });

  it("tells energies with the masses in them, of mixtures too, and says which they are", () => {
    const species = [{ name: "electrons", mass: 1, density: 1 }, { name: "protons", mass: 1836, density: 0.5 }]; // prettier-ignore
    const [electrons, protons] = species.map(({ name }) => name);
    const interactions = [[electrons, electrons], [electrons, protons], [protons, protons]].map(([one, other]) => ({ between: [one, other] as const, potential: coulomb() })); // prettier-ignore
    const mixture = model({ species, interactions });
    const observe = {
      energy: energy(),
      protons: ofSpecies(protons, energy()),
      xx: ofSpecies(protons, temperatureTensor("xx")),
      yy: ofSpecies(protons, temperatureTensor("yy")),
      zz: ofSpecies(protons, temperatureTensor("zz")),
      T: ofSpecies(protons, temperature()),
      fourth: ofSpecies(protons, fourthMoment()),
      rate: rateOf(ofSpecies(protons, temperatureTensor("xx")), { dt: 1e-3 }),
    };
    // Temperatures of 2 and 1 reference temperatures: variances T/m, exactly, since the samples are standardised.
    const setup = {
      system: alone(pairCollisions({ model: mixture })),
      initial: sampled([maxwellian({ temperature: 2 }), maxwellian({ temperature: 1 / 1836 })], { standardise: true }),
      particles: 60,
      time: horizon({ end: 1, steps: 1, observe: 2 }),
      observe,
    };
    const measured = setup.system.run(setup, rootKey("units"), {});
    const estimates = Object.fromEntries(Object.entries(measured.series).map(([name, [value]]) => [name, [estimate(0, value!, 0)]]));
    const reference = { energy: { name: "known", source: "here", at: () => ({ value: 7.5 / 919, bound: 0 }) } };
    const own = { ...cell({ point: {}, series: estimates }), setup: { ...setup, reference } as never, quantities: quantitiesOf(setup) };
    const check = (one: Cell): void => {
      const [shown] = inUnits(resultOf([one]), units).cells;
      const told = Object.fromEntries(Object.entries(shown.series).map(([name, [{ mean }]]) => [name, mean]));
      // (3/2)(n_e T_e + n_p T_p)/(n_e + n_p) = (3/2)(2 + .5)/1.5 = 2.5, and (3/2) T_p = 1.5: of 50 eV each.
      expect(told["energy"]).toBeCloseTo(2.5 * 50, 9);
      expect(told["protons"]).toBeCloseTo(1.5 * 50, 9);
      expect(told["T"]).toBeCloseTo(50, 9);
      // Samples are standardised in their trace.
      expect((told["xx"] + told["yy"] + told["zz"]) / 3).toBeCloseTo(50, 9);
      expect(told["fourth"] / (measured.series["fourth"][0]! * 300 ** 4)).toBeCloseTo(1, 12);
      expect(told["rate"] / ((measured.series["rate"][0]! * 1836 * 50) / 0.2)).toBeCloseTo(1, 12);
      expect(shown.setup.reference!.energy!.at(0).value).toBeCloseTo(2.5 * 50, 9);
      const { quantities } = shown;
      expect(Object.values(quantities).map(({ unit }) => unit)).toEqual(["eV", "eV", "eV", "eV", "eV", "eV", "(km/s)^4", "eV/us"]);
      expect(["energy", "protons", "xx", "rate"].map((name) => quantities[name].name)).toEqual([
        "kinetic energy per particle",
        "kinetic energy per particle of protons",
        "temperature xx of protons",
        "rate of temperature xx of protons",
      ]);
      expect(drawing(inUnits(resultOf([one]), units), spec({ series: ["energy"] })).yLabel).toBe("kinetic energy per particle (eV)");
    };
    check(own);
    const [legend] = meanings(inUnits(resultOf([own]), units).cells, ["energy"]);
    expect([legend.text, legend.meaning]).toEqual(["kinetic energy per particle", expect.stringMatching(/^<m \|v\|\^2>\/2, in eV\. /)]);
    // As a run folder keeps it, which has no model: by its numbers.
    check({
      ...own,
      setup: { ...tellable(described(setup as never)), reference },
      particulars: particularsOf(setup as never),
      quantities: JSON.parse(JSON.stringify(own.quantities)) as typeof own.quantities,
    });
    // In reduced units all is as it was: <|v|^2> over the mass, (6 + 1.5)/(1 + 918).
    expect(own.series.energy[0].mean).toBeCloseTo(7.5 / 919, 12);
    expect(own.quantities.energy.name).toBe("energy");
  });

  it("is itself when a study states none", () => {
    expect(inUnits(reduced, undefined)).toBe(reduced);
  });
});

describe("physical units of a plasma", () => {
  const reference = plasmaUnits({ density: 1e19, temperature: 100, mass: particleMasses.electron, coulombLogarithm: 15 });

  it("are those of its reference, in units of a size to read", () => {
    const { time, velocity, temperature: energy } = physicalUnits(reference);
    expect(energy).toEqual({ unit: "eV", size: 100 });
    // (k T/m)^1/2 = 4193.8 km/s at 100 eV: 1.602176634e-17 J and 9.1093837139e-31 kg.
    expect(velocity.unit).toBe("km/s");
    expect(velocity.size).toBeCloseTo(Math.sqrt(1.602176634e-17 / 9.1093837139e-31) / 1000, 9);
    expect(time.size).toBeGreaterThanOrEqual(1);
    expect(time.size).toBeLessThan(1000);
    expect(time.size / { s: 1, ms: 1e3, us: 1e6, ns: 1e9 }[time.unit]!).toBeCloseTo(reference.time, 18);
    const asked = physicalUnits(reference, { time: "s", temperature: "keV" });
    expect([asked.time, asked.temperature]).toEqual([{ unit: "s", size: reference.time }, { unit: "keV", size: 0.1 }]); // prettier-ignore
    expect(refusal(() => physicalUnits(reference, { time: "min" as never }))).toContain(
      "physicalUnits: invalid time: found min, expected one of s, ms, us, ns, ps, fs",
    );
  });

  it("are refused by a study unless they are units", () => {
    const declare = (wrong: unknown) =>
      study({
        title: "Units",
        vary: {},
        replicates: 2,
        units: wrong as StudyUnits,
        scenario: () => ({
          system: alone(pairCollisions({ potential: coulomb() })),
          initial: sampled(maxwellian()),
          particles: 4,
          time: horizon({ end: 1, steps: 1, observe: 2 }),
          observe: { T: temperature() },
        }),
        claims: [],
      });
    expect(refusal(() => declare({ ...units, time: { unit: "us", size: 0 } }))).toContain("invalid units: time is no { unit, size }");
    expect(refusal(() => declare({ ...units, tmie: units.time }))).toContain('units: unknown key "tmie".');
    expect(declare(units).units).toBe(units);
  });
});
