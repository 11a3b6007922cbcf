/**
 * Solutions next to particles: curves from what observables would be of them, deviations by hand, claims that read them.
 */
import { describe, expect, it } from "vitest";
import type { Cell, Reference, Solver } from "../../src/protocols/index.ts";
import { gaussian, maxwellian } from "../../src/laws/index.ts";
import { singleSpecies } from "../../src/model/species.ts";
import { maxwellMolecules } from "../../src/model/power-law.ts";
import { renderComparison } from "../../src/report/index.ts";
import { compare, withSolutions } from "../../src/study/conclude/compare.ts";
import type { StudyResult } from "../../src/study/conclude/estimate.ts";
import { agrees, staysBelow } from "../../src/claims/index.ts";
import { simultaneous } from "../../src/claims/simultaneous.ts";
import { deviations, standardErrors } from "../../src/claims/deviations.ts";
import { solutionCurves } from "../../src/claims/solutions.ts";
import { energy, fourthMoment, marginal, temperatureTensor } from "../../particles/index.ts";
import { cellOf, resultOf } from "../support/synthetic.ts";

const law = gaussian({ mean: [0.5, 0], variances: [1.4, 0.6] });
const coarse = gaussian({ mean: [0.5, 0], variances: [1.38, 0.6] });
const reference: Reference = {
  name: "fixed law",
  times: [0, 1],
  at: () => ({ law: () => law, coarser: () => [coarse], factors: [0.5], bound: 1e-3 }),
};
const solver: Solver = { name: "fixed", open: () => reference };

function setupOf(observe: Cell["setup"]["observe"]): Cell["setup"] {
  const setup = { system: { model: singleSpecies(maxwellMolecules()) }, initial: { laws: [law] }, observe };
  return setup as unknown as Cell["setup"];
}

describe("curves of solutions", () => {
  it("hold the value of each observable, and an error made of the coarser law and the law's own", async () => {
    const observe = {
      energy: energy(),
      xx: temperatureTensor("xx"),
      fourth: fourthMoment(),
    } as unknown as Cell["setup"]["observe"];
    const curves = await solutionCurves(setupOf(observe), [0, 0.5, 1], [solver]);
    expect(Object.keys(curves)).toEqual(["energy", "xx", "fourth"]);
    expect(curves.xx[0].times).toEqual([0, 1]);
    expect(curves.xx[0].at(1)).toEqual({ value: 1.4, bound: 0.5 * (1.4 - 1.38) + 1e-3 * 1.4 });
    expect(curves.energy[0].at(0).value).toBeCloseTo(1.4 + 0.6 + 0.25, 14);
    // Sum of 3 a^2 + 3 b^2 + 2 a b.
    expect(curves.fourth[0].at(0).value).toBeCloseTo(3 * 1.96 + 3 * 0.36 + 2 * 1.4 * 0.6, 13);
  });

  it("of a profile name its points, and tell what the kernel changes", async () => {
    const observe = {
      marginal: marginal("y", { from: -1, to: 1, points: 3, width: 0.5 }),
    } as unknown as Cell["setup"]["observe"];
    const curves = await solutionCurves(setupOf(observe), [1], [solver]);
    expect(Object.keys(curves)).toEqual(["marginal.1", "marginal.2", "marginal.3"]);
    const { value, bias } = curves["marginal.2"][0].at(1);
    expect(value).toBeCloseTo(1 / Math.sqrt(2 * Math.PI * (0.6 + 0.25)), 12);
    expect(bias).toBeCloseTo(1 / Math.sqrt(2 * Math.PI * 0.85) - 1 / Math.sqrt(2 * Math.PI * 0.6), 12);
  });
});

/** A cell whose profile `f` has two points, with values 1 and 3 and noise of a tenth, and a solution off by `shift` at the second. */
function profileCell(shift: number): Cell {
  const cell = cellOf({
    seed: "profile",
    series: { "f.1": (_, noise) => 1 + 0.1 * noise(), "f.2": (_, noise) => 3 + 0.1 * noise() },
  });
  const curve = (value: number) => [{ name: "solution", source: "test", times: [0.5, 1], at: () => ({ value, bound: 0.01 }) }];
  const along = { axis: "v_x", points: [-1, 2] };
  const quantities = { f: { ...energy().parts[""], along } };
  return { ...cell, quantities, compared: { "f.1": curve(1), "f.2": curve(3 + shift) } };
}

describe("agreement with solutions", () => {
  it("is judged at every point of a profile and every time that the solution has", () => {
    const verdict = agrees("f").check(resultOf(profileCell(0))).verdict;
    expect(verdict).toMatchObject({ kind: "consistent" });
    const cell = profileCell(0.4);
    // 0.4 is 16 standard errors of 0.1 / sqrt 16 at the second point.
    const violated = agrees("f").check(resultOf(cell)).verdict;
    expect(violated).toMatchObject({ kind: "violated", evidence: expect.stringMatching(/at v_x = 2, t = (0\.5|1) the mean is/) });
    expect(agrees("f", { bias: 0.2 }).check(resultOf(cell)).verdict.kind).toBe("consistent");
  });

  it("counts its intervals: two points at two of three times", () => {
    const { level, cells } = compare(resultOf(profileCell(0)));
    // Fewer than ten intervals have the level of ten.
    expect(level).toBeCloseTo(1 - 0.01 / 10, 14);
    expect(cells[0].solutions[0].compared[0].deviations.map(({ series, t }) => [series, t])).toEqual([["f.1", 0.5], ["f.1", 1], ["f.2", 0.5], ["f.2", 1]]); // prettier-ignore
  });

  it("deviations are those of a hand calculation", () => {
    const values = [1, 2, 3, 4, 5];
    const cell = cellOf({ seed: "by hand", times: [0], replicates: 5, series: { x: (_k, _noise, r) => values[r] } });
    const curve = { name: "c", source: "", at: () => ({ value: 1.5, bound: 0.2 }) };
    const [one] = deviations(cell, "x", curve, { all: simultaneous([values]), allowance: 0.1 });
    // Mean 3, s = sqrt(5/2), standard error sqrt(1/2), t_4(0.9995) = 8.6103015814; symmetric values have no longer tail.
    expect(one).toMatchObject({ t: 0, mean: 3, value: 1.5, bias: 0 });
    expect(one.bound).toBeCloseTo(0.35, 14);
    expect(one.half).toBeCloseTo(8.6103015814 * Math.SQRT1_2, 8);
    expect(one.excess).toBeCloseTo(1.5 - 0.35 - 8.6103015814 * Math.SQRT1_2, 8);
    expect(standardErrors(one)).toBeCloseTo((1.5 - 0.35) / Math.SQRT1_2, 12);
    expect(standardErrors({ ...one, value: 2.95, bound: 0.1 })).toBe(0);
    expect(standardErrors({ ...one, standardError: 0 })).toBeUndefined();
  });

  it("round-off is no noise: an energy that every replicate keeps has no standard errors, and agrees to 1e-14", () => {
    // Replicates of 2 that differ in the last place: s = 4.4e-16 sqrt(4/15), far below the rounding 2e-15 of the mean.
    const same = cellOf({ seed: "same", times: [0], series: { x: (_k, _noise, r) => 2 + (r % 2) * 2 ** -51 } });
    const of = (value: number) => {
      const curve = { name: "c", source: "", at: () => ({ value, bound: 0 }) };
      return deviations(same, "x", curve, { all: simultaneous([]) })[0];
    };
    expect(of(2).standardError).toBeGreaterThan(2e-15);
    expect(of(2).standardError).toBeLessThan(2.1e-15);
    expect(of(2 - 4e-15).excess).toBeLessThanOrEqual(0);
    // A real difference is still one, and is not told as 1e13 standard errors.
    const off = of(2.06);
    expect([standardErrors(off), off.excess > 0.0599]).toEqual([undefined, true]);
    // Noise of a part in 1e9 is noise.
    const noisy = cellOf({ seed: "noisy", times: [0], series: { x: (_, noise) => 2 + 2e-9 * noise() } });
    const [counted] = deviations(noisy, "x", { name: "c", source: "", at: () => ({ value: 2.06, bound: 0 }) }, { all: simultaneous([]) });
    expect(Math.abs(standardErrors(counted)! + 0.06 / (2e-9 / 4))).toBeLessThan(0.06 / (2e-9 / 4));
  });

  it("is told in words where there is no noise", () => {
    const same = cellOf({ seed: "words", times: [0.5], series: { energy: (_k, _noise, r) => 2 + (r % 2) * 2 ** -51 } });
    const at = () => ({ value: 2.06, bound: 0.01 });
    const cell = { ...same, compared: { energy: [{ name: "solution", source: "test", times: [0.5], at }] } };
    const text = renderComparison(compare(resultOf(cell))).replace(/\s+/g, " ");
    expect(text).toMatch(/ \(no noise\*\)/);
    expect(text).toContain("the standard errors by which the difference exceeds the solution's own error (subtracted first)");
    expect(text).toContain("no noise: all replicates agree to round-off");
    expect(text).not.toMatch(/\d{6}\.\d/);
    const judged = agrees("energy").check(resultOf(cell)).verdict;
    expect(judged).toMatchObject({ kind: "violated", evidence: expect.stringMatching(/0\.05, without any noise, beyond/) });
  });

  it("solutions are followed to their first times only when so asked, and those of one name are numbered", async () => {
    const made = cellOf({ seed: "looks", series: { xx: (_, noise) => 1.4 + 0.01 * noise() }, times: [0, 0.5, 1, 1.5] });
    const setup = { ...made.setup, ...setupOf({ xx: temperatureTensor("xx") }) };
    const late: Solver = { name: "late", open: () => ({ ...reference, times: [0.5, 1, 1.5] }) };
    const result = resultOf({ ...made, setup }) as StudyResult;
    const { cells } = (await withSolutions(result, { solvers: [late, solver], looks: 2 })).result;
    expect(cells[0].compared!.xx.map(({ name, times }) => [name, times])).toEqual([
      ["fixed law", [0.5, 1]],
      ["fixed law (2)", [0, 1]],
    ]);
  });

  it("solutions are added cell by cell, those of the scenario or those given", async () => {
    const cell = { ...cellOf({ seed: "added", series: { xx: (_, noise) => 1.4 + 0.01 * noise() }, times: [0, 0.5, 1] }) };
    const setup = { ...cell.setup, ...setupOf({ xx: temperatureTensor("xx") }) };
    const result = resultOf({ ...cell, setup }) as StudyResult;
    expect((await withSolutions(result)).result.cells[0].compared).toBeUndefined();
    expect((await withSolutions(result, { solvers: [solver] })).result.cells[0].compared!.xx).toHaveLength(1);
    const own = { ...result, cells: [{ ...result.cells[0], setup: { ...setup, compare: [solver, solver] } }] };
    expect((await withSolutions(own)).result.cells[0].compared!.xx).toHaveLength(2);
  });

  it("solutions that cannot be had are told, and leave their cell as it was", async () => {
    const cell = { ...cellOf({ seed: "none", series: { xx: () => 1.4 }, times: [0, 1] }), point: { gamma: -3 } };
    const broken: Solver = {
      name: "broken",
      open: () => {
        throw new TypeError("no such\nthing");
      },
    };
    const { result, troubles } = await withSolutions(resultOf(cell) as StudyResult, { solvers: [broken] });
    expect(troubles).toEqual(["the comparison at gamma=-3 failed: no such"]);
    expect(result.cells).toEqual([cell]);
  });

  it("mixtures and unknown data are refused in words", async () => {
    const { species, interaction } = singleSpecies(maxwellMolecules());
    const two = { species: [species[0], { ...species[0], name: "g" }], interaction };
    const setup = { ...setupOf({ xx: temperatureTensor("xx") }) };
    const mixed = { ...setup, system: { ...setup.system, model: two }, initial: { ...setup.initial, laws: [law, maxwellian()] } };
    await expect(solutionCurves(mixed as unknown as Cell["setup"], [0], [solver])).rejects.toThrow(/temperature xx of a mixture: choose a species/); // prettier-ignore
  });
});

describe("a series below a bound", () => {
  const cell = (mean: number) => resultOf(cellOf({ seed: "below", series: { x: (_, noise) => mean + 0.04 * noise() } }));
  it.each([
    // Half-widths are 0.01 times t_15 at 99 % over three times, 3.5: 0.035.
    [1, "consistent"],
    [1.1, "undecided"],
    [1.2, "violated"],
  ] as const)("of 1.1: a mean of %f is %s", (mean, kind) => {
    expect(staysBelow("x", 1.1, { source: "test" }).check(cell(mean)).verdict.kind).toBe(kind);
  });
});
