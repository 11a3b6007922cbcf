/**
 * `landau rates`: its document holds reference values of an independent computation (fixtures/fisher-rates.json, and constants for one species), what does not exist
 * is null and says why, and every wrong request is one line and exit 2.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import collisions from "../fixtures/collision-rates.json" with { type: "json" };
import fixture from "../fixtures/fisher-rates.json" with { type: "json" };
import { landau as run } from "../support/landau.ts";
import { species } from "../support/two-gaussians.ts";
import { inLong } from "../support/long.ts";

const folder = mkdtempSync(join(tmpdir(), "landau-rates-"));
afterAll(() => rmSync(folder, { recursive: true }));

let saved = 0;

/** A file of its own each time: documents are asked for side by side. */
function save(name: string, content: unknown): string {
  const path = join(folder, `${(saved += 1)}-${name}`);
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

interface Printed {
  readonly left: number;
  readonly right: number;
  readonly bound: number;
  readonly asPrinted: number;
}

interface Document {
  readonly entropy: { value: number; rate: number };
  readonly fisher: Record<string, number | null>;
  readonly relativeL2: { value: number; rate: number | null; lemma1: Printed | null } | null;
  readonly relativePower: { p: number; rate: number } | null;
  readonly fokkerPlanck: { species: Printed[]; total: Printed };
  readonly equilibrium: { temperature: number; relativeEntropy: { value: number } };
  readonly growth: { between: string[]; constants: { gamma: number; K: number | null }[]; additive: number | null }[];
  readonly coupledCost: { coupling: string; rate: number; bound: number; pairs: { between: string[]; rate: number }[] | null }[] | null;
  readonly chains: { statement: string; links: { name: string; left: number; right: number; margin: number; bound: number }[] }[] | null;
  readonly heat: Printed | null;
  readonly secondMoment: { species: string; rate: number[][] }[];
  readonly momentumExchange: { species: string; rate: number[] }[];
  readonly energyExchange: { species: string; rate: number; error?: number }[];
  readonly wasserstein: {
    squared: number;
    rate: number;
    lemma4: { left: number; right: number; asPrinted: number; boundary: number };
    bound: Record<string, number> | null;
  } | null;
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
    const both = { ...mixture(-3), second: names.map(() => ({ type: "maxwellian", temperature: 1 })), epsilon: [0.1] };
    const { entropic, unavailable, wasserstein } = await document(both);
    expect(entropic).toBeNull();
    expect(wasserstein!.bound).toBeNull();
    // At gamma = -d Lemma 4 as printed lacks its boundary term.
    const { left, right, asPrinted, boundary } = wasserstein!.lemma4;
    expect(Math.abs(left - right)).toBeLessThan(1e-11 * Math.abs(left));
    expect(boundary).toBeLessThan(-0.01);
    expect(asPrinted).toBeCloseTo(right - boundary, 13);
    expect(unavailable).toEqual([{ block: "entropic", because: expect.stringMatching(/2 species, expected one/) as string }]);
    expect((await document(mixture(-1))).wasserstein).toBeNull();
  });

  it("couplings: reference values of one species, and pairs of a mixture add up", async () => {
    // Contractivity paper's remarks: polar -1.50597, symmetric roots -1.47184 (errors 3e-5, Gauss and Hermite), pairs turned together 0.
    const { coupledCost } = await document(one(0, [0.6, 1, 1.4], [1.5, 0.7, 0.8]));
    const rateOf = (name: string): number => coupledCost!.find(({ coupling }) => coupling === name)!.rate;
    expect(coupledCost!.map(({ coupling }) => coupling)).toEqual(["synchronous", "spherical", "polar", "symmetricRoots"]);
    expect(Math.abs(rateOf("polar") + 1.50597)).toBeLessThan(3e-5);
    expect(Math.abs(rateOf("symmetricRoots") + 1.47184)).toBeLessThan(3e-5);
    expect(Math.abs(rateOf("synchronous"))).toBeLessThan(1e-10);
    const laws = [[0.9, 1.2], [0.3, 0.5]].map((variances) => ({ type: "gaussian", variances })); // prettier-ignore
    const plane = { ...mixture(0), dimension: 2, species: mixture(-1).species.map((member, i) => ({ ...member, law: { type: "gaussian", variances: [1.4, 0.6 - 0.2 * i] } })), second: laws }; // prettier-ignore
    const [synchronous, spherical, polar] = (await document(plane)).coupledCost!;
    expect(synchronous.pairs!.map(({ between }) => between.join("-"))).toEqual(["e-e", "i-e", "i-i"]);
    for (const { rate, pairs } of [synchronous, spherical]) expect(pairs!.reduce((sum, pair) => sum + pair.rate, 0)).toBeCloseTo(rate, 13);
    expect(polar.pairs).toBeNull();
  });

  it("printed statements stand beside the corrected ones", async () => {
    const { relativeL2, relativePower, fokkerPlanck, heat } = await document(one(0, [1.4, 0.6], [0.7, 1.3]));
    // E(0) = prod (l (2-l))^(-1/2) - 1 of N(0, diag(1.4, .6)).
    expect(relativeL2!.value).toBeCloseTo(1 / Math.sqrt(1.4 * 0.6 * 0.6 * 1.4) - 1, 13);
    const { left, right, asPrinted } = relativeL2!.lemma1!;
    expect(Math.abs(left - right)).toBeLessThan(1e-9);
    expect(relativeL2!.rate).toBe(left);
    expect(asPrinted).toBeGreaterThan(right + 0.1);
    expect(relativePower!.p).toBe(3);
    // dE_3/dt at l = (1.4, .6), theta = 1 in one-dimensional moments of N(0, s): s_i = l_i/(3 - 2 l_i); E_3 = prod (l^-3 s)^(1/2).
    const [l, s] = [[1.4, 0.6], [7, 1 / 3]]; // prettier-ignore
    const form = 2 + [0, 1].reduce((sum, i) => sum + ((l[1 - i] + s[1 - i]) * (s[i] / l[i] - 1)) / l[i], 0) - (2 * s[0] * s[1]) / (l[0] * l[1]);
    expect(relativePower!.rate / (3 * Math.sqrt((s[0] * s[1]) / (1.4 * 0.6) ** 3) * form)).toBeCloseTo(1, 11);
    // -I + d/theta against -I - d/theta.
    const information = 1 / 1.4 + 1 / 0.6;
    expect(fokkerPlanck.total.right).toBeCloseTo(2 - information, 12);
    expect(fokkerPlanck.total.asPrinted).toBeCloseTo(-2 - information, 12);
    expect(fokkerPlanck.species[0].left).toBeCloseTo(2 - information, 10);
    expect(heat!.asPrinted / heat!.right).toBeCloseTo(0.5, 14);
    expect(heat!.left).toBeCloseTo(heat!.right, 13);
  });

  it("one species of another mass and density: bounds of W2 in its own time", async () => {
    const [light, heavy] = await Promise.all([1, 3].map((mass) => document({ ...one(-1, [0.6, 1.4], [1.2, 0.7]), species: [{ mass, density: 0.5, law: { type: "gaussian", variances: [0.6, 1.4] } }] }))); // prettier-ignore
    expect(heavy.wasserstein!.bound!["best"] / light.wasserstein!.bound!["best"]).toBeCloseTo(1 / 9, 12);
    // Without chains: they are of mass and density 1.
    expect(light.chains).toBeNull();
    const { chains, wasserstein } = await document(one(-1, [0.6, 1.4], [1.2, 0.7]));
    expect(chains!.map(({ statement }) => statement)).toEqual(["Theorem 3 (i), p = 4", "Fournier and Guerin"]);
    for (const { links } of chains!) {
      expect(links[0].left).toBeCloseTo(wasserstein!.rate, 13);
      for (const { margin, bound } of links) expect(margin).toBeGreaterThan(-bound);
    }
  });

  it("one species of another mass and density: E and E_p in its own time", async () => {
    const own = (mass: number, density: number) =>
      document({ ...one(0, [1.3, 0.7]), species: [{ mass, density, law: { type: "gaussian", variances: [1.3, 0.7] } }] });
    const [unit, other] = await Promise.all([own(1, 1), own(3, 0.5)]);
    // E of f = n times the law is n times the law's, and time runs n/m^2 times as fast.
    expect(other.relativeL2!.value / unit.relativeL2!.value).toBeCloseTo(0.5, 13);
    expect(other.relativeL2!.rate! / unit.relativeL2!.rate!).toBeCloseTo((0.5 * 0.5) / 9, 13);
    expect(other.relativePower!.rate / unit.relativePower!.rate).toBeCloseTo(0.5 / 9, 13);
  });

  it("growth of a pair of species: the partner's density times its supremum", async () => {
    const { species: members, interactions, dimension } = mixture(-1);
    const round = { dimension, interactions, species: members.map((member) => ({ ...member, law: { type: "gaussian", variances: [1, 1, 1] } })) };
    const { growth } = await document(round);
    // c gamma^2 n_j E|X|^-1, X standard normal.
    const of = (pair: string): number => growth.find(({ between }) => between.join("-") === pair)!.additive!;
    expect(of("e-i")).toBeCloseTo(0.8 * members[1].density * Math.sqrt(2 / Math.PI), 12);
    expect(of("i-e")).toBeCloseTo(0.8 * members[0].density * Math.sqrt(2 / Math.PI), 12);
  });

  it("growth constants: K = c gamma^2 of a power, infinite for a sum, whose terms add", async () => {
    const sum = { type: "sum", terms: [{ coefficient: 1, gamma: -1 }, { coefficient: 0.5, gamma: -2 }] }; // prettier-ignore
    const { dimension, species: members, second } = one(-1, [1, 1, 1], [2, 1, 1]);
    const rest = { dimension, species: members, second };
    const { growth, unavailable, wasserstein } = await document({ ...rest, alpha: sum });
    expect(growth[0].constants).toEqual([{ gamma: -1, K: null }, { gamma: -2, K: null }]); // prettier-ignore
    // sup I_gamma of N(0, I): E|X|^-1 = sqrt(2/pi), E|X|^-2 = 1.
    expect(growth[0].additive).toBeCloseTo(Math.sqrt(2 / Math.PI) + 0.5 * 4, 12);
    expect(unavailable.find(({ block }) => block === "entropy")!.because).toMatch(/power law/);
    expect(wasserstein).toBeNull();
    const screened = { ...rest, alpha: { type: "screened", gamma: -3, length: 2 } };
    expect((await document(screened)).growth[0].constants).toEqual([{ gamma: -3, K: expect.closeTo(9, 12) as number }]);
  });

  inLong("a tilted Maxwellian among heavy particles, Coulomb, all collisions on: its Fisher information grows", async () => {
    const { mass, density, epsilon, delta, q, fisher: expected, err } = collisions.withSelfCollisions.find(({ dimension }) => dimension === 3)!;
    const found = await document({
      dimension: 3,
      species: [
        { name: "light", law: { type: "tilted-maxwellian", temperature: 1, epsilon, delta, q } },
        { name: "heavy", mass, density, law: { type: "maxwellian", temperature: 1 } },
      ],
      interactions: [["light", "light"], ["light", "heavy"], ["heavy", "heavy"]].map((between) => ({ between, gamma: -3 })), // prettier-ignore
    });
    expect(Math.abs(found.fisher["rate"]! - expected)).toBeLessThan(err);
    expect(found.fisher["error"]).toBeLessThan(1e-8);
    expect(found.fisher["radial"]).toBeNull();
    expect(found.unavailable.map(({ block }) => block)).toEqual(["fokkerPlanck"]);
    const [light, heavy] = found.energyExchange;
    expect(Math.abs(light.rate + heavy.rate)).toBeLessThan(2 * light.error!);
    expect(light.error).toBeLessThan(1e-8);
    expect(Math.abs(found.momentumExchange[0].rate[0])).toBeGreaterThan(1e-3);
  });

  inLong("a mixture of Gaussians: moments and the Fokker-Planck identity", async () => {
    const components = [{ weight: 0.3, mean: [0.5, -0.2], variances: [1, 0.5] }, { weight: 0.7, mean: [-0.3, 0.4], variances: [0.4, 0.8] }]; // prettier-ignore
    const { secondMoment, fokkerPlanck, unavailable } = await document({ dimension: 2, species: [{ law: { type: "mixture", components } }], gamma: 0 });
    // -8 (P - theta I).
    const spread = [0, 1].map((k) => components.reduce((sum, { weight, mean, variances }) => sum + weight * (variances[k] + (mean[k] - [-0.06, 0.22][k]) ** 2), 0)); // prettier-ignore
    expect(secondMoment[0].rate[0][0]).toBeCloseTo(-4 * (spread[0] - spread[1]), 13);
    const { left, right, bound } = fokkerPlanck.total;
    expect(Math.abs(left - right)).toBeLessThan(bound);
    expect(bound).toBeLessThan(1e-9);
    expect(unavailable).toEqual([]);
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
    ["a law of which no rate is known", { ...one(-1, [1, 2]), species: [{ law: { type: "uniform", halfWidths: [1, 2] } }] }, /no rate of uniform/],
    ["a second solution of another length", { ...one(-1, [1, 2]), second: [] }, /second: 0 laws/],
  ])("refuses %s in one line", async (_, spec, message) => {
    const { code, out, err } = await run("rates", save("wrong.json", spec));
    expect([code, out]).toEqual([2, ""]);
    expect(err).toMatch(/^\S*wrong\.json: .*\n$/);
    expect(err).toMatch(message);
  });
});
