/** Results with known numbers for the tests of the report: no particle moves here. */
import type { Cell, Claim, Estimate, Failure, FigureSpec, Judgement, Point, ReferenceSeries, Result, Study, Verdict } from "../../src/protocols/index.ts";
import { observableOf } from "../../src/series-name.ts";
import { coupledCost, debiasedWasserstein, energy, independentFloor, lowerBound, naiveWasserstein } from "../../particles/index.ts";
import { declaredBy } from "./synthetic.ts";
import type { Judged } from "../../src/report/index.ts";

export function estimate(t: number, mean: number, half: number, count = 16): Estimate {
  return { t, mean, low: mean - half, high: mean + half, count, standardError: half / 2.131449545559323 };
}

export interface CellSpec {
  readonly point: Point;
  readonly series: Readonly<Record<string, readonly Estimate[]>>;
  readonly reference?: Readonly<Record<string, ReferenceSeries>>;
  readonly failures?: readonly Failure[];
  readonly replicates?: number;
}

/** What the usual names of series stand for in these results. */
const usual = {
  w2: debiasedWasserstein().parts,
  lower: lowerBound().parts,
  cost: coupledCost().parts,
  floor: independentFloor().parts,
  energy: energy().parts,
  naive: naiveWasserstein().parts,
};

export function cell({ point, series, reference, failures = [], replicates = 16 }: CellSpec): Cell {
  const times = [...new Set(Object.values(series).flatMap((estimates) => estimates.map(({ t }) => t)))].sort((a, b) => a - b);
  const setup = { ...(reference === undefined ? {} : { reference }) } as Cell["setup"];
  const quantities = Object.fromEntries(Object.entries(declaredBy(usual)).filter(([name]) => Object.keys(series).some((one) => observableOf(one) === observableOf(name)))); // prettier-ignore
  return { point, setup, quantities, times, replicates: Array.from({ length: replicates }, () => ({ times, series: {} })), series, failures };
}

export function resultOf(cells: readonly Cell[], title = "Soft potentials: W2 against Theorem 3"): Result {
  return { study: "soft-potentials", title, digest: "0123456789abcdef".repeat(4), cells };
}

export function exponential(name: string, start: number, rate: number): ReferenceSeries {
  return { name, source: "contractivity paper, Theorem 3", at: (t) => ({ value: start * Math.exp(-rate * t), bound: 0.0001 }) };
}

export function judged(statement: string, verdict: Verdict, cells: Judgement["cells"] = []): Judged {
  const judgement: Judgement = { verdict, cells };
  const claim: Claim = { statement, source: "contractivity paper, Theorem 3", reads: ["w2"], check: () => judgement };
  return { claim, judgement };
}

export function studyOf(result: Result, claims: readonly Judged[], figures?: readonly FigureSpec[]): Study {
  return {
    title: result.title,
    question: "Two ensembles share their collisions. Does W2^2 grow for <soft> potentials & how fast?",
    vary: { gamma: [0, -1, -3] },
    replicates: 16,
    sources: ["contractivity paper, Theorem 3"],
    scenario: () => result.cells[0].setup,
    claims: claims.map(({ claim }) => claim),
    ...(figures === undefined ? {} : { figures }),
  };
}

/** Eleven times, decaying w2 with a reference, an undecaying cost, and a bracket; numbers by formula, so a test can recompute them. */
export function softPotentials(gammas: readonly number[] = [0, -1, -2, -3]): Result {
  return resultOf(
    gammas.map((gamma) => {
      const rate = 4 / (1 - gamma);
      const end = 0.4 + 0.6 * -gamma;
      const times = Array.from({ length: 11 }, (_, k) => (end * k) / 10);
      const along = (value: (t: number) => number, half: (t: number) => number) => times.map((t) => estimate(t, value(t), half(t), gamma === -3 ? 15 : 16));
      return cell({
        point: { gamma, particles: 2000 },
        series: {
          w2: along(
            (t) => 0.142 * Math.exp(-rate * t) + 0.0007 * Math.sin(20 * t),
            (t) => 0.0021 + 0.004 * t,
          ),
          lower: along(
            (t) => 0.139 * Math.exp(-1.05 * rate * t),
            () => 0.0015,
          ),
          cost: along(
            (t) => 0.143 * Math.exp(-0.12 * t) + 0.01 * t,
            () => 0.0009,
          ),
          floor: along(
            () => 0.16,
            () => 0.0011,
          ),
          energy: along(
            () => 3,
            () => 4e-16,
          ),
        },
        reference: { w2: exponential("exact W2^2 of the Gaussians", 0.142, rate) },
        failures:
          gamma === -3
            ? [
                {
                  replicate: 7,
                  message: "particle 17 left the finite numbers at t = 0.42 (step 42)",
                  replay: "landau run scenarios/soft-potentials.ts --only gamma=-3,particles=2000,replicate=7 --until 0.42",
                },
              ]
            : [],
        replicates: gamma === -3 ? 15 : 16,
      });
    }),
  );
}
