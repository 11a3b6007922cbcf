import { describe, expect, it } from "vitest";
import { renderTable } from "../../src/report/index.ts";
import { energy } from "../../particles/index.ts";
import { declaredBy } from "../support/synthetic.ts";
import { cell, estimate, judged, resultOf, softPotentials } from "../support/report-fixture.ts";

const ansi = /\u001b\[[0-9;]*m/g;
const claims = [
  judged("W2 does not grow at gamma = 0", { kind: "consistent", evidence: "largest increment -0.0021" }),
  judged("the bound of Theorem 3 holds until its horizon", { kind: "undecided", evidence: "slope -0.4 ± 0.8", need: "about 40 replicates" }, [
    { point: { gamma: 0, particles: 2000 }, verdict: { kind: "consistent", evidence: "slope -5.2 ± 0.1" } },
    {
      point: { gamma: -3, particles: 2000 },
      verdict: { kind: "undecided", evidence: "slope -0.4 ± 0.8", need: "about 40 replicates" },
    },
  ]),
  judged("Theorem 3 at gamma = -3", { kind: "inapplicable", because: "W2^2 exceeds e^-4" }),
  judged("energy is conserved", { kind: "violated", evidence: "drift 0.0012" }),
];

describe("table for a terminal", () => {
  it("prints every estimate, named by the parameter that differs", () => {
    const result = resultOf([
      cell({
        point: { gamma: 0, particles: 2000 },
        series: { w2: [estimate(0, 0.14201, 0.00213), estimate(0.2, 0.0633, 0.0029)], energy: [estimate(0, 3, 0)] },
      }),
      cell({ point: { gamma: -1, particles: 2000 }, series: { w2: [estimate(0, 0.14111, 0.00213)] } }),
    ]);
    const lines = renderTable(result, []).split("\n");
    const rows = lines.map((line) => line.trim().split(/\s{2,}/));
    expect(lines.filter((line) => line.endsWith("replicates"))).toContain("gamma = 0: 16 replicates");
    expect(lines).toContain("gamma = -1: 16 replicates");
    expect(rows).toContainEqual(["0", "0.1420 ± 0.0021", "3 ± 0"]);
    // energy was not measured at 0.2: a dash, never NaN
    expect(rows).toContainEqual(["0.2", "0.0633 ± 0.0029", "-"]);
    expect(rows).toContainEqual(["0", "0.1411 ± 0.0021"]);
    expect(lines.join(" ")).not.toContain("particles");
  });

  it("calls a series by what it declares, whatever the scenario calls it: an energy named cost is an energy", () => {
    const made = cell({ point: {}, series: { cost: [estimate(0, 3.1, 0.02), estimate(1, 2.9, 0.02)], "cost.floor": [estimate(0, 1, 0.1)] } });
    const text = renderTable(resultOf([{ ...made, quantities: declaredBy({ cost: energy().parts }) }]), []);
    expect(text).toMatch(/^ +t +energy$/m);
    expect(text).toContain("(cost)");
    // A part that nobody declared is called by its observable.
    expect(text).toContain("energy, floor (cost.floor) at t = 0: 1.00 ± 0.10");
    expect(text).not.toContain("coupled");
  });

  it("marks estimates over fewer replicates than the cell has", () => {
    const result = resultOf([cell({ point: {}, series: { w2: [estimate(0, 1.5, 0.1, 16), estimate(1, 1.25, 0.1, 12)] } })]);
    const text = renderTable(result, []);
    expect(text).toContain("the only cell: 16 replicates");
    expect(text).toMatch(/1\.50 ± 0\.10\n/);
    expect(text).toContain("1.25 ± 0.10 [n=12]");
  });

  it.each([40, 57, 80, 120, 200])("is never wider than %i columns, and loses no number", (width) => {
    const result = softPotentials();
    const text = renderTable(result, claims, { width });
    for (const line of text.split("\n")) expect([...line].length).toBeLessThanOrEqual(width);
    const flat = text.replace(/\s+/g, " ");
    // w2 at gamma = -3, t = 0.22: 0.142 exp(-0.22) + 0.0007 sin(4.4) = 0.113293, half 0.0021 + 0.004 * 0.22 = 0.00298
    expect(flat).toContain("0.1133 ± 0.0030");
    expect(flat.match(/0\.1600 ± 0\.0011/g)).toHaveLength(44);
    // Energy never varies: one line a cell under the table, no column.
    expect(flat.match(/ energy \(energy\): 3 at all times/g)).toHaveLength(4);
    expect(flat).not.toContain("e-16");
  });

  it("says each verdict with its grounds, and cell by cell where they differ", () => {
    const text = renderTable(softPotentials(), claims);
    expect(text).toContain("consistent: W2 does not grow at gamma = 0\n  source   contractivity paper, Theorem 3\n  evidence largest increment -0.0021");
    expect(text).toContain("  need     about 40 replicates\n");
    const [maxwell, coulomb] = text.replace(/\s+/g, " ").split(/gamma = -3: /);
    expect(maxwell).toMatch(/ consistent: [^:]*: slope -5.2 ± 0.1/);
    expect(coulomb).toMatch(/ undecided: [^:]*: slope -0.4 ± 0.8; need: about 40 replicates/);
    expect(text).toContain("inapplicable: Theorem 3 at gamma = -3\n  source   contractivity paper, Theorem 3\n  because  W2^2 exceeds e^-4");
    expect(text).toContain("violated: energy is conserved");
    expect(text).toContain("drift 0.0012");
  });

  it("takes a series for constant up to 1e-12, in every replicate and at every time", () => {
    const times = [0, 0.5];
    const shown = (values: readonly (readonly [number, number])[], half = 0): string => {
      const means = times.map((_, k) => values.reduce((sum, each) => sum + each[k], 0) / values.length);
      const made = cell({
        point: {},
        series: { energy: means.map((mean, k) => estimate(times[k], mean, half, values.length)) },
        replicates: 0,
      });
      return renderTable(resultOf([{ ...made, replicates: values.map((energy) => ({ times, series: { energy } })) }]), []);
    };
    const line = "energy (energy): 3 at all times";
    expect(
      shown([
        [3, 3 + 1.2e-12],
        [3 - 1.2e-12, 3],
      ]),
    ).toContain(line);
    expect(
      shown([
        [3, 3],
        [3, 3 + 4e-12],
      ]),
    ).not.toContain(line);
    // Means agree, replicates do not; or only their interval tells.
    expect(
      shown([
        [2, 2],
        [4, 4],
      ]),
    ).not.toContain(line);
    expect(
      shown(
        [
          [3, 3],
          [3, 3],
        ],
        1e-9,
      ),
    ).not.toContain(line);
    // Not measured at one of the times: a column with a dash.
    const partly = cell({
      point: {},
      series: { energy: [estimate(0, 3, 0), estimate(1, 3, 0)], w2: [0, 1, 2].map((t) => estimate(t, 0.1 * t, 0.02)) },
    });
    expect(renderTable(resultOf([partly]), [])).not.toContain(line);
  });

  it("prints the values of one replicate alone, and says once that there are no intervals", () => {
    const only = [0, 1].map((t) => ({ t, mean: 0.25 - 0.1 * t, low: -Infinity, high: Infinity, count: 1, standardError: Infinity }));
    const one = cell({ point: { gamma: 0 }, series: { w2: only }, replicates: 1 });
    const two = cell({ point: { gamma: -1 }, series: { w2: only }, replicates: 1 });
    const text = renderTable(resultOf([one, two]), []);
    expect(text.match(/one replicate: no intervals/g)).toHaveLength(1);
    expect(text).not.toMatch(/±|inf\b/);
    expect(text).toMatch(/^ +1 +0\.15$/m);
    // One cell with intervals: the numbers are explained.
    const many = cell({ point: { gamma: -2 }, series: { w2: [estimate(0, 0.2, 0.01)] } });
    expect(renderTable(resultOf([one, many]), [])).toContain("mean ± half-width");
  });

  it("counts failures and gives replay commands that can be pasted", () => {
    const text = renderTable(softPotentials(), [], { width: 50 });
    expect(text).toContain("gamma = -3: 15 of 16 replicates, 1 FAILED");
    expect(text).toContain("FAILED: 1 replicate in all");
    expect(text.replace(/ \\\n\s+/g, " ")).toContain(
      "replay: npx landau run scenarios/soft-potentials.ts --only gamma=-3,particles=2000,replicate=7 --until 0.42\n",
    );
  });

  it("colours words and nothing else", () => {
    const plain = renderTable(softPotentials(), claims, { width: 90 });
    const coloured = renderTable(softPotentials(), claims, { width: 90, color: true });
    expect(plain).not.toMatch(ansi);
    expect(coloured.replace(ansi, "")).toBe(plain);
    for (const [kind, code] of [
      ["consistent", 32],
      ["violated", 31],
      ["undecided", 33],
      ["inapplicable", 36],
    ] as const) {
      expect(coloured).toContain(`\u001b[1;${code}m${kind}\u001b[0m:`);
    }
  });

  it("serves a result without cells, and a cell of which nothing finished", () => {
    expect(renderTable(resultOf([]), [])).toContain("Soft potentials");
    const failure = { replicate: 0, message: "lost", replay: "landau run x" };
    const text = renderTable(resultOf([cell({ point: { gamma: 1 }, series: {}, replicates: 0, failures: [failure] })]), []);
    expect(text).toContain("gamma = 1: 0 of 1 replicate, 1 FAILED");
  });
});
