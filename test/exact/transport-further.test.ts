/** Sliced distances, brackets, floor and excess, species, entropy estimates. */
import { describe, expect, test } from "vitest";
import { gaussian, maxwellian, mixture, shell } from "../../src/laws/index.ts";
import { rootKey } from "../../src/random/key.ts";
import { bracket, entropyEstimate, excess, noiseFloor, optimalAssignment, slicedDistance, speciesDistance } from "../../src/transport/index.ts";
import { lineSquared } from "../../src/transport/bounds/sliced.ts";
import { beamCloud, cloudOf, mapped, normalCloud, streamOf } from "../support/clouds.ts";

describe("sliced", () => {
  test("a shift by s: every frame sum is |s|^2, so SW2^2 = |s|^2/d without error", () => {
    const x = normalCloud(streamOf("sliced/shift"), 300, [1, 0.4, 2]);
    const { squared, standardError, lower } = slicedDistance(x, mapped(x, (value, k) => value + [0.3, -1, 0.7][k])); // prettier-ignore
    expect(squared).toBeCloseTo(1.58 / 3, 12);
    expect(lower).toBeCloseTo(1.58, 12);
    expect(standardError).toBeLessThan(1e-8);
  });

  test("two points on an axis against their mirror images on another: the mean of (|cos| - |sin|)^2 over directions", () => {
    // Projections +-|cos t| against +-|sin t|: W2^2 = (|cos t| - |sin t|)^2, mean 1 - 2/pi; the axes' frame sums to 2, an exact W2^2.
    const [x, y] = [cloudOf(2, (i) => [i ? 1 : -1, 0]), cloudOf(2, (i) => [0, i ? 1 : -1])];
    const { squared, standardError, lower } = slicedDistance(x, y, { frames: 4000 });
    expect(Math.abs(squared - (1 - 2 / Math.PI))).toBeLessThan(5 * standardError);
    expect(standardError).toBeLessThan(0.007);
    expect(lower).toBeCloseTo(2, 12);
    expect(optimalAssignment(x, y).squared).toBe(2);
  });

  test.each([2, 3])("at most W2^2 of the clouds, dimension %i, and symmetric", (d) => {
    const stream = streamOf(`sliced/bound/${d}`);
    const x = beamCloud(stream, 200).slice(0, d);
    const y = normalCloud(stream, 200, [0.5, 1.4, 1].slice(0, d), [0.2, 0, -0.4].slice(0, d));
    const { squared, lower } = slicedDistance(x, y);
    const exact = optimalAssignment(x, y).squared;
    expect(lower).toBeLessThanOrEqual(exact);
    expect(d * squared).toBeLessThanOrEqual(lower);
    expect(Math.abs(slicedDistance(y, x).squared - squared)).toBeLessThan(1e-14);
  });

  test("sizes that differ: quantile steps by hand, and equal to repeating the points", () => {
    // {0, 6} against {0, 3, 9}: ranks (0,1/3) 0-0, (1/3,1/2) 0-3, (1/2,2/3) 6-3, (2/3,1) 6-9: 9/6 + 9/6 + 9/3 = 6.
    expect(lineSquared(Float64Array.of(6, 0), Float64Array.of(9, 0, 3))).toBeCloseTo(6, 14);
    const stream = streamOf("sliced/sizes");
    const [x, y] = [normalCloud(stream, 20, [1, 2]), normalCloud(stream, 30, [2, 1])];
    const repeated = (planes: typeof x, times: number) => planes.map((plane) => Float64Array.from({ length: plane.length * times }, (_, i) => plane[i % plane.length])); // prettier-ignore
    const [a, b] = [slicedDistance(x, y), slicedDistance(repeated(x, 3), repeated(y, 2))];
    expect(Math.abs(a.squared - b.squared)).toBeLessThan(1e-13);
  });
});

describe("bracket", () => {
  test.each([1, 2, 3, 4])("contains the assignment cost, dimension %i: near, coupled, far, beams", (d) => {
    const stream = streamOf(`bracket/${d}`);
    const cut = (planes: readonly Float64Array[]) => [...planes, normalCloud(stream, planes[0].length, [0.3])[0]].slice(0, d);
    const x = cut(normalCloud(stream, 250, [1, 1.3, 0.6]));
    for (const y of [mapped(x, (v) => v + 0.03 * stream.normal()), cut(normalCloud(stream, 250, [1.5, 0.4, 1], [5, 0, 1])), cut(beamCloud(stream, 250))]) {
      const { lower, upper, ends } = bracket(x, y);
      const exact = optimalAssignment(x, y).squared;
      const room = 1e-12 * (1 + exact);
      for (const end of ends.lower) expect(end.squared, end.name).toBeLessThanOrEqual(exact + room);
      for (const end of ends.upper) expect(end.squared, end.name).toBeGreaterThanOrEqual(exact - room);
      // The greatest lower end, but not above the least upper one by the last bits of a sum.
      expect(lower.squared).toBe(Math.min(upper.squared, Math.max(...ends.lower.map((end) => end.squared))));
      expect(upper.squared).toBe(Math.min(...ends.upper.map((end) => end.squared)));
    }
  });

  test("closes on a shifted cloud", () => {
    const x = normalCloud(streamOf("bracket/shift"), 200, [1, 2, 0.5]);
    const { lower, upper } = bracket(
      x,
      mapped(x, (value, k) => value + k),
    );
    expect(lower.squared).toBeCloseTo(5, 10);
    expect(upper.squared).toBeCloseTo(5, 10);
  });

  test("pure shifts, where the ends meet: round-off never has them change places", () => {
    const stream = streamOf("bracket/meeting");
    for (let k = 0; k < 40; k++) {
      const x = normalCloud(stream, 1 + 3 * k, [1, 2, 0.5]);
      const { lower, upper } = bracket(
        x,
        mapped(x, (value, axis) => value + 0.3 * axis - 0.7 * k),
      );
      expect(lower.squared).toBeLessThanOrEqual(upper.squared);
      expect(lower.squared).toBeGreaterThanOrEqual(upper.squared * (1 - 1e-12));
    }
  });

  test.each([2, 3])("the pairing by halving is far better than a random one, dimension %i", (d) => {
    const stream = streamOf(`bracket/halving/${d}`);
    const [x, y] = [normalCloud(stream, 400, [1, 1, 1].slice(0, d)), normalCloud(stream, 400, [1.3, 0.8, 0.8].slice(0, d))];
    // Mean over all pairs. One halving of each of d axes already leaves 1 - 2/pi of it in expectation (the half normal law's variance).
    let mean = 0;
    x.forEach((plane, k) => plane.forEach((v) => y[k].forEach((w) => (mean += (v - w) ** 2 / 160000))));
    expect(bracket(x, y).upper.squared).toBeLessThan((1 - 2 / Math.PI) * mean);
    // On the line the halves are those of the sorted pairing.
    const [a, b] = [x.slice(0, 1), y.slice(0, 1)];
    expect(bracket(a, b).upper.squared).toBeCloseTo(lineSquared(a[0], b[0]), 13);
  });

  test("refuses clouds of different shape", () => {
    expect(() =>
      bracket(
        cloudOf(2, () => [1]),
        cloudOf(3, () => [1]),
      ),
    ).toThrow("one shape");
  });
});

describe("floor and excess", () => {
  test("on the line: the floor of the uniform law is 1/(3(N+1)) (order statistics are beta variables)", () => {
    // E (U_(k) - U'_(k))^2 = 2 k(N+1-k)/((N+1)^2 (N+2)); the mean over k is 1/(3 (N+1)).
    const law = { ...maxwellian({ dimension: 1 }), name: "uniform", sample: (into: readonly Float64Array[], stream: { uniform(): number }) => into[0].forEach((_, i) => (into[0][i] = stream.uniform())) }; // prettier-ignore
    const { mean, standardError } = noiseFloor(law, { count: 20, pairs: 4000, key: rootKey("test/floor") });
    expect(Math.abs(mean - 1 / 63)).toBeLessThan(5 * standardError);
    // Detects a factor 1.1: the standard error is some 1.5 percent of the mean.
    expect(standardError).toBeLessThan(0.02 / 63);
  });

  test("a law against its own shift has the floor as its excess; a far different law has less", () => {
    const options = { count: 128, pairs: 24, key: rootKey("test/excess") };
    const f = gaussian({ variances: [1, 1, 1] });
    const floor = noiseFloor(f, options);
    const shifted = excess(f, gaussian({ mean: [3, 0, 0], variances: [1, 1, 1] }), options);
    // A shift by s adds |s|^2 + 2 s.(difference of the means) to every assignment, and just that to the tangent bound.
    expect(Math.abs(shifted.mean - floor.mean)).toBeLessThan(1e-12);
    expect(Math.abs(shifted.standardError - floor.standardError)).toBeLessThan(1e-12);
    const far = excess(f, gaussian({ variances: [9, 0.1, 0.1] }), options);
    // Below the mean of the two floors, 0.43 +- 0.02 against 0.56 +- 0.03: the floor is no estimate of the excess.
    const floors = (floor.mean + noiseFloor(gaussian({ variances: [9, 0.1, 0.1] }), options).mean) / 2;
    expect(far.mean).toBeLessThan(floors);
    expect(far.mean).toBeGreaterThan(0);
    expect(noiseFloor(f, options)).toEqual(floor);
    // Without a known map the distance must be given; the two ways agree within the error of the cost itself.
    const beams = mixture({ components: [-1, 1].map((m) => ({ weight: 0.5, mean: [m, m, 0], variances: [1, 0.5, 1] })) });
    expect(() => excess(f, beams, options)).toThrow("is not known: give it");
    expect(excess(f, beams, options, 0.25).mean).toBeGreaterThan(0);
    expect(() => excess(f, shell({ radius: 1, sharpness: 10, dimension: 3 }), { ...options, pairs: 1 })).toThrow();
    expect(() => noiseFloor(f, { ...options, pairs: 1 })).toThrow("at least 2 pairs");
  });
});

test("species: masses times densities weigh the squared distances of the groups", () => {
  const stream = streamOf("species");
  const planes = normalCloud(stream, 50, [1, 1, 1]);
  const shifts = [[0.5, 0, 0], [0, -2, 1]] as const; // prettier-ignore
  const ensemble = (moved: boolean) => ({
    count: 50,
    dimension: 3,
    planes: moved ? mapped(planes, (value, k, i) => value + shifts[i < 20 ? 0 : 1][k]) : planes,
    groups: [{ species: 0, begin: 0, end: 20, weight: 0.1 }, { species: 1, begin: 20, end: 50, weight: 0.2 }], // prettier-ignore
  });
  const species = [{ name: "e", mass: 0.5, density: 2 }, { name: "i", mass: 4, density: 0.7 }]; // prettier-ignore
  const found = speciesDistance(ensemble(false), ensemble(true), species);
  expect(found.squared).toBeCloseTo(0.5 * 2 * 0.25 + 4 * 0.7 * 5, 11);
  expect(Math.abs(found.dual - found.squared)).toBeLessThan(1e-10);
  expect(found.parts.map((part) => part.toFixed(9))).toEqual(["0.250000000", "5.000000000"]);
  expect(() => speciesDistance(ensemble(false), ensemble(true), [...species, { name: "x", mass: 1, density: 1 }])).toThrow("species x");
});

describe("entropy estimate", () => {
  test.each([
    { d: 1, variances: [4] },
    { d: 3, variances: [1.8, 0.6, 0.3] },
  ])("Gaussian, dimension $d: within five of its own errors, which are small", ({ variances }) => {
    const d = variances.length;
    const cloud = normalCloud(streamOf(`entropy/${d}`), 4000, variances.map(Math.sqrt));
    const exact = -variances.reduce((sum, s) => sum + Math.log(2 * Math.PI * Math.E * s), 0) / 2;
    const { mean: value, standardError } = entropyEstimate(cloud);
    expect(Math.abs(value - exact)).toBeLessThan(5 * standardError);
    expect(standardError).toBeLessThan(0.06);
  });

  test("scaling by c adds -d log c exactly", () => {
    const cloud = normalCloud(streamOf("entropy/scale"), 500, [1, 0.5]);
    const [one, eight] = [entropyEstimate(cloud), entropyEstimate(mapped(cloud, (value) => 8 * value))];
    expect(eight.mean - one.mean).toBeCloseTo(-2 * Math.log(8), 12);
  });

  test("refuses repeated points and too few", () => {
    expect(() => entropyEstimate(cloudOf(40, () => [1, 2]))).toThrow("repeated points");
    expect(() => entropyEstimate(cloudOf(3, (i) => [i]))).toThrow("needs 16 points, found 3");
  });
});
