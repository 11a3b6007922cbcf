/**
 * Densities on tensor grids from files: the law that they make, against the Gaussian that was written (anisotropic, tilted, off
 * centre), its moments and values computed here by formula; and everything that is refused.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Dataset } from "h5wasm/node";
import { afterAll, describe, expect, it } from "vitest";
import { fourthMoment, temperatureTensor } from "../../particles/index.ts";
import type { Law, Model, NodalLaw } from "../../src/protocols/index.ts";
import { gaussian } from "../../src/laws/index.ts";
import { everySecond, gridLaw } from "../../src/laws/grid-law.ts";
import { model, singleSpecies } from "../../src/model/species.ts";
import { maxwellMolecules } from "../../src/model/power-law.ts";
import { bkw } from "../../src/laws/index.ts";
import { external } from "../../src/files/external.ts";
import { contentsOf, npyBytes, shapeOf, spaced, valuesOf, writeHdf5, writeNpy, type Written } from "../support/grid-files.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-external-"));
afterAll(() => rmSync(folder, { recursive: true }));
const at = (name: string): string => join(folder, name);

const mean = [0.3, -0.2];
const covariance = [
  [1.3, 0.4],
  [0.4, 0.7],
];
const determinant = 1.3 * 0.7 - 0.4 * 0.4;
/** N(mean, s covariance) by its formula. */
function normal([x, y]: readonly number[], s = 1): number {
  const [a, b] = [x - mean[0], y - mean[1]];
  const form = (0.7 * a * a - 2 * 0.4 * a * b + 1.3 * b * b) / determinant / s;
  return Math.exp(-form / 2) / (2 * Math.PI * s * Math.sqrt(determinant));
}
const axes = [spaced(-7, 8, 61), spaced(-6, 6, 49)];
/** Mass 2.5: files may hold number densities. */
const written: Written = { axes, times: [0, 0.5], density: (t, v) => 2.5 * normal(v, 1 + t / 2) };
const single = singleSpecies(maxwellMolecules());
const initial = gaussian({ mean, covariance });

describe("the law of a density on a grid", () => {
  const law = gridLaw({ name: "grid", axes, values: valuesOf({ ...written, times: [0] }), spec: {} });

  it("has mass one, and mean and covariance up to the mass outside on equal spacings", () => {
    const { weights, density } = law.nodes;
    expect(weights.reduce((sum, w, i) => sum + w * density[i], 0)).toBeCloseTo(1, 13);
    // The box ends 6.4 standard deviations away at x = -7, y = 6: 1.6e-10 of the mass, at a distance of 7.3.
    law.mean.forEach((u, k) => expect(Math.abs(u - mean[k])).toBeLessThan(1.6e-10 * 7.3));
    law.covariance.forEach((row, k) => row.forEach((p, l) => expect(Math.abs(p - covariance[k][l])).toBeLessThan(1.6e-10 * 7.3 * 7.3)));
  });

  it("interpolates to sixth order: 64 times better at half the spacing, and so does the gradient at the points", () => {
    const errors = [1, 2].map((refined) => {
      const fine = axes.map((axis) => spaced(axis[0], axis.at(-1), (axis.length - 1) * refined + 1));
      const grid = gridLaw({ name: "", axes: fine, values: valuesOf({ ...written, axes: fine, times: [0] }), spec: {} });
      const places = [-1.1, -0.4, 0.07, 0.9, 1.6].flatMap((x) => [-1.3, -0.35, 0.45, 1.2].map((y) => [x, y]));
      const value = Math.max(...places.map((v) => Math.abs(grid.density(v) - normal(v))));
      const { points, gradient } = grid.nodes;
      // d_x of the Gaussian by its formula.
      const slope = (v: number[]) => (-(0.7 * (v[0] - mean[0]) - 0.4 * (v[1] - mean[1])) / determinant) * normal(v);
      const worst = points[0].reduce((most, x, i) => Math.max(most, Math.abs(gradient[0][i] - slope([x, points[1][i]]))), 0);
      return { value, worst };
    });
    expect(errors[0].value).toBeLessThan(1e-4);
    expect(errors[0].value / errors[1].value).toBeGreaterThan(40);
    // The derivative of the interpolant loses one order.
    expect(errors[0].worst / errors[1].worst).toBeGreaterThan(20);
  });

  it("is zero outside the grid", () => expect(law.density([8.01, 0])).toBe(0));

  it("the law of every second point tells the error of a trapezoidal rule on unequal points", () => {
    const stretched = axes.map((axis) => axis.map((x) => x + 0.3 * Math.sin(x)));
    const values = valuesOf({ ...written, axes: stretched, times: [0] });
    const coarse = everySecond(stretched, values)!;
    const [fine, half] = [{ axes: stretched, values }, coarse].map((grid) => gridLaw({ name: "", ...grid, spec: {} }));
    const [error, change] = [covariance[0][0], half.covariance[0][0]].map((x) => Math.abs(fine.covariance[0][0] - x));
    expect(change).toBeGreaterThan(error);
  });
});

describe("files", () => {
  const check = async (file: string) => {
    const reference = await external(file).open(single, [initial]);
    expect(reference.times).toEqual([0, 0.5]);
    const { law, bound } = reference.at(0.5);
    expect(law(0).covariance[0][1]).toBeCloseTo(1.25 * 0.4, 6);
    expect(law(0).density([0.5, 0.25])).toBeCloseTo(normal([0.5, 0.25], 1.25), 5);
    expect(bound).toBeLessThan(1e-5);
    return reference;
  };

  it("HDF5: density, axes, time", async () => {
    await writeHdf5(at("one.h5"), contentsOf(written));
    const reference = await check(at("one.h5"));
    expect(() => reference.at(0.25)).toThrow(/one\.h5: no density at t = 0\.25 \(times: 0, 0\.5\)/);
  });

  it("NPY with its JSON file; Fortran order; axes as ranges; axes and times as options", async () => {
    writeNpy(at("one.npy"), written);
    await check(at("one.npy"));
    writeNpy(at("ranges.npy"), written, { axes: [{ from: -7, to: 8, count: 61 }, { from: -6, to: 6, count: 49 }] }); // prettier-ignore
    await check(at("ranges.npy"));
    writeFileSync(at("ranges.json"), `\uFEFF${readFileSync(at("ranges.json"), "utf8")}`);
    await check(at("ranges.npy"));
    const values = valuesOf(written);
    const turned = new Float64Array(values.length);
    for (let t = 0; t < 2; t++) for (let i = 0; i < 61; i++) for (let j = 0; j < 49; j++) turned[t + 2 * (i + 61 * j)] = values[(t * 61 + i) * 49 + j]!;
    writeFileSync(at("turned.npy"), npyBytes(shapeOf(written), turned, true));
    const reference = await external(at("turned.npy"), { axes, times: [0, 0.5] }).open(single, [initial]);
    expect(reference.at(0).law(0).mean[0]).toBeCloseTo(0.3, 8);
  });

  it("several species, each in its group, with the time they share at the top", async () => {
    const narrow = { ...written, times: [0.5], axes: axes.map((axis) => axis.map((x) => x / 2)), density: (_: number, v: readonly number[]) => normal(v, 0.25) }; // prettier-ignore
    const wide = { ...written, times: [0.5] };
    const { "electrons/time": time, ...rest } = contentsOf(wide, "electrons/");
    const others = Object.fromEntries(Object.entries(contentsOf(narrow, "ions/")).filter(([name]) => name !== "ions/time"));
    await writeHdf5(at("two.h5"), { time: time, ...rest, ...others });
    const two: Model = model({
      species: [{ name: "ions", mass: 4, density: 1 }, { name: "electrons", mass: 1, density: 1 }], // prettier-ignore
      interactions: [["ions", "ions"], ["ions", "electrons"], ["electrons", "electrons"]].map((between) => ({ between: between as [string, string], potential: maxwellMolecules() })), // prettier-ignore
    });
    const reference = await external(at("two.h5")).open(two, [initial, initial]);
    expect(reference.at(0.5).law(0).covariance[0][0]).toBeCloseTo(0.25 * 1.3, 6);
    expect(reference.at(0.5).law(1).covariance[0][0]).toBeCloseTo(1.25 * 1.3, 6);
    await expect(external(`${at("two.h5")}:ions`).open(two, [initial, initial])).rejects.toThrow(/no species, expected ions or electrons/); // prettier-ignore
  });

  it("every second point tells the error of the rule, and the state bounds the code's own", async () => {
    await writeHdf5(at("stated.h5"), contentsOf(written));
    const { at: state } = await external(at("stated.h5"), { bound: 0.01 }).open(single, [initial]);
    const { law, coarser, factors, bound } = state(0.5);
    expect(factors).toEqual([1]);
    expect(bound).toBeGreaterThanOrEqual(0.01);
    expect((coarser!(0)[0] as NodalLaw).nodes.density).toHaveLength(31 * 25);
    expect((law(0) as NodalLaw).nodes.density).toHaveLength(61 * 49);
  });

  it("the check asks whether the file is there, of a group its file", () => {
    external(at("one.npy")).check?.();
    external(`${at("stated.h5")}:some/group`).check?.();
    expect(() => external(at("none.h5")).check?.()).toThrow(/none\.h5: no such file/);
  });
});

describe("refusals name the file, what was found and what was expected", () => {
  const spoiled = (edit: (values: Float64Array) => void): Written => {
    const values = valuesOf(written);
    edit(values);
    let i = 0;
    return { ...written, density: () => values[i++] };
  };
  const inside = 20 * 49 + 30;
  const cases: readonly [string, Written, object, RegExp, (readonly Law[])?][] = [
    ["axes that do not increase", written, { axes: [[...axes[0]].reverse(), axes[1]] }, /axis 0: found 7.75 after 8 at 1, expected increasing/],
    ["axes too short", written, { axes: [axes[0], axes[1].slice(1)] }, /shape: found \(2, 61, 49\), expected \(2, 61, 48\)/],
    ["axes of another dimension", written, { axes: [axes[0], axes[1], [0, 1, 2, 3, 4, 5]] }, /shape: found \(2, 61, 49\)/],
    ["a time too few", written, { time: 0 }, /shape: found \(2, 61, 49\), expected \(1, 61, 49\)/],
    ["no time", written, { time: [] }, /time: found none/],
    ["no time at all", written, { time: undefined }, /time: Invalid input/],
    ["times that do not increase", written, { time: [0.5, 0.5] }, /time: found 0.5, expected increasing/],
    ["NaN", spoiled((f) => (f[inside] = NaN)), {}, /point \(20, 30\): found NaN, expected a finite number/],
    ["a negative value", spoiled((f) => (f[inside] = -0.01)), {}, /found the value -0.01, expected none below -0.001 of the largest/],
    ["a negative mass", { ...written, density: (t, v) => -written.density(t, v) }, {}, /found mass -2\.\d+, expected a number > 0/],
    ["a mass that changes", { ...written, density: (t, v) => (1 - t) * written.density(0, v) }, {}, /expected a constant/],
    ["no decay at the edge", { ...written, density: () => 1 }, {}, /of the mass in the outermost layer/],
    ["an unknown species", written, { species: "muons" }, /found species muons, expected electrons/],
    ["another dimension than the run's", written, { species: "electrons" }, /found 2 axes, expected 3/, [gaussian({ dimension: 3 })]],
    ["a stated error below zero", written, { error: -0.01 }, /error: found -0\.01, expected a relative L1 error, at least 0/],
    ["a key that nobody reads", written, { axis: 1 }, /unknown key "axis"\. Known: axes, time/],
  ]; // prettier-ignore
  const electrons = model({
    species: [{ name: "electrons", mass: 1, density: 1 }],
    interactions: [{ between: ["electrons", "electrons"], potential: maxwellMolecules() }],
  });

  it.each(cases)("%s", async (name, content, side, message, laws = [initial]) => {
    const file = at(`${name.replaceAll(" ", "-")}.npy`);
    writeNpy(file, content, { species: "electrons", ...side });
    const opening = Promise.resolve().then(() => external(file).open(electrons, laws));
    await expect(opening).rejects.toThrow(message);
    await expect(opening).rejects.toThrow(name.replaceAll(" ", "-"));
    await expect(opening).rejects.toHaveProperty("name", "ScenarioError");
  });

  it("HDF5 attributes that are no name or no error, and two densities of one species", async () => {
    const opening = (file: string, of = single) => expect(Promise.resolve().then(() => external(file).open(of, [initial]))).rejects;
    const marked = async (attributes: object) => {
      await writeHdf5(at("marked.h5"), contentsOf(written));
      const { default: library } = await import("h5wasm/node");
      const file = new library.File(at("marked.h5"), "a");
      for (const [name, value] of Object.entries(attributes))
        (file.get("density") as Dataset).create_attribute(name, value, null, typeof value === "string" ? "S" : "<d");
      file.close();
      return opening(at("marked.h5"));
    };
    await (await marked({ error: Number.NaN })).toThrow(/density: error: found NaN, expected a relative L1 error, at least 0/);
    await (await marked({ error: -1 })).toThrow(/density: error: found -1, expected/);
    await (await marked({ error: [0.1, 0.2] })).toThrow(/density: error: found 2 numbers, expected one for all times/);
    await (await marked({ species: 7 })).toThrow(/density: species: found 7, expected a name/);
    await expect(Promise.resolve().then(() => external(at("one.h5"), { bound: Number.NaN }).open(single, [initial]))).rejects.toThrow(/error: found NaN/);
    await writeHdf5(at("twice.h5"), { ...contentsOf(written, "e/"), ...contentsOf(written, "i/") });
    await opening(at("twice.h5")).toThrow(
      /i\/density: found a second density of one species, beside .*e\/density, expected one: name its group as file\.h5:group/,
    );
    const { times } = await external(`${at("twice.h5")}:i`).open(single, [initial]);
    expect(times).toEqual([0, 0.5]);
  });

  it("files that are none", async () => {
    const refused = (file: string) => expect(Promise.resolve().then(() => external(file).open(single, [initial]))).rejects;
    await refused(at("none.npy")).toThrow(/none\.npy: cannot be read/);
    await refused(at("none.txt")).toThrow(/expected a name ending in \.npy, \.h5 or \.hdf5/);
    writeFileSync(at("noise.h5"), Buffer.from([1, 2, 3]));
    await refused(at("noise.h5")).toThrow(/noise\.h5: first bytes/);
    await writeHdf5(at("empty.h5"), { velocities: { shape: [2], values: [1, 2] } });
    await refused(at("empty.h5")).toThrow(/found velocities, expected a dataset named density/);
    await writeHdf5(at("timeless.h5"), Object.fromEntries(Object.entries(contentsOf(written)).filter(([key]) => key !== "time")));
    await refused(at("timeless.h5")).toThrow(/time: found none/);
    writeFileSync(at("lonely.npy"), npyBytes(shapeOf(written), valuesOf(written)));
    await refused(at("lonely.npy")).toThrow(/lonely\.json: cannot be read \(it gives axes and time/);
  });
});

// Sums on points as far apart as the density is wide alias; at one of these widths (t) the sum over every second point happens to agree.
it("states an error that covers what a coarse grid aliases, whatever the width", async () => {
  const line = spaced(-7, 7, 15);
  const widths = Array.from({ length: 11 }, (_, k) => 0.5 + 0.05 * k);
  for (const S of widths) {
    const law = bkw({ S, dimension: 2 });
    writeNpy(at("coarse.npy"), { axes: [line, line], times: [0], density: (_, v) => law.density(v) });
    const state = (await external(at("coarse.npy")).open(single, [law])).at(0);
    for (const [observable, exact] of [
      [temperatureTensor("xx"), 1],
      [fourthMoment(), 8 * S * (2 - S)],
    ] as const) {
      // prettier-ignore
      const { value, bound } = observable.expected!(state, single)[""];
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(bound);
    }
  }
});
