/**
 * Laws refuse what is ill defined, in the user's words; recognise their shapes; survive JSON; read tables.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { bkw, gaussian, maxwellian, mixture, shell, uniform } from "../../src/laws/index.ts";
import { lawFromSpec } from "../../src/files/index.ts";
import { samples } from "../../src/files/samples.ts";
import { openStream } from "../../src/random/stream.ts";
import { rootKey } from "../../src/random/key.ts";
import { ScenarioError } from "../../src/errors.ts";

const folder = mkdtempSync(join(tmpdir(), "laws-"));
afterAll(() => rmSync(folder, { recursive: true }));

const refused: readonly (readonly [() => unknown, RegExp])[] = [
  [() => gaussian({ variances: [1, -0.5, 1] }), /gaussian: invalid variances: \[1,-0\.5,1\]/],
  [() => gaussian({ covariance: [[1, 0.2], [0.1, 1]] }), /symmetric matrix, entries \[1\]\[0\] and \[0\]\[1\] differ/], // prettier-ignore
  [() => gaussian({ covariance: [[1, 2], [2, 1]] }), /positive definite/], // prettier-ignore
  [() => gaussian({ covariance: [[1, 0, 0], [0, 1, 0]] }), /2 rows of 2 numbers/], // prettier-ignore
  [() => gaussian({ mean: [1, 2], variances: [1, 1, 1] }), /invalid mean: \[1,2\] \(expected 3 numbers\)/],
  [() => gaussian({ mean: [1, NaN, 0] }), /finite numbers/],
  [() => gaussian({ variances: [1, 1], covariance: [[1]] }), /not both/],
  [() => maxwellian({ temperature: 0 }), /maxwellian: invalid temperature: 0/],
  [() => maxwellian({ dimension: 2.5 }), /invalid dimension: 2\.5/],
  [() => mixture({ components: [{ weight: 0.5 }, { weight: 0.4999 }] }), /expected sum 1, found 0\.9999/],
  [() => mixture({ components: [{ weight: 1.5 }, { weight: -0.5 }] }), /invalid weights/],
  [() => mixture({ components: [] }), /at least one component/],
  [
    () =>
      mixture({
        components: [
          { weight: 0.5, variances: [1] },
          { weight: 0.5, variances: [1, 2] },
        ],
      }),
    /expected 1 as in the first/,
  ],
  [() => bkw({ S: 0.55 }), /invalid S: 0\.55 \(expected 3\/5 <= S <= 1\)/],
  [() => bkw({ S: 1.01, dimension: 2 }), /expected 2\/4 <= S <= 1/],
  [() => shell({ radius: -1, sharpness: 10 }), /invalid radius: -1/],
  [() => uniform({ halfWidths: [1, 0] }), /invalid halfWidths/],
  [() => samples({ rows: [] }), /no rows/],
  [() => samples({ rows: [[1, 2], [3]] }), /row 1: expected 2 finite numbers, found \[3\]/],
  [() => samples({ rows: [[1, 2]] }).density([0, 0]), /no density/],
];

describe("ill-defined laws", () => {
  it.each(refused)("are refused: %#", (build, message) => {
    expect(build).toThrow(ScenarioError);
    expect(build).toThrow(message);
  });

  it("accepts weights that sum to 1 up to rounding", () => {
    const weights = new Array<number>(10).fill(0.1); // their plain sum is 1 - 1.1e-16
    expect(() => mixture({ components: weights.map((weight) => ({ weight })) })).not.toThrow();
  });
});

const isotropicMixture = (means: number[][], variances: number[]) =>
  mixture({
    components: means.map((mean, k) => ({ weight: 1 / means.length, mean, variances: mean.map(() => variances[k]) })),
  });

describe("shapes", () => {
  it("isotropic Gaussians are radial, diagonal ones are products, others neither", () => {
    expect(maxwellian({ temperature: 2, dimension: 2 })).toMatchObject({ gaussian: true, radial: {}, factors: [{}, {}] });
    const diagonal = gaussian({ variances: [1.8, 0.6, 0.6] });
    expect(diagonal.radial).toBeUndefined();
    expect(diagonal.factors?.map(({ variance }) => variance)).toEqual([1.8, 0.6, 0.6]);
    const full = gaussian({ covariance: [[2, 0.3], [0.3, 1]] }); // prettier-ignore
    expect(full.radial).toBeUndefined();
    expect(full.factors).toBeUndefined();
  });

  it("concentric isotropic mixtures are radial", () => {
    expect(isotropicMixture([[1, 2], [1, 2]], [0.5, 1.5]).radial).toBeDefined(); // prettier-ignore
    expect(isotropicMixture([[1, 2], [1, 2.1]], [0.5, 1.5]).radial).toBeUndefined(); // prettier-ignore
  });

  it("beams along one axis are products, beams in a plane are not", () => {
    const beams = isotropicMixture([[-1, 0.5], [3, 0.5]], [0.2, 0.2]); // prettier-ignore
    expect(beams.factors?.[0]?.mean).toBeCloseTo(1, 15);
    expect(beams.factors?.[0]?.variance).toBeCloseTo(4.2, 14);
    expect(beams.factors?.[1]?.variance).toBe(0.2);
    expect(isotropicMixture([[-1, 0.5], [3, 0.6]], [0.2, 0.2]).factors).toBeUndefined(); // prettier-ignore
    // One axis may differ in width too, but isotropic components of two widths differ along both axes.
    expect(isotropicMixture([[-1, 0.5], [3, 0.5]], [0.2, 0.3]).factors).toBeUndefined(); // prettier-ignore
    const widths = { components: [1, 2].map((s) => ({ weight: 0.5, mean: [s, 0], variances: [s, 0.7] })) };
    expect(mixture(widths).factors).toHaveLength(2);
  });
});

describe("JSON form", () => {
  const laws = [
    gaussian({ mean: [0.1, -0.2, 0.3], covariance: [[0.8, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.6]] }), // prettier-ignore
    gaussian({ variances: [1.8, 0.6] }),
    maxwellian({ mean: [1, 0, 2], temperature: 0.7 }),
    mixture({ components: [{ weight: 0.25, mean: [1, 0], variances: [1, 2] }, { weight: 0.75, covariance: [[1, 0.5], [0.5, 1]] }] }), // prettier-ignore
    bkw({ S: 0.65 }),
    shell({ radius: 1.5, sharpness: 10, dimension: 2 }),
    uniform({ halfWidths: [1, 2, 0.5] }),
    samples({ rows: [[1, 2], [3, 4.5], [-1, 0]] }), // prettier-ignore
  ];

  it.each(laws.map((law) => [law.spec.type, law] as const))("%s comes back the same", (_, law) => {
    const back = lawFromSpec(JSON.parse(JSON.stringify(law.spec)), law.dimension);
    expect(back.spec).toEqual(law.spec);
    expect(back.mean).toEqual(law.mean);
    expect(back.covariance).toEqual(law.covariance);
    if (law.spec.type !== "samples") expect(back.density([0.3, -0.4, 0.2])).toBe(law.density([0.3, -0.4, 0.2]));
  });

  it.each([
    [{ type: "gausian" }, /invalid species\[0\]\.law\.type: "gausian"/],
    [{ type: "shell", radius: 1 }, /invalid species\[0\]\.law\.sharpness: nothing \(expected number/],
    [{ type: "maxwellian", temprature: 2 }, /temprature/],
    [{ type: "gaussian", mean: [1, "2", 0] }, /invalid species\[0\]\.law\.mean\[1\]: "2" \(expected number, received string\)/],
    [{ type: "gaussian", variances: [1, 1] }, /species\[0\]\.law: gaussian: invalid variances: \[1,1\] \(expected 3 numbers\)/],
    [{ type: "uniform", halfWidths: [1, 1] }, /species\[0\]\.law: a law in dimension 2 \(expected 3\)/],
    [{ type: "samples" }, /either file or rows/],
    [7, /invalid species\[0\]\.law: 7/],
  ])("%j is refused by path", (spec, message) => {
    expect(() => lawFromSpec(spec, 3, "species[0].law")).toThrow(ScenarioError);
    expect(() => lawFromSpec(spec, 3, "species[0].law")).toThrow(message);
  });
});

/** An NPY file as numpy writes it: magic, version 1.0, padded header, data. */
function npy(file: string, options: { descr: string; fortran: boolean; shape: string; data: Buffer }): string {
  const body = `{'descr': '${options.descr}', 'fortran_order': ${options.fortran ? "True" : "False"}, 'shape': ${options.shape}, }`;
  const header = Buffer.from(body.padEnd(117) + "\n", "latin1");
  const head = Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, header.length & 255, header.length >> 8]);
  const path = join(folder, file);
  writeFileSync(path, Buffer.concat([head, header, options.data]));
  return path;
}

function text(file: string, content: string): string {
  writeFileSync(join(folder, file), content);
  return join(folder, file);
}

describe("samples", () => {
  const rows = [[1, -2], [0.5, 4], [3, 0.25], [7, 1]]; // prettier-ignore
  const doubles = (values: number[]) => Buffer.from(Float64Array.from(values).buffer);
  const draw = (law: ReturnType<typeof samples>, count: number, seed = 0) => {
    const planes = [new Float64Array(count), new Float64Array(count)];
    law.sample(planes, openStream(rootKey(`test/laws/samples/${seed}`)));
    return Array.from({ length: count }, (_, i) => [planes[0][i], planes[1][i]]);
  };

  it.each([
    ["C order", () => npy("c.npy", { descr: "<f8", fortran: false, shape: "(4, 2)", data: doubles(rows.flat()) })],
    ["Fortran order", () => npy("f.npy", { descr: "<f8", fortran: true, shape: "(4, 2)", data: doubles([1, 0.5, 3, 7, -2, 4, 0.25, 1]) })],
    ["single precision", () => npy("s.npy", { descr: "<f4", fortran: false, shape: "(4, 2)", data: Buffer.from(Float32Array.from(rows.flat()).buffer) })],
    ["CSV with a header", () => text("h.csv", "vx,vy\n1,-2\n0.5,4\n\n3,2.5e-1\n7,1\n")],
  ])("reads %s", (_, write) => {
    const law = samples({ file: write() });
    const expected = samples({ rows });
    expect(law.mean).toEqual(expected.mean);
    expect(law.covariance).toEqual(expected.covariance);
    expect(draw(law, 4)).toEqual(draw(expected, 4));
  });

  it("has the moments of the table", () => {
    const law = samples({ rows });
    expect(law.mean).toEqual([2.875, 0.8125]);
    // (1/4) sum (x - 2.875)(y - .8125) = (1*-2 + .5*4 + 3*.25 + 7*1)/4 - 2.875*.8125 = 1.9375 - 2.3359375.
    expect(law.covariance[0][1]).toBeCloseTo(-0.3984375, 14);
    const fourth = rows.reduce((sum, [x, y]) => sum + ((x - 2.875) ** 2 + (y - 0.8125) ** 2) ** 2 / 4, 0);
    expect(law.fourthMoment / fourth).toBeCloseTo(1, 14);
  });

  it("returns the table itself, in random order, when asked for as many as it has", () => {
    const sorted = (table: number[][]) => table.map((row) => row.join()).sort();
    expect(sorted(draw(samples({ rows }), 4))).toEqual(sorted(rows));
  });

  it("returns it in every order", () => {
    // 24 orders, 500 draws: some order is missing with probability 24 (23/24)^500 = 1e-8.
    const law = samples({ rows });
    expect(new Set(Array.from({ length: 500 }, (_, seed) => draw(law, 4, seed).join())).size).toBe(24);
  });

  it("draws with replacement otherwise", () => {
    const drawn = draw(samples({ rows }), 400).map((row) => rows.findIndex((one) => one.join() === row.join()));
    expect(Math.min(...drawn)).toBe(0);
    expect(Math.max(...drawn)).toBe(3);
    // Binomial(400, 1/4): 8.7 standard deviation; 5 of them.
    for (const row of [0, 1, 2, 3]) expect(Math.abs(drawn.filter((index) => index === row).length - 100)).toBeLessThan(44);
  });

  it.each([
    [
      "a short file",
      () => npy("short.npy", { descr: "<f8", fortran: false, shape: "(9, 2)", data: doubles([1, 2]) }),
      /expected \d+ bytes for a table of 9 x 2 numbers <f8, found \d+/,
    ],
    [
      "integers beyond 2^53",
      () => npy("int.npy", { descr: "<i8", fortran: false, shape: "(1, 2)", data: doubles([1, 2]) }),
      // The bits of 1.0 read as an integer.
      /number 0: found 4607182418800017408, expected a whole number from -2\^53 to 2\^53/,
    ],
    ["a cube", () => npy("cube.npy", { descr: "<f8", fortran: false, shape: "(1, 1, 2)", data: doubles([1, 2]) }), /\[N x d\]/],
    ["no NPY", () => text("no.npy", "1,2\n3,4\n5,6\n"), /first bytes: found .* expected .* of an NPY file/],
    ["a ragged CSV", () => text("ragged.csv", "1,2\n3\n"), /ragged\.csv:2: found 1 numbers, expected 2/],
    ["words in a CSV", () => text("words.csv", "1,2\n3,four\n"), /words\.csv:2: column 1: found "four", expected a finite number/],
    ["another name", () => text("table.txt", "1,2\n"), /expected a name ending in \.npy, \.csv, \.h5 or \.hdf5/],
    ["no file", () => join(folder, "absent.csv"), /cannot be read/],
  ])("refuses %s", (_, write, message) => {
    expect(() => samples({ file: write() })).toThrow(ScenarioError);
    expect(() => samples({ file: write() })).toThrow(message);
  });
});
