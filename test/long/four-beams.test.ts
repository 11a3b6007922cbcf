/**
 * Four beams from a standardised start, whose W2 grows (support/four-beams.ts): under five seeds no study of 64, 256 or 1024 particles says violated, and at t = 0 the ends of the bracket
 * are below W2^2 of the laws by a bias that falls as 1/N, the lower one by more.
 *
 * At the later time the ends and their stated residues (src/claims/bracket-residue.ts) contain W2^2 of the solutions, by its first variation: 1.26534 W2^2(0) a unit of time (quadrature, as in
 * test/exact/tangent-slope; what is of second order is below 1e-4 of it at t = .004). What it detects: a comparison with W2^2 of the laws (violated at N = 64, by seven standard errors), a
 * bias that does not fall with N. Intervals of level 1 - 1e-5, fourteen of them.
 */
import { describe, expect, it } from "vitest";
import { bracketResidue } from "../../src/claims/bracket-residue.ts";
import { grows, interval } from "../../src/index.ts";
import { fourBeams } from "../support/four-beams.ts";
import { resultOf } from "../support/synthetic.ts";

const seeds = ["", "/1", "/2", "/3", "/4"];
const sizes = [64, 256, 1024] as const;
const replicates = { 64: 160, 256: 64, 1024: 32 } as const;

const studies = new Map(sizes.map((size) => [size, seeds.map((seed) => fourBeams(size, replicates[size], seed))]));

describe.each(sizes)("N = %d", (size) => {
  it("is never called violated", () => {
    for (const { cell } of studies.get(size)!) expect(grows({ lower: "lower.tangent", upper: "cost" }).check(resultOf(cell)).verdict.kind).not.toBe("violated");
  });
});

it.each(sizes)("N = %d: at t = .004 the ends and their residues contain W2^2", (size) => {
  const all = studies.get(size)!;
  const { squared } = all[0];
  const cell = { ...all[0].cell, replicates: all.flatMap((one) => one.cell.replicates) };
  const around = (end: string) => interval(cell.replicates.map(({ series }) => series[end][1]!), 1 - 1e-5); // prettier-ignore
  const truth = squared * (1 + 1.26534 * cell.times[1]);
  expect(around("lower.tangent").low - bracketResidue(cell, "lower.tangent", 1)!).toBeLessThan(truth);
  expect(around("cost").high + bracketResidue(cell, "cost", 1)!).toBeGreaterThan(truth);
  // Without its residue the upper end is below it.
  if (size === 64) expect(around("cost").high).toBeLessThan(truth);
});

it.each(["cost", "lower.tangent"])("at t = 0 the bias of %s, times N, is one number at N = 64 and 256, and covers what is left at 1024", (end) => {
  const [small, middle, large] = sizes.map((size) => {
    const scaled = studies.get(size)!.flatMap(({ cell, squared }) => cell.replicates.map(({ series }) => size * (squared - series[end][0]!)));
    return interval(scaled, 1 - 1e-5);
  }) as [ReturnType<typeof interval>, ReturnType<typeof interval>, ReturnType<typeof interval>];
  expect(small.low).toBeGreaterThan(0);
  // The next order, 1/N^2, is some 10 % at N = 64.
  const slack = 0.2 * small.mean;
  for (const other of [middle, large]) {
    expect(other.low).toBeLessThan(small.high + slack);
    expect(other.high).toBeGreaterThan(small.low - slack);
  }
});
