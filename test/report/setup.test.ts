/** What a result is a result of: the setup in numbers and in words, in the report, in captions and in the folder. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { coulomb, gaussian, horizon, maxwellian, mixture, model, powerLaw, screened } from "../../src/index.ts";
import { alone, coupled, energy, independently, pairCollisions, sampled, synchronous, whiteNoise } from "../../particles/index.ts";
import type { Cell, Setup } from "../../src/protocols/index.ts";
import { readManifest } from "../../src/study/folder/manifest.ts";
import { writeRequest } from "../../src/study/folder/request.ts";
import { described, fingerprint, particularsOf } from "../../src/study/plan/described.ts";
import { setupHtml } from "../../src/report/page/setup.ts";
import { setupSentence, toldOf } from "../../src/report/text/setup.ts";

const species = model({
  species: [
    { name: "e", mass: 1, density: 1 },
    { name: "i", mass: 4, density: 0.5 },
  ],
  interactions: [
    { between: ["e", "e"], potential: coulomb() },
    { between: ["i", "e"], potential: powerLaw(-3, { strength: 1.3 }) },
    { between: ["i", "i"], potential: powerLaw(-1, { strength: 0.7 }) },
  ],
});
const plasma = {
  system: coupled(pairCollisions({ model: species, corrected: false }), synchronous()),
  initial: independently(
    [gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian({ temperature: 0.5 })],
    [maxwellian({ temperature: 2 }), maxwellian({ temperature: 0.25, mean: [0, 0.5, 0] })],
  ),
  particles: 300,
  time: horizon({ end: 0.6, steps: 120, observe: 4 }),
  observe: { energy: energy() },
} as unknown as Setup<never>;

const cellOf = (setup: Setup<never>, point: Cell["point"] = {}): Cell => ({
  ...{ point, setup, quantities: {}, times: [], replicates: [], series: {}, failures: [] },
  particulars: particularsOf(setup),
});

describe("the setup in numbers", () => {
  it("has masses, densities, particles, laws of both ensembles, every pair's interaction, coupling, options", () => {
    const { dimension, species: all, interactions, couplings, options } = particularsOf(plasma);
    expect([dimension, couplings, options]).toEqual([3, ["synchronous"], { corrected: false }]);
    expect(all.map(({ name, mass, density, particles }) => [name, mass, density, particles])).toEqual([["e", 1, 1, 200], ["i", 4, 0.5, 100]]); // prettier-ignore
    expect(all.map(({ laws }) => laws.map(({ type, mean }) => [type, mean]))).toEqual([
      [["gaussian", [0, 0, 0]], ["maxwellian", [0, 0, 0]]],
      [["maxwellian", [0, 0, 0]], ["maxwellian", [0, 0.5, 0]]],
    ]); // prettier-ignore
    expect(interactions.map(({ between, strength, gamma }) => [between.join("-"), strength, gamma])).toEqual([["e-e", 1, -3], ["e-i", 1.3, -3], ["i-i", 0.7, -1]]); // prettier-ignore
  });

  it("comes back from the folder as it was, and tells setups apart that have the same words", () => {
    const folder = mkdtempSync(join(tmpdir(), "landau-setup-"));
    const setup = described(plasma);
    const cells = [{ point: { Z: 2 }, stream: "plasma/Z=2", replicates: "0-3", declared: 4, setup }];
    const rest = { used: [], versions: {}, machine: {}, command: "landau run plasma.ts", edition: {}, digest: "0".repeat(64) };
    writeRequest(folder, { number: 1, scenario: { name: "plasma", path: "../plasma.ts" }, title: "Plasma", cells, ...rest });
    const [{ setup: read }] = readManifest(folder).cells;
    expect(read).toEqual(setup);
    expect(fingerprint(read)).toBe(fingerprint(setup));
    const hotter = { ...plasma, initial: sampled([maxwellian({ temperature: 3 }), maxwellian({ temperature: 0.5 })]) } as unknown as Setup<never>;
    const colder = { ...plasma, initial: sampled([maxwellian({ temperature: 2 }), maxwellian({ temperature: 0.5 })]) } as unknown as Setup<never>;
    expect(described(hotter).initial).toBe(described(colder).initial);
    expect(fingerprint(described(hotter))).not.toBe(fingerprint(described(colder)));
  });
});

describe("the setup in words", () => {
  const told = toldOf([cellOf(plasma)]);
  const text = (term: string) => told.common.find(([one]) => one === term)?.[1];

  it("says what a result is a result of", () => {
    expect(text("system")).toBe("pair collisions, uncorrected, e, i, synchronous coupling");
    expect([text("options"), text("coupling"), text("d")]).toEqual(["corrected = false", "synchronous", "3"]);
    expect(text("N")).toBe("300 particles in each ensemble: e 200, i 100");
    expect(text("time")).toBe("120 steps of dt = 0.005 to t = 0.6, observed at 4 times");
    expect(text("species i")).toBe("mass 4, density 0.5");
    expect(text("alpha of e, i")).toBe("c r^gamma, c = 1.3, gamma = -3");
    expect(text("first law of e")).toContain("gaussian: mean (0, 0, 0), ");
    expect(text("second law of i")).toContain("mean (0, 0.5, 0)");
    expect(setupSentence([cellOf(plasma)])).toBe(
      "Setup: pair collisions, uncorrected, e, i, synchronous coupling; options corrected = false; coupling synchronous; d = 3; " +
        "300 particles in each ensemble: e 200, i 100; 120 steps of dt = 0.005 to t = 0.6, observed at 4 times; " +
        `initial data ${plasma.initial.name}.`,
    );
  });

  it("tells common things once, and cell by cell what differs, with the numbers that ran", () => {
    const single = (N: number, softening: number) =>
      cellOf({
        system: alone(whiteNoise({ potential: powerLaw(-2), softening })),
        initial: sampled(gaussian({ variances: [1.8, 0.6, 0.6] })),
        particles: 300,
        time: horizon({ end: 1, steps: 10, observe: 2 }),
        observe: { energy: energy() },
      } as unknown as Setup<never>, { N }); // prettier-ignore
    const cells = [single(250, 0.05), single(500, 0.1)];
    const { common, varying } = toldOf(cells);
    expect(varying).toEqual([{ term: "options", texts: ["softening = 0.05", "softening = 0.1"] }]);
    expect(common.find(([term]) => term === "N")).toEqual(["N", "300 particles"]);
    expect(common.find(([term]) => term === "alpha")).toEqual(["alpha", "c r^gamma, c = 1, gamma = -2"]);
    expect(setupSentence(cells)).toMatch(/^Setup: white noise .*; 300 particles; .*; options by cell\.$/);
    const html = setupHtml(cells, ["--set", "particles=300"]);
    expect(html).toContain("As run with <code>--set particles=300</code>");
    expect(html).toMatch(/<th scope="row">N = 500<\/th><td class="words">softening = 0\.1<\/td>/);
  });

  it("has a general alpha by its name, long laws cut, an instant, and nothing of what nobody knows", () => {
    const components = Array.from({ length: 12 }, (_, k) => ({ weight: 1 / 12, mean: [k, 0, 1 / 3], variances: [1, 2, 3] }));
    const setup = {
      system: alone(pairCollisions({ potential: screened({ gamma: -3, length: 2 }) })),
      initial: sampled(mixture({ components })),
      particles: 20,
      time: { end: 0, steps: 0, observe: 1 },
      observe: {},
    } as unknown as Setup<never>;
    const facts = new Map(toldOf([cellOf(setup)]).common);
    expect(facts.get("alpha")).toBe("1 r^-3 e^(-r/2)");
    expect(facts.get("time")).toBe("one look at t = 0");
    expect(facts.get("law")).toMatch(/^mixture: .*\.\.\. \(whole in manifest\.json\)$/);
    expect(setupHtml([{ ...cellOf(setup), setup: {} as Setup<never>, particulars: undefined } as unknown as Cell])).toBe("");
  });
});
