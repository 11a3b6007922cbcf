/**
 * `landau rates`: its document holds reference values of an independent computation (fixtures/fisher-rates.json; the sheet of constants for one species), what does not exist
 * is null and says why, and every wrong request is one line and exit 2.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import fixture from "../fixtures/fisher-rates.json" with { type: "json" };
import { landau as run } from "../support/landau.ts";
import { species } from "../support/two-gaussians.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-rates-"));
afterAll(() => rmSync(folder, { recursive: true }));

function save(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

const names = ["e", "i"] as const;
const mixture = (gamma: number) => ({
  dimension: 3,
  species: species(3).map(({ mean, covariance, ...rest }, i) => ({ name: names[i], ...rest, law: { type: "gaussian", mean, covariance } })),
  interactions: [
    { between: ["e", "e"], gamma, strength: 1 },
    { between: ["e", "i"], gamma, strength: 0.8 },
    { between: ["i", "i"], gamma, strength: 0.5 },
  ],
});
const one = (gamma: number, from: readonly number[], to?: readonly number[]) => ({
  dimension: from.length,
  species: [{ law: { type: "gaussian", variances: from } }],
  gamma,
  ...(to ? { second: [{ type: "gaussian", variances: to }] } : {}),
});

interface Document {
  readonly entropy: { value: number; rate: number };
  readonly fisher: Record<string, number | null>;
  readonly secondMoment: { species: string; rate: number[][] }[];
  readonly momentumExchange: { species: string; rate: number[] }[];
  readonly energyExchange: { species: string; rate: number }[];
  readonly wasserstein: { squared: number; rate: number; lemma4: { left: number; right: number }; bound: Record<string, number> | null } | null;
  readonly entropic: Record<string, number>[] | null;
  readonly secondVariation: { left: number; right: number } | null;
  readonly unavailable: { block: string; because: string }[];
  readonly certificates?: { name: string; enclosure: { low: number; high: number } }[];
}

async function document(spec: unknown, ...words: string[]): Promise<Document> {
  const { code, out, err } = await run("rates", save("spec.json", spec), "--json", ...words);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out) as Document;
}

describe("landau rates", () => {
  it.each([0, -3] as const)("mixture, gamma = %i: entropy and Fisher information are the reference values", async (gamma) => {
    const { entropy, fisher, momentumExchange, energyExchange } = await document(mixture(gamma));
    const { value: dH, err: errH } = fixture.values[`ms_dHdt_d3_g${gamma}`];
    const { value: dI, err: errI } = fixture.values[`ms_dIdt_d3_g${gamma}`];
    expect(Math.abs(entropy.rate - dH)).toBeLessThan(10 * errH);
    expect(Math.abs(fisher["rate"]! - dI)).toBeLessThan(10 * errI);
    expect(fisher["boundary"]).toBeCloseTo(gamma === 0 ? 0 : fixture.boundary["d3_g-3"], 12);
    expect(fisher["radial"] === null).toBe(gamma === -3);
    expect(momentumExchange.map(({ species: name }) => name)).toEqual(["e", "i"]);
    [0, 1, 2].forEach((k) => expect(Math.abs(momentumExchange[0].rate[k] + momentumExchange[1].rate[k])).toBeLessThan(1e-15));
    expect(Math.abs(energyExchange[0].rate + energyExchange[1].rate)).toBeLessThan(1e-15);
  });

  it("one species: W2 between Gaussians, Theorem 3's bounds, entropic costs", async () => {
    const spec = { ...one(-2, [0.6, 1, 1.4], [1.5, 0.7, 0.8]), epsilon: [0.3] };
    const { wasserstein, entropic, secondVariation, secondMoment } = await document(spec);
    // Contractivity paper's constants on these data: W2^2 = .3127123, dW2^2/dt = -.77391, 6 K sup I W2^2 = 7.868.
    expect(wasserstein!.squared).toBeCloseTo(0.3127123, 7);
    expect(wasserstein!.rate).toBeCloseTo(-0.77391, 5);
    expect(wasserstein!.bound!["chain"] * wasserstein!.squared).toBeCloseTo(7.868, 3);
    expect(wasserstein!.bound!["printed"] / wasserstein!.bound!["best"]).toBeCloseTo(1.5, 14);
    expect(wasserstein!.lemma4.right).toBeCloseTo(wasserstein!.lemma4.left, 12);
    expect(secondMoment[0].rate.flat().reduce((sum, x, k) => (k % 4 === 0 ? sum + x : sum), 0)).toBeCloseTo(0, 14);
    const [cost] = entropic!;
    // C = S + epsilon (H(f) + H(g)) + (3 epsilon/2) log(2 pi epsilon), with H = -log det(2 pi e A)/2.
    const H = [0.6 * 1.4, 1.5 * 0.7 * 0.8].map((det) => -0.5 * (3 * Math.log(2 * Math.PI * Math.E) + Math.log(det)));
    expect(cost["C"]).toBeCloseTo(cost["S"] + 0.3 * (H[0] + H[1]) + 0.45 * Math.log(0.6 * Math.PI), 12);
    expect(secondVariation).toBeNull();
  });

  it("Maxwell molecules: S between equal laws grows, C falls, (4.8) agrees", async () => {
    const found = await document({ ...one(0, [0.5, 1, 1.5], [0.5, 1, 1.5]), epsilon: [1] });
    expect(found.entropic![0]["SRate"]).toBeCloseTo(1.8392739461, 9);
    expect(found.entropic![0]["CRate"]).toBeLessThan(0);
    const { secondVariation } = await document(one(0, [1.4, 0.6], [0.7, 1.3]));
    expect(secondVariation!.right).toBeCloseTo(secondVariation!.left, 11);
  });

  it("what does not exist is null and says why", async () => {
    const both = { ...mixture(-1), second: names.map(() => ({ type: "maxwellian", temperature: 1 })), epsilon: [0.1] };
    const { entropic, unavailable, wasserstein } = await document(both);
    expect(entropic).toBeNull();
    expect(wasserstein!.bound).toBeNull();
    expect(unavailable).toEqual([{ block: "entropic", because: expect.stringMatching(/2 species, expected one/) as string }]);
    expect((await document(mixture(-1))).wasserstein).toBeNull();
  });

  it("--certify adds enclosures of signs, all of them positive", async () => {
    const { certificates } = await document(one(-1, [1, 2]), "--certify");
    expect(certificates!.length).toBeGreaterThan(15);
    for (const { name, enclosure } of certificates!) expect(enclosure.low, name).toBeGreaterThan(0);
  });

  it("prints a sheet", async () => {
    const { code, out } = await run("rates", save("sheet.json", { ...one(-1, [1.8, 0.6, 0.6], [1, 1, 1]), epsilon: [0.2] }));
    expect(code).toBe(0);
    for (const line of ["dI/dt (Lemma 2.1)", "dD/dt", "Theorem 3, its proof", "entropic costs, epsilon = 0.2", "W2^2/2 under the heat equation"])
      expect(out).toContain(line);
  });

  it.each([
    ["a law that is no Gaussian", { ...one(-1, [1, 2]), species: [{ law: { type: "bkw", K: 0.7 } }] }, /not Gaussian/],
    [
      "an interaction that is no power",
      { dimension: 3, species: [{ law: { type: "maxwellian" } }], alpha: { type: "screened", gamma: -3, length: 1 } },
      /power law/,
    ],
    ["a second solution of another length", { ...one(-1, [1, 2]), second: [] }, /second: 0 laws/],
  ])("refuses %s in one line", async (_, spec, message) => {
    const { code, out, err } = await run("rates", save("wrong.json", spec));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^\S*wrong\.json: .*\n$/);
    expect(err).toMatch(message);
  });
});
