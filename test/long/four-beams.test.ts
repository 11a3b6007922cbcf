/**
 * Four beams from a standardised start, whose W2 grows (support/four-beams.ts): under five seeds no study of 64, 256 or 1024 particles says violated, and at t = 0 the ends of the bracket
 * are below W2^2 of the laws by a bias that falls as 1/N, the lower one by more.
 *
 * Later times carry no number of their own: the ends bound the distance between the laws of one particle, and `grows` compares them with those of the same start, so that
 * the start's bias drops out. What it detects: a comparison with W2^2 of the laws (violated at N = 64, by seven standard errors), a bias that does not fall with N. Intervals of level
 * 1 - 1e-5, eight of them.
 */
import { describe, expect, it } from "vitest";
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
