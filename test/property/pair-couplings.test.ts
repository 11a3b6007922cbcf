/** Coupled rates of pair collisions, exact where theory has them, on skewed and off-centre clouds. */
import { describe, expect, it } from "vitest";
import { independent } from "../../particles/couplings/independent.ts";
import { polarPairs } from "../../particles/couplings/polar-pairs.ts";
import { spherical } from "../../particles/couplings/spherical.ts";
import { synchronous } from "../../particles/couplings/synchronous.ts";
import { copyEnsemble } from "../../particles/ensemble.ts";
import type { Ensemble } from "../../src/protocols/index.ts";
import { pairingShift } from "../../src/random/block-generator.ts";
import { openStream } from "../../src/random/stream.ts";
import { costOf, energyOf, scene, sum } from "../support/pair-scenes.ts";

describe("couplings", () => {
  it.each([2, 3])("Lemma 3: synchronous Maxwell molecules keep their distance, d = %s", (dimension) => {
    const { key, ensembles, stepper } = scene(0, dimension, 1500, "lemma 3", synchronous());
    const before = costOf(ensembles);
    for (let step = 0; step < 200; step++) stepper.step(key, step, 0.01);
    expect(Math.abs(costOf(ensembles) / before - 1)).toBeLessThan(1e-12);
  });

  it("in dimension 2 the spherical coupling is the synchronous one", () => {
    const [one, two] = [scene(-1, 2, 500, "plane", synchronous()), scene(-1, 2, 500, "plane", spherical())];
    for (let step = 0; step < 5; step++) for (const { stepper, key } of [one, two]) stepper.step(key, step, 0.02);
    expect(two.ensembles[1].planes).toEqual(one.ensembles[1].planes);
  });

  it("independent noise is the noise of the child key", () => {
    const { key, ensembles, copies, stepper } = scene(-2, 3, 400, "independent", independent());
    const alone = scene(-2, 3, 400, "independent");
    copyEnsemble(alone.ensembles[0], copies[1]);
    for (let step = 0; step < 20; step++) {
      stepper.step(key, step, 0.01);
      alone.stepper.step(key.child("independent"), step, 0.01);
    }
    expect(ensembles[1].planes).toEqual(alone.ensembles[0].planes);
  });

  /*
   * Coulomb couples whose relative velocities differ by a part e = 1e-3: z~ = (1 + e) z, so tau~ = tau (1 + e)^-3. For fixed noise the angle is a
   * smooth function of tau with |d theta/d log tau| <= 3.5 (test of the law), so that |z~' - z'| <= (1 + 3.5 * 3) e |z| for every single pair. Were
   * a branch drawn by comparison with p(tau), a part of order e of the pairs would be O(1) apart: a mean square of O(e), a thousand times the bound.
   */
  it.each([0.1, 0.3, 1, 3])("synchronous Coulomb couples that nearly agree stay so, tau = %s", (tau) => {
    const e = 1e-3;
    const { key, ensembles, stepper } = scene(-3, 3, 40_000, `near/${tau}`, synchronous());
    const count = ensembles[0].count;
    const shift = pairingShift(key, 1, count);
    const stream = openStream(key);
    for (let i = 0; i < count; i++) {
      const j = (shift - i + count) % count;
      if (j < i) continue;
      // Unit relative velocities in random directions: tau is the same for all pairs up to a factor in (1/2, 2).
      const n = [0, 1, 2].map(() => stream.normal());
      const length = Math.cbrt(0.5 + 1.5 * stream.uniform()) / Math.sqrt(n.reduce((total, x) => total + x * x, 0));
      n.forEach((x, k) => {
        for (const [which, s] of [1, 1 + e].entries()) {
          ensembles[which].planes[k][i] = 0.5 * s * length * x;
          ensembles[which].planes[k][j] = -0.5 * s * length * x;
        }
      });
    }
    const before = costOf(ensembles) / energyOf(ensembles[0]);
    expect(Math.abs(before / (e * e) - 1)).toBeLessThan(1e-6);
    stepper.step(key, 1, tau / 4);
    const after = costOf(ensembles) / energyOf(ensembles[0]);
    expect(after).toBeLessThan((11.5 * e) ** 2);
    expect(after).toBeGreaterThan(before); // the second turns less
  });

  /** z . z~, z and z~ of every pair of the fold. */
  function pairs(of: readonly Ensemble[], shift: number): { z: number[]; w: number[] }[] {
    const difference = (e: Ensemble, i: number, j: number): number[] => e.planes.map((plane) => plane[i] - plane[j]);
    const list = [];
    for (let i = 0; i < of[0].count; i++) {
      const j = (shift - i + of[0].count) % of[0].count;
      if (i < j) list.push({ z: difference(of[0], i, j), w: difference(of[1], i, j) });
    }
    return list;
  }
  const dot = (a: number[], b: number[]): number => sum(a.map((x, k) => x * b[k]));
  function summary(values: number[]): { mean: number; standardError: number } {
    const mean = sum(values) / values.length;
    return { mean, standardError: Math.sqrt(sum(values.map((x) => (x - mean) ** 2))) / values.length };
  }

  /*
   * One step of Maxwell molecules with a uniform axis and n~ = R n: with c = cos(z, z~) and m2 = e^{-6 tau},
   *   E z'.z~' = |z| |z~| (c + (1 - m2) (1 - c)/3).
   * Wrong frames are seen: on these data n~ = n (no change of the cost) and n~ = R^T n (an increase) miss the mean by 200 and 150 standard
   * errors. A missing factor 4 in tau misses it by 100.
   */
  it("the spherical coupling contracts at its exact rate", () => {
    const { key, ensembles, copies, stepper } = scene(0, 3, 200_000, "rate", spherical(), false);
    const tau = 0.3;
    stepper.step(key, 1, tau / 4);
    const shift = pairingShift(key, 1, ensembles[0].count);
    const [before, after] = [pairs(copies, shift), pairs(ensembles, shift)];
    const expected = before.map(({ z, w }) => ((1 - Math.exp(-6 * tau)) * (Math.sqrt(dot(z, z) * dot(w, w)) - dot(z, w))) / 3);
    const change = after.map(({ z, w }, k) => dot(z, w) - dot(before[k].z, before[k].w));
    const residual = summary(change.map((value, k) => value - expected[k]));
    expect(Math.abs(residual.mean)).toBeLessThan(5 * residual.standardError);
    expect(summary(expected).mean).toBeGreaterThan(10 * residual.standardError);
  });

  /*
   * The polar coupling where c < 0: Q e . (R Q^-1 e) with e = -z~/|z~| in the place of z~, hence
   *   E z'.z~' = -|z| |z~| (|c| + (1 - m2)(1 - |c|)/3 - E|Q_a e|^2 (1 + |c|)),   E|Q_a e|^2 = (2 + 3 m1 - 5 m2)/6,
   * Q_a the antisymmetric part of the rotation, by the characters 1 + 2 cos, 1 + 2 cos + 2 cos 2 of SO(3). As tau -> 0 the cost
   * falls by 4 (1 + |c|) tau |z| |z~| more than under the same rotation of both. The spherical frame misses the mean by 60 standard errors.
   */
  it("the polar coupling contracts at its exact rate, also of velocities that oppose each other", () => {
    const { key, ensembles, copies, stepper } = scene(0, 3, 200_000, "polar", polarPairs(), false);
    const tau = 0.05;
    stepper.step(key, 1, tau / 4);
    const shift = pairingShift(key, 1, ensembles[0].count);
    const [before, after] = [pairs(copies, shift), pairs(ensembles, shift)];
    const [m1, m2] = [Math.exp(-2 * tau), Math.exp(-6 * tau)];
    const spread = (2 + 3 * m1 - 5 * m2) / 6;
    const residuals = before.flatMap(({ z, w }, k) => {
      const product = dot(z, w);
      if (product >= 0) return [];
      const sizes = Math.sqrt(dot(z, z) * dot(w, w));
      const c = -product / sizes;
      const expected = -sizes * (c + ((1 - m2) * (1 - c)) / 3 - spread * (1 + c));
      return [dot(after[k].z, after[k].w) - expected];
    });
    expect(residuals.length).toBeGreaterThan(2e4);
    const residual = summary(residuals);
    expect(Math.abs(residual.mean)).toBeLessThan(5 * residual.standardError);
  });

  it("the polar coupling reverses the rotation of opposing velocities in the plane, and is synchronous elsewhere", () => {
    const [one, two] = [scene(-1, 2, 2000, "plane", synchronous()), scene(-1, 2, 2000, "plane", polarPairs())];
    for (const { stepper, key } of [one, two]) stepper.step(key, 1, 0.02);
    const shift = pairingShift(one.key, 1, 2000);
    const [start, same, polar] = [one.copies, one.ensembles, two.ensembles].map((of) => pairs(of, shift));
    let reversed = 0;
    for (const [k, { z, w }] of start.entries()) {
      const turn = (v: number[]): number => (v[1] * w[0] - v[0] * w[1]) / dot(w, w);
      const sign = dot(z, w) < 0 ? -1 : 1;
      if (sign < 0) reversed++;
      expect(turn(polar[k].w)).toBeCloseTo(sign * turn(same[k].w), 12);
    }
    expect(reversed).toBeGreaterThan(100);
  });

  // 1e5 pairs; the standard error of m2 is about 1.6e-3 at tau = 0.3: a frame that favours a direction by 1 % of m2 is seen.
  it.each([spherical(), polarPairs()])("leaves the law of the second ensemble alone: $name", (coupling) => {
    const { key, ensembles, copies, stepper } = scene(0, 3, 200_000, "law", coupling, false);
    const tau = 0.3;
    stepper.step(key, 1, tau / 4);
    const shift = pairingShift(key, 1, ensembles[1].count);
    const [before, after] = [pairs(copies, shift), pairs(ensembles, shift)];
    const cosines = after.map(({ w }, k) => dot(w, before[k].w) / dot(w, w));
    const m1 = summary(cosines);
    const m2 = summary(cosines.map((x) => (3 * x * x - 1) / 2));
    expect(Math.abs(m1.mean - Math.exp(-2 * tau))).toBeLessThan(5 * m1.standardError);
    expect(Math.abs(m2.mean - Math.exp(-6 * tau))).toBeLessThan(5 * m2.standardError);
    for (const [k, { w }] of after.entries()) expect(Math.abs(dot(w, w) / dot(before[k].w, before[k].w) - 1)).toBeLessThan(1e-12);
    // No preferred direction: z' - m1 z has mean 0, coordinate by coordinate, also given the sign of z_1 of the first ensemble.
    for (const k of [0, 1, 2]) {
      const drift = summary(after.map(({ w }, i) => (w[k] - Math.exp(-2 * tau) * before[i].w[k]) * Math.sign(before[i].z[0])));
      expect(Math.abs(drift.mean)).toBeLessThan(5 * drift.standardError);
    }
  });
});
