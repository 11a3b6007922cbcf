/** `landau diff DIR DIR`: what is the same, what differs by chance, and what by more. */
import { expect, it } from "vitest";
import { inFolderOfItsOwn, toyText, walk, writeScenario } from "../support/cli.ts";
import { landau } from "../support/landau.ts";

inFolderOfItsOwn();

interface Told {
  readonly settings: readonly { readonly name: string; readonly first: string | null; readonly second: string | null }[];
  readonly estimates: {
    readonly compared: number;
    readonly equal: number;
    readonly apart: readonly {
      readonly point: { readonly drift: number };
      readonly series: string;
      readonly t: number;
      readonly difference: { low: number; high: number };
    }[];
    readonly onlyFirst: number;
    readonly onlySecond: number;
  };
  readonly verdicts: readonly { readonly name: string; readonly first: string | null; readonly second: string | null }[];
}

const alone = ["--workers", "1"];

it("tells equal runs, chance, a planted change of the drift, and another verdict", async () => {
  const many = ["--replicates", "12", ...alone];
  await landau("run", walk, "--out", "one", ...many);
  await landau("run", walk, "--out", "same", ...many);
  // Two cells, four series (two of them with late or signed parts) at five times: all of them equal.
  const same = await landau("diff", "one", "same", "--json");
  const { settings, estimates, verdicts } = JSON.parse(same.out) as Told;
  expect([same.code, settings, verdicts, estimates.apart, estimates.equal]).toEqual([0, [], [], [], estimates.compared]);
  expect(estimates.compared).toBeGreaterThan(20);

  await landau("run", walk, "--seed", "b", "--out", "seeded", ...many);
  const chance = JSON.parse((await landau("diff", "one", "seeded", "--json")).out) as Told;
  expect(chance.settings.map(({ name, first, second }) => [name, name === "digest" || [first, second]])).toEqual([["digest", true], ["seed", [null, "b"]]]); // prettier-ignore
  expect([chance.estimates.compared, chance.estimates.apart]).toEqual([estimates.compared, []]);
  // All start from the same place. The streams are fixed; of other seeds, one in a hundred at most would show something apart.
  expect(chance.estimates.equal).toBeGreaterThan(0);
  expect(chance.estimates.equal).toBeLessThan(estimates.compared / 2);

  // The drift of 0.25 alone becomes 1: by the recursion m <- (1 - drift dt) m from 1.5 the mean at t = 1 is 1.5 (.99375^40 - .975^40) = .6225 lower.
  const file = writeScenario("toy-walk.ts", () =>
    toyText().replace("walk({ drift })", "walk({ drift: drift === 0.25 ? 1 : drift })").replace('endsBelow("position", 3)', 'endsBelow("position", 0.1)'),
  );
  await landau("run", file, "--out", "faster", ...many);
  const planted = await landau("diff", "one", "faster", "--json");
  const told = JSON.parse(planted.out) as Told;
  expect(planted.code).toBe(1);
  expect([...new Set(told.estimates.apart.map(({ point }) => point.drift))]).toEqual([0.25]);
  const last = told.estimates.apart.find(({ series, t }) => series === "position" && t === 1)?.difference;
  expect(last?.low).toBeGreaterThan(0);
  expect(last?.low).toBeLessThan(1.5 * (0.99375 ** 40 - 0.975 ** 40));
  expect(last?.high).toBeGreaterThan(1.5 * (0.99375 ** 40 - 0.975 ** 40));
  expect(told.settings.map(({ name }) => name)).toContain("toy-walk.ts");
  expect(told.verdicts).toEqual([
    { name: "position ends below 3 (test)", first: "consistent", second: null },
    { name: "position ends below 0.1 (test)", first: null, second: "violated" },
  ]);
  const text = await landau("diff", "faster", "one");
  expect(text.out).toMatch(/^\d+ estimates compared: \d+ equal, \d+ apart by chance, \d+ by more$/m);
  expect(text.out).toMatch(/^ {2}drift=0\.25\/kind=plain position t=1: first - second in \[-[\d.]+, -[\d.]+\]$/m);

  await landau("run", walk, "--only", "drift=2", "--until", "0.5", "--out", "part", ...many);
  const partly = JSON.parse((await landau("diff", "one", "part", "--json")).out) as Told;
  expect([partly.estimates.apart, partly.estimates.equal, partly.estimates.onlySecond]).toEqual([[], partly.estimates.compared, 0]);
  expect(partly.estimates.onlyFirst).toBe(estimates.compared - partly.estimates.compared);
  expect(await landau("diff", "one", "nowhere")).toMatchObject({ code: 2, err: "nowhere: not a run folder (it has no requests)\n" });
});
