/**
 * Known answers of the generators, keys and streams.
 *
 * Philox: Random123 1.14, tests/kat_vectors, philox4x32 10. xoshiro128++: the reference C code of Blackman and Vigna from the state 1, 2, 3, 4
 * (also the test of the crate rand_xoshiro).
 */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ScenarioError } from "../../src/errors.ts";
import { blockDraws, pairingShift, philox, relabelling, xoshiro } from "../../src/random/block-generator.ts";
import { digestOf, rootKey } from "../../src/random/key.ts";
import { openStream } from "../../src/random/stream.ts";

describe("known answers", () => {
  it.each([
    [
      [0, 0, 0, 0],
      [0, 0],
      [0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8],
    ],
    [Array(4).fill(0xffffffff), Array(2).fill(0xffffffff), [0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd]],
    [
      [0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344],
      [0xa4093822, 0x299f31d0],
      [0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1],
    ],
  ])("Philox4x32-10 of %s", (counter, key, expected) => {
    expect([...philox(counter, key)]).toEqual(expected);
  });

  it("xoshiro128++", () => {
    const state = Uint32Array.of(1, 2, 3, 4);
    const expected = [641, 1573767, 3222811527, 3517856514, 836907274, 4247214768, 3867114732, 1355841295, 495546011, 621204420];
    expect(Array.from({ length: 10 }, () => xoshiro(state))).toEqual(expected);
  });
});

describe("keys", () => {
  it("are SHA-256 of the address, Node's to the bit, in any script and of any length", () => {
    expect(digestOf("abc")).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"); // FIPS 180-4, example 1
    const same = (address: string): boolean => digestOf(address) === createHash("sha256").update(address).digest("hex");
    fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 200 }), same));
    expect(same("replicate=\ud83d/\u00e9\ud83d\ude00")).toBe(true);
  });

  it("address children by name and value", () => {
    const key = rootKey("study").child("N", 256).child("noise");
    expect(key.address).toBe("study/N=256/noise");
    expect(key.words).toEqual(rootKey("study/N=256/noise").words);
    expect(key.words).not.toEqual(rootKey("study/N=257/noise").words);
    expect(() => rootKey("")).toThrow(ScenarioError);
  });

  it("blocks and steps have draws of their own", () => {
    const key = rootKey("a");
    const first = blockDraws(key, 3, 5, 8);
    expect(blockDraws(key, 3, 5, 4)).toEqual(first.subarray(0, 16));
    for (const other of [blockDraws(key, 4, 5, 8), blockDraws(key, 3, 6, 8), blockDraws(rootKey("b"), 3, 5, 8)]) {
      expect(other.filter((word, i) => word === first[i])).toHaveLength(0);
    }
  });
});

describe("streams", () => {
  // 1e5 draws: the mean of uniforms has standard error 9.1e-4, that of squared normals 4.5e-3; 5 sigma. Detects a variance wrong by 2.3 %.
  it("have the moments of their laws and repeat", () => {
    const stream = openStream(rootKey("moments"));
    const uniforms = Array.from({ length: 1e5 }, () => stream.uniform());
    const normals = Array.from({ length: 1e5 }, () => stream.normal());
    const mean = (values: number[]): number => values.reduce((a, b) => a + b, 0) / values.length;
    expect(Math.abs(mean(uniforms) - 0.5)).toBeLessThan(5 * 9.2e-4);
    expect(Math.abs(mean(normals))).toBeLessThan(5 * 3.2e-3);
    expect(Math.abs(mean(normals.map((x) => x * x)) - 1)).toBeLessThan(5 * 4.5e-3);
    // Covariance of neighbours, standard error 3.2e-3: the two numbers of a Box-Muller pair are independent.
    expect(Math.abs(mean(normals.slice(1).map((x, i) => x * normals[i])))).toBeLessThan(5 * 3.2e-3);
    expect(openStream(rootKey("moments")).uniform()).toBe(uniforms[0]);
  });
});

describe("pairing and relabelling", () => {
  it.each([1, 2, 3, 5, 17, 64, 1000, 5003])("a relabelling of %s is a bijection that changes with the step", (count) => {
    const key = rootKey("relabel");
    const images = Array.from({ length: count }, (_, i) => relabelling(key, 16, count).image(i));
    expect([...images].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    if (count > 16) expect(images).not.toEqual(Array.from({ length: count }, (_, i) => relabelling(key, 32, count).image(i)));
  });

  // For 4000 steps and 5 labels each (label, image) has 800 +- 25 occurrences; 6 sigma over 25 cells. Detects a preference of 20 %.
  it("sends every label everywhere", () => {
    const key = rootKey("spread");
    const counts = Array(25).fill(0) as number[];
    for (let step = 0; step < 4000; step++) {
      const { image } = relabelling(key, step, 5);
      for (let i = 0; i < 5; i++) counts[5 * i + image(i)]++;
    }
    for (const count of counts) expect(Math.abs(count - 800)).toBeLessThan(6 * 25.3);
  });

  // 7000 steps, 7 shifts: 1000 +- 29 each; 5 sigma. Detects a preference of 15 %.
  it("draws every shift equally often", () => {
    const counts = Array(7).fill(0) as number[];
    for (let step = 0; step < 7000; step++) counts[pairingShift(rootKey("shift"), step, 7)]++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(5 * 29.3);
  });
});
