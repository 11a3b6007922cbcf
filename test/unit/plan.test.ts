/** Points, addresses, what --set, --only, --smoke change, and what a plan refuses. */
import { describe, expect, it } from "vitest";
import type { Scenario } from "../../src/study/plan/load.ts";
import { planParts, planStudy, pointsOf, streamOf } from "../../src/study/plan/plan.ts";
import type { Edition, Selection } from "../../src/study/plan/request.ts";
import { difference, union } from "../../src/study/plan/task.ts";
import { horizon } from "../../src/setup/horizon.ts";
import { study, type DeclaredStudy } from "../../src/study/declare/study.ts";
import { ScenarioError } from "../../src/errors.ts";
import type { Claim, FigureSpec, Setup } from "../../src/protocols/index.ts";
import { atOneAndAHalf, endsBelow, meanPosition, meanSquare, walk } from "../support/toy.ts";
import { refusal as refusalOf } from "../support/refusal.ts";

const path = new URL("../support/scenarios/toy-walk.ts", import.meta.url).pathname;
const named = (declared: DeclaredStudy, name = "toy"): Scenario => ({ name, path, shown: "toy.ts", study: declared });

const observe = { distance: meanPosition(), energy: meanSquare() };
const declare = (change: Partial<Pick<DeclaredStudy, "claims" | "share" | "figures">> = {}) => ({
  ...study({
    title: "Toy",
    vary: { gamma: [0, -1], N: [500, 20, 30], kind: ["plain"] },
    replicates: 16,
    scenario: ({ gamma, N }) => ({
      system: walk({ drift: 1 + gamma }),
      initial: atOneAndAHalf,
      particles: N,
      time: horizon({ end: 1, steps: 800, observe: 11 }),
      observe,
    }),
    claims: [endsBelow("distance", 1)],
  }),
  ...change,
});
const toy = named(declare());
const refusal = (edition: Edition, selection: Selection = {}, scenario = toy): string => refusalOf(() => planStudy(scenario, edition, selection));

describe("points and addresses", () => {
  it("are the product of vary in its order, the last parameter fastest", () => {
    expect(pointsOf({ gamma: [0, -1], N: [2, 1] })).toEqual([
      { gamma: 0, N: 2 },
      { gamma: 0, N: 1 },
      { gamma: -1, N: 2 },
      { gamma: -1, N: 1 },
    ]);
    expect(pointsOf({})).toEqual([{}]);
  });

  it("name parameters and values, and the edition", () => {
    const plan = planStudy(toy);
    expect(plan.tasks).toHaveLength(2 * 3 * 16);
    expect(plan.tasks[0]?.address).toBe("toy/gamma=0/N=500/kind=plain/replicate=0");
    expect(planStudy(toy, { seed: "second" }).tasks.at(-1)?.address).toBe("toy[second]/gamma=-1/N=30/kind=plain/replicate=15");
    expect(new Set(plan.tasks.map((task) => task.address)).size).toBe(plan.tasks.length);
  });

  it("do not move when a value is added to a study", () => {
    const before = planStudy(toy).tasks.map((task) => task.address);
    const after = planStudy(toy, { set: { gamma: ["0", "-0.5", "-1"], N: ["7", "500", "20", "30"] } }).tasks.map((task) => task.address);
    expect(before.filter((address) => !after.includes(address))).toEqual([]);
    expect(after.length).toBe(before.length * 2);
  });

  it("leave out what shares its random numbers", () => {
    const shared = named(declare({ share: ["N"] }));
    const at = (N: number) => streamOf(shared, {}, { gamma: -1, N, kind: "plain" });
    expect(at(20)).toBe("toy/gamma=-1/kind=plain");
    expect(at(30)).toBe(at(20));
  });
});

describe("--only", () => {
  it("keeps cells and replicates, by number or by text", () => {
    const plan = planStudy(toy, {}, { only: { gamma: ["-1.0"], N: ["20", "30"], replicate: ["3"] } });
    expect(plan.tasks.map((task) => task.address)).toEqual(["toy/gamma=-1/N=20/kind=plain/replicate=3", "toy/gamma=-1/N=30/kind=plain/replicate=3"]);
    expect(plan.cost).toBe((20 + 30) * 800);
  });

  it("has an end", () => {
    const many = Array.from({ length: 400 }, (_, k) => k);
    expect(refusal({}, { replicates: 1e12 })).toBe("ScenarioError: scenario toy: invalid replicates: 1000000000000 (a whole number from 1 to 1000000)");
    expect(refusal({}, { replicates: 1e6 })).toBe("ScenarioError: scenario toy: invalid replicates: more than 1000000 in all");
    const wide = named({ ...declare(), vary: { gamma: [0], N: many, kind: many.map(String) } });
    expect(refusal({}, {}, wide)).toBe("ScenarioError: scenario toy: invalid vary: 160000 points (at most 100000)");
  });

  it("says what exists when it names what does not", () => {
    expect(refusal({}, { only: { gama: ["0"] } })).toBe(
      "ScenarioError: scenario toy: unknown parameter in --only: gama (exists: gamma, N, kind, replicate). Did you mean gamma?",
    );
    expect(refusal({}, { only: { gamma: ["-2"] } })).toBe("ScenarioError: scenario toy: unknown value in --only: gamma=-2 (exists: 0, -1)");
    expect(refusal({}, { only: { replicate: ["16"] } })).toBe("ScenarioError: scenario toy: unknown value in --only: replicate=16 (exists: 0 to 15)");
    expect(refusal({}, { only: { constructor: ["1"] } })).toMatch(/unknown parameter in --only: constructor/);
  });
});

describe("given replicates", () => {
  const at = (gamma: number, N: number) => ({ N, kind: "plain", gamma });

  it("are planned in the order of the points, whatever their own; those of points that the study no longer has are named", () => {
    const lost = { point: at(-2, 20), replicates: [0, 1] };
    const { plan, strangers } = planParts(toy, {}, [{ point: at(-1, 20), replicates: [0, 3] }, lost, { point: at(0, 20), replicates: [18] }]);
    expect(plan.tasks.map((task) => task.address)).toEqual([
      "toy/gamma=0/N=20/kind=plain/replicate=18",
      "toy/gamma=-1/N=20/kind=plain/replicate=0",
      "toy/gamma=-1/N=20/kind=plain/replicate=3",
    ]);
    expect(plan.cost).toBe(3 * 20 * 800);
    expect(strangers).toEqual([lost]);
  });

  it("are joined and taken away point by point", () => {
    const [some, more] = [[{ point: at(0, 20), replicates: [1, 3] }], [{ point: at(-1, 20), replicates: [0] }, { point: { gamma: 0, N: 20, kind: "plain" }, replicates: [2, 3] }]]; // prettier-ignore
    expect(union(some, more).map(({ replicates }) => replicates)).toEqual([[1, 2, 3], [0]]);
    expect(difference(union(some, more), some)).toEqual([{ point: at(0, 20), replicates: [2] }, more[0]]);
    expect(difference(some, union(some, more))).toEqual([]);
  });
});

describe("replicates", () => {
  const varied = named({ ...declare(), replicates: ({ N }) => (N === 500 ? 4 : 2 + Number(N) / 10) });
  const counts = (edition: Edition, selection: Selection = {}) => planStudy(varied, edition, selection).cells.map((cell) => cell.replicates.length);

  it("may differ by cell", () => {
    expect(counts({})).toEqual([4, 4, 5, 4, 4, 5]);
    expect(planStudy(varied).tasks).toHaveLength(26);
    expect(planStudy(varied).cost).toBe(2 * 800 * (4 * 500 + 4 * 20 + 5 * 30));
    expect(counts({ smoke: true })).toEqual([3, 3, 3, 3, 3, 3]);
    expect(counts({}, { replicates: 2 })).toEqual([2, 2, 2, 2, 2, 2]);
    // Replicate 4 exists where there are five.
    expect(planStudy(varied, {}, { only: { replicate: ["4"] } }).cells.map(({ point, replicates }) => [point.N, replicates])).toEqual([
      [30, [4]],
      [30, [4]],
    ]);
  });

  it("are refused at the point where there is none to have", () => {
    const broken = named({ ...declare(), replicates: ({ N }) => (N === 30 ? 1 : 4) });
    expect(refusal({}, {}, broken)).toBe("ScenarioError: scenario toy: invalid replicates: 1 (a whole number from 2, since one has no interval, to 1000000)");
    expect(() => study({ ...declare(), replicates: 1e12 })).toThrow("invalid replicates: 1000000000000 (");
  });
});

describe("--set and --smoke", () => {
  it("replace the values of a parameter, or numbers of the setup", () => {
    const plan = planStudy(toy, { set: { gamma: ["-0.5"], N: ["40"], steps: ["200"], observe: ["5"], end: ["2"], replicates: ["3"] } });
    expect(plan.cells.map((cell) => cell.point)).toEqual([{ gamma: -0.5, N: 40, kind: "plain" }]);
    expect(plan.cells[0]?.setup).toMatchObject({ particles: 40, time: { end: 2, steps: 200, observe: 5 } });
    expect(plan.cells.map((cell) => cell.replicates)).toEqual([[0, 1, 2]]);
  });

  it("do not make the names of cells untrue: what a parameter of numbers decides is not replaced by one number", () => {
    const told = (key: string, value: string, parameter: string, found: string) =>
      `ScenarioError: scenario toy: invalid --set: ${key}=${value} (the study varies them with ${parameter}: ${found}; --set ${parameter}=... replaces its values)`;
    expect(refusal({ set: { particles: ["40"] } })).toBe(told("particles", "40", "N", "500, 20, 30"));
    // One cell is still called N=20; a value of --set does not hide that N decides.
    expect(refusal({ set: { particles: ["40"], N: ["20"] } })).toBe(told("particles", "40", "N", "500, 20, 30"));
    expect(refusal({ set: { particles: ["40"] } }, { only: { N: ["20"] } })).toBe(told("particles", "40", "N", "500, 20, 30"));
    const { scenario } = toy.study;
    const of = (change: (point: Readonly<Record<string, number | string>>) => Partial<Setup<never>>, vary: DeclaredStudy["vary"]) =>
      named({ ...toy.study, vary, scenario: (point) => ({ ...scenario(point), particles: 8, ...change(point) }) });
    const levels = of(({ level }) => ({ time: horizon({ end: 1, steps: 10 * 2 ** Number(level), observe: 3 }) }), { gamma: [0], N: [7], level: [1, 3] });
    expect(refusal({ set: { steps: ["40"] } }, {}, levels)).toBe(told("steps", "40", "level", "20, 80"));
    // What words decide is told by the setup, not by the cell's name.
    const kinds = of(({ kind }) => ({ particles: kind === "plain" ? 10 : 20 }), { gamma: [0], N: [7], kind: ["plain", "rich"] });
    expect(planStudy(kinds, { set: { particles: ["40"] } }).cells.map(({ setup }) => setup.particles)).toEqual([40, 40]);
  });

  it("refuse what does not exist or cannot be", () => {
    expect(refusal({ set: { delta: ["1"] } })).toBe(
      "ScenarioError: scenario toy: unknown parameter in --set: delta (exists: gamma, N, kind, particles, steps, observe, end, replicates)",
    );
    expect(refusal({ set: { particels: ["100"] } })).toBe(
      "ScenarioError: scenario toy: unknown parameter in --set: particels (exists: gamma, N, kind, particles, steps, observe, end, replicates). Did you mean particles?",
    );
    expect(refusal({ set: { gamma: ["steep"] } })).toBe("ScenarioError: scenario toy: invalid gamma: steep (one number)");
    const equal = named({ ...toy.study, scenario: (point) => ({ ...toy.study.scenario(point), particles: 8 }) });
    expect(refusal({ set: { particles: ["2.5"] } }, {}, equal)).toBe("ScenarioError: scenario toy: invalid particles: 2.5 (a positive whole number)");
    expect(refusal({ set: { steps: ["801"] } })).toBe("ScenarioError: scenario toy: invalid observe: 11 (801 steps do not divide into 10 equal intervals)");
    expect(refusal({ seed: "a b" })).toBe("ScenarioError: scenario toy: invalid --seed: a b (a name of letters, digits, dot, dash, underscore)");
  });

  it("shrink to at most 200 particles, about 100 steps that still divide, few observations, and 3 replicates", () => {
    const plan = planStudy(toy, { smoke: true });
    expect(plan.cells.map((cell) => cell.setup.particles)).toEqual([200, 20, 30, 200, 20, 30]);
    expect(plan.cells.map((cell) => cell.replicates.length)).toEqual([3, 3, 3, 3, 3, 3]);
    const time = (set: Record<string, string[]>) => planStudy(toy, { smoke: true, set }).cells[0]?.setup.time;
    expect(time({})).toEqual({ end: 1, steps: 100, observe: 6 });
    // 16 intervals become 8, then 4; 5 are few enough; 20 become 10, then 5, and no step is added.
    expect(time({ observe: ["17"] })).toEqual({ end: 1, steps: 100, observe: 5 });
    expect(time({ observe: ["6"] })).toEqual({ end: 1, steps: 100, observe: 6 });
    expect(time({ observe: ["21"], steps: ["40"] })).toEqual({ end: 1, steps: 40, observe: 6 });
    // 7 intervals do not halve; 14 steps each are the most that stay below 100.
    expect(time({ observe: ["8"], steps: ["700"] })).toEqual({ end: 1, steps: 98, observe: 8 });
  });
});

describe("a plan refuses", () => {
  const misspelt = endsBelow("distnce", 1) as Claim;

  it("a claim or a figure about a series that is not observed", () => {
    expect(refusal({}, {}, named(declare({ claims: [misspelt] }), "soft-potentials"))).toBe(
      "ScenarioError: scenario soft-potentials: unknown series in claim: distnce (observed: distance, energy). Did you mean distance?",
    );
    const figures = [{ name: "f", title: "f", series: ["energy", "enrgy"], caption: "" }];
    expect(refusal({}, {}, named(declare({ figures })))).toBe(
      "ScenarioError: scenario toy: unknown series in figure: enrgy (observed: distance, energy). Did you mean energy?",
    );
  });

  it("a curve of a series that is not observed, and a misspelt part of a setup, by what was meant", () => {
    const changed = (change: object) => ({ ...declare(), scenario: () => ({ ...declare().scenario({ gamma: 0, N: 20, kind: "plain" }), ...change }) });
    const refused = (change: object) => refusal({}, {}, named(changed(change)));
    const curve = { name: "known", source: "here", at: () => ({ value: 0, bound: 0 }) };
    expect(refused({ reference: { distance: curve, "distance.late": curve } })).toBe("");
    expect(refused({ reference: { distnce: curve } })).toBe(
      "ScenarioError: scenario toy: unknown series in reference: distnce (observed: distance, energy). Did you mean distance?",
    );
    const message = 'setup: unknown key "particels". Did you mean particles? Known: system, initial, particles, time, observe, reference, compare, snapshots';
    const slip = Object.fromEntries(Object.entries(changed({}).scenario()).map(([part, value]) => [part === "particles" ? "particels" : part, value]));
    expect(refusal({}, {}, named({ ...declare(), scenario: () => slip as unknown as Setup<never> }))).toContain(message);
  });

  it.each([
    [{ name: "f", title: "f", series: ["energy"], facet: "gama" }, "unknown facet in figure f: gama (varied: gamma, N, kind). Did you mean gamma?"],
    [{ title: "f", series: ["energy"] }, "invalid figure: it has no name (a figure needs name, title, series)"],
    [{ name: "f", series: ["energy"] }, "invalid figure f: it has no title"],
    [{ name: "f", title: "f" }, "invalid figure f: it has no series (a list of names)"],
    [{ name: "f", title: "f", series: [] }, "invalid figure f: it has no series (a list of names)"],
    [{ name: "f", title: "f", series: [, "energy"] }, "invalid figure f: its series are no names"],
    [{ name: "f", title: "f", series: ["energy"], where: { gama: 0 } }, "unknown where in figure f: gama (varied: gamma, N, kind). Did you mean gamma?"],
    [{ name: "f", title: "f", series: ["energy"], where: ["gamma"] }, "invalid figure f: its where is no object of values by parameter"],
    [{ name: "f", title: "f", series: ["energy"], facet: 1 }, "invalid figure f: its facet is no text"],
    [{ name: "f", title: "f", series: ["energy"], times: ["0"] }, "invalid figure f: its times are no list of numbers"],
    [{ name: "a/f", title: "f", series: ["energy"] }, 'invalid figure name: a/f (letters, digits, ".", "_" and "-")'],
    [{ name: "f", title: "f", series: ["energy"], scale: "log10" }, "invalid figure f: unknown scale: log10 (exists: linear, log)"],
    [
      { name: "f", title: "f", series: ["energy"], facets: "N" },
      'figure f: unknown key "facets". Did you mean facet? Known: name, title, series, facet, where, scale, against, times, xLabel, yLabel, relativeTo, caption',
    ],
    [null, "invalid figure: it has no name (a figure needs name, title, series)"],
  ])("the figure %j", (figure, message) => {
    const figures = [figure] as unknown as FigureSpec[];
    expect(refusal({}, {}, named(declare({ figures })))).toBe(`ScenarioError: scenario toy: ${message}`);
  });

  it("two figures of one name", () => {
    const figure = { name: "f", title: "f", series: ["energy"], caption: "" };
    expect(refusal({}, {}, named(declare({ figures: [figure, { ...figure, series: ["distance"] }] })))).toBe(
      "ScenarioError: scenario toy: invalid figures: two have the name f",
    );
  });

  it("a source that is one word and no key of the bibliography", () => {
    const citing = (...sources: string[]) => refusal({}, {}, named({ ...declare(), sources }));
    expect(citing("contractivity", "Ornstein and Uhlenbeck (1930)")).toBe("");
    expect(citing("contractivity", "tanaka78")).toMatch(
      /^ScenarioError: scenario toy: unknown key in sources: tanaka78 \(exists: contractivity, .*tanaka1978,/,
    );
  });

  it("a part that the observable does not declare; of one that declares nothing, none", () => {
    const about = (series: string) => ({ claims: [endsBelow<string>(series, 1)] });
    expect(refusal({}, {}, named(declare(about("distance.late"))))).toBe("");
    expect(refusal({}, {}, named(declare(about("distance.floor"))))).toMatch(
      /unknown series in claim: distance\.floor \(observed: distance, distance\.minus, distance\.late\)/,
    );
    const silent = { open: meanPosition().open };
    const scenario = () => ({ ...declare().scenario({ gamma: 0, N: 20, kind: "plain" }), observe: { distance: silent } }) as unknown as Setup<never>;
    expect(refusal({}, {}, named({ ...declare(about("distance.floor")), scenario }))).toBe("");
  });

  it("a function of replicates that throws, and sources that are no texts", () => {
    const replicates = () => {
      throw new TypeError("no table");
    };
    expect(refusal({}, {}, named({ ...declare(), replicates }))).toMatch(
      /^ScenarioError: scenario toy: its function of replicates fails at gamma=0,.*: no table$/,
    );
    expect(refusal({}, {}, named({ ...declare(), sources: [3] as never }))).toBe(
      "ScenarioError: scenario toy: invalid sources: a study needs a list of texts (or none)",
    );
  });

  it("what the scenario itself refuses at a point, even one that --only leaves out", () => {
    const refusing = { ...declare(), scenario: () => { throw new ScenarioError("invalid gamma: -5.5 (a power law needs -5 < gamma <= 1 in dimension 3)"); } }; // prettier-ignore
    expect(refusal({}, {}, named(refusing, "soft-potentials"))).toBe(
      "ScenarioError: scenario soft-potentials: invalid gamma: -5.5 (a power law needs -5 < gamma <= 1 in dimension 3)",
    );
    expect(refusal({ set: { gamma: ["0", "-2"] } }, { only: { gamma: ["0"] } })).toBe(
      "ScenarioError: scenario toy: invalid drift: -1 (a walk needs drift >= 0)",
    );
  });

  const returning = (change: object | null) => {
    const scenario = () => change && { ...declare().scenario({ gamma: 0, N: 5, kind: "plain" }), ...change };
    return refusal({}, {}, named({ ...declare(), scenario } as unknown as DeclaredStudy));
  };

  it.each(["system", "initial", "particles", "time", "observe"])("a setup without %s", (part) => {
    expect(returning({ [part]: undefined })).toBe(`ScenarioError: scenario toy: invalid setup: it has no ${part}`);
    expect(returning({ [part]: null })).toBe(`ScenarioError: scenario toy: invalid setup: it has no ${part}`);
  });

  it("no setup at all, one with a key that nobody reads, one with something else to observe", () => {
    expect(returning(null)).toBe("ScenarioError: scenario toy: invalid setup: it has no system");
    expect(returning({ referense: {} })).toBe(
      'ScenarioError: scenario toy: setup: unknown key "referense". Did you mean reference? Known: system, initial, particles, time, observe, reference, compare, snapshots',
    );
    expect(returning({ reference: { energy: { name: "exact", source: 3, at: () => 1 } } })).toBe(
      "ScenarioError: scenario toy: invalid reference: energy is no curve (name, source, at)",
    );
    expect(returning({ observe: { ...observe, third: undefined } })).toBe("ScenarioError: scenario toy: invalid observe: third is no observable");
    expect(returning({ observe: { ...observe, constructor: meanSquare() } })).toBe(
      "ScenarioError: scenario toy: invalid series in observe: constructor (every object has one)",
    );
  });

  it("a scenario whose own code throws, with its message and the point; the original is the cause", () => {
    const trouble = new TypeError("Cannot read properties of undefined (reading 'x')\nsecond line");
    const declared = declare();
    const throwing = (at: number, thrown: unknown): Scenario => {
      const scenario = (point: { gamma: number }) => {
        if (point.gamma === at) throw thrown;
        return declared.scenario(point);
      };
      return named({ ...declared, scenario: scenario as unknown as DeclaredStudy["scenario"] });
    };
    expect(refusal({}, {}, throwing(-1, trouble))).toBe(
      "ScenarioError: scenario toy: its scenario function fails at gamma=-1,N=500,kind=plain: Cannot read properties of undefined (reading 'x')",
    );
    expect(() => planStudy(throwing(-1, trouble))).toThrow(expect.objectContaining({ cause: trouble }));
    expect(refusal({}, {}, throwing(0, "a word"))).toBe("ScenarioError: scenario toy: its scenario function fails at gamma=0,N=500,kind=plain: a word");
  });

  it("what the dynamics refuse", () => {
    expect(refusal({ set: { end: ["1000"] } })).toBe("ScenarioError: scenario toy: invalid steps: 800 (drift dt above 1)");
  });
});
