/** From replicates to estimates and judgements: hand-computed means, coverage of the intervals, missing values, failures. */
import { describe, expect, it } from "vitest";
import type { Claim, Judgement } from "../../src/protocols/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";
import { collect, estimateSeries, frameOf } from "../../src/study/conclude/estimate.ts";
import { judge } from "../../src/study/conclude/judge.ts";
import { loadScenario, type Scenario } from "../../src/study/plan/load.ts";
import { planStudy } from "../../src/study/plan/plan.ts";
import type { Outcome, Task } from "../../src/study/plan/task.ts";
import type { DeclaredStudy } from "../../src/study/declare/study.ts";

const scenario = await loadScenario("test/support/scenarios/toy-walk.ts");
const plan = planStudy(scenario);
const finished = (task: Task, position: readonly (number | null)[]): Outcome => ({
  ...task,
  times: position.map((_, k) => k),
  series: { square: position.map((_, k) => k + task.replicate), position },
});
const failed = (task: Task): Outcome => ({ ...task, message: "broke", time: 0.5 });
const frame = frameOf(plan, "d");
const cellOf = (drift: number) => plan.tasks.filter((task) => task.point.drift === drift);

describe("estimates", () => {
  it("are mean, standard error and the 95 % t-interval of the replicates that measured", () => {
    // 1, 2, 4: mean 7/3, sample variance 7/3, standard error sqrt(7)/3; t(p; 2) = (2p - 1) / sqrt(2p(1 - p)).
    const factor = 0.95 / Math.sqrt(2 * 0.975 * 0.025);
    const replicates = [1, 2, 4].map((x, k) => ({ series: { x: [x, k === 1 ? null : x, null] } }));
    const [first, second, ...rest] = estimateSeries([0, 0.5, 1], replicates, "x");
    expect(rest).toEqual([]);
    expect(first).toMatchObject({ t: 0, count: 3 });
    expect(first?.mean).toBeCloseTo(7 / 3, 14);
    expect(first?.standardError).toBeCloseTo(Math.sqrt(7) / 3, 14);
    expect(first?.high).toBeCloseTo(7 / 3 + (factor * Math.sqrt(7)) / 3, 11);
    expect(first?.low).toBeCloseTo(7 / 3 - (factor * Math.sqrt(7)) / 3, 11);
    // 1 and 4: mean 2.5, standard error 1.5; t(p; 1) = tan(pi (p - 1/2)).
    expect(second).toMatchObject({ t: 0.5, count: 2, mean: 2.5, standardError: 1.5 });
    expect(second?.high).toBeCloseTo(2.5 + Math.tan(0.475 * Math.PI) * 1.5, 9);
  });

  it("cover the truth in 95 % of normal samples", () => {
    // 4000 samples of 4 values: the share of intervals that cover has standard deviation 0.0034, so 4 deviations are 0.014: it would
    // detect normal instead of Student quantiles (coverage 0.853) and a 90 or 99 % level, with a false alarm of 6e-5.
    const stream = openStream(rootKey("coverage-of-estimates"));
    const trials = 4000;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      const replicates = Array.from({ length: 4 }, () => ({ series: { x: [-3 + 0.7 * stream.normal()] } }));
      const [estimate] = estimateSeries([0], replicates, "x");
      if (estimate && estimate.low <= -3 && -3 <= estimate.high) covered++;
    }
    expect(Math.abs(covered / trials - 0.95)).toBeLessThan(0.014);
  });
});

describe("a result", () => {
  const values = [0.1, 0.7, -0.3, 1e16, 3, -1e16];
  const outcomes = cellOf(2).map((task, k) => finished(task, [values[k], k]));

  it("has the same bits in whatever order replicates finished", () => {
    const shuffled = [3, 0, 5, 1, 4, 2].map((k) => outcomes[k]);
    expect(collect(frame, shuffled)).toEqual(collect(frame, outcomes));
  });

  it("has series in the order of observe, suffixes after their own, and only cells with an outcome", () => {
    const suffixed = outcomes.map((one) => ("series" in one ? { ...one, series: { ...one.series, "position.floor": [1, 2] } } : one));
    const result = collect(frame, suffixed);
    expect(result.cells).toHaveLength(1);
    expect(Object.keys(result.cells[0]?.series ?? {})).toEqual(["position", "position.floor", "square"]);
    expect(result.cells[0]).toMatchObject({ point: { drift: 2, kind: "plain" }, times: [0, 1], numbers: [0, 1, 2, 3, 4, 5] });
  });

  it("of a study that may end at three looks has a third of the error probability at each", () => {
    const stopping = { rule: "test", looks: 3 };
    const cell = collect({ ...frame, stopping }, outcomes).cells[0];
    const [estimate] = cell.series["square"];
    // Student's t for 5 degrees of freedom at 1 - .025/3.
    expect((estimate.high - estimate.mean) / estimate.standardError).toBeCloseTo(3.53411070405837, 6);
    expect(collect({ ...frame, stopping }, outcomes).stopping).toEqual(stopping);
  });

  it("counts failures and estimates from the rest", () => {
    const mixed = [...outcomes.slice(0, 4), failed(cellOf(2)[4])];
    const [cell] = collect(frame, mixed).cells;
    const replay = "landau run test/support/scenarios/toy-walk.ts --only drift=2,kind=plain,replicate=4 --until 0.5";
    expect(cell?.failures).toEqual([{ replicate: 4, message: "broke", replay }]);
    expect(cell?.series.position?.map((estimate) => estimate.count)).toEqual([4, 4]);
  });

  it("refuses replicates observed at different times", () => {
    const odd = [...outcomes.slice(0, 2), finished(cellOf(2)[2], [1])];
    expect(() => collect(frame, odd)).toThrow("replicates of drift=2,kind=plain were observed at different times (see replicate=2)");
  });
});

describe("judgements", () => {
  const claimOf = (check: Claim["check"]): Claim => ({ statement: "s", source: "test", reads: [], check });
  const verdict = (kind: "consistent" | "violated") => ({ kind, evidence: "e" }) as const;
  const perCell = (kind: "consistent" | "violated"): Claim =>
    claimOf((result): Judgement => ({
      verdict: verdict(kind),
      cells: result.cells.map(({ point }) => ({ point, verdict: verdict(kind) })),
    }));
  const studyOf = (claim: Claim): DeclaredStudy => ({ ...scenario.study, claims: [claim] });
  const judgeWith = (claim: Claim, outcomes: readonly Outcome[]) => {
    const here: Scenario = { ...scenario, study: studyOf(claim) };
    return judge(here.study, collect(frame, outcomes)).judged[0]?.judgement;
  };
  const sound = cellOf(2).map((task) => finished(task, [1]));
  const broken = cellOf(0.25).map((task, k) => (k === 2 ? failed(task) : finished(task, [1])));

  it("are the claims' own without failures", () => {
    expect(judgeWith(perCell("consistent"), sound)?.verdict).toEqual(verdict("consistent"));
  });

  it("over a cell with failures are at best undecided, cell by cell", () => {
    const judgement = judgeWith(perCell("consistent"), [...sound, ...broken]);
    expect(judgement?.verdict).toMatchObject({ kind: "undecided", evidence: "e; 1 replicate failed" });
    expect(judgement?.cells.map((cell) => cell.verdict.kind)).toEqual(["undecided", "consistent"]);
    expect(judgeWith(perCell("violated"), [...sound, ...broken])?.verdict.kind).toBe("violated");
  });

  it("do not suffer from failures in cells that the claim does not speak about", () => {
    const elsewhere = claimOf((result) => ({
      verdict: verdict("consistent"),
      cells: result.cells.filter(({ point }) => point.drift === 2).map(({ point }) => ({ point, verdict: verdict("consistent") })),
    }));
    expect(judgeWith(elsewhere, [...sound, ...broken])?.verdict.kind).toBe("consistent");
  });

  it("see a cell of which nothing is left, and say nothing of nothing", () => {
    const lost = cellOf(0.25).map(failed);
    expect(judgeWith(perCell("consistent"), [...sound, ...lost])?.verdict).toMatchObject({
      kind: "undecided",
      evidence: "e; 6 replicates failed",
    });
    expect(judgeWith(perCell("consistent"), lost)).toMatchObject({
      verdict: { kind: "undecided", evidence: "no replicate finished" },
      cells: [],
    });
  });

  it("of a claim that throws are undecided, and told; the others are judged", () => {
    const broken = claimOf(() => {
      throw new TypeError("no such\nthing");
    });
    const study = { ...scenario.study, claims: [broken, perCell("consistent")] };
    const { judged, troubles } = judge(study, collect(frame, sound));
    expect(judged.map(({ judgement }) => judgement.verdict)).toMatchObject([{ kind: "undecided", evidence: "it failed: no such" }, { kind: "consistent" }]);
    expect(troubles).toEqual(['the claim "s" failed: no such']);
  });
});
