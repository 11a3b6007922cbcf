/**
 * The chain of Theorem 3 (ii) and the theorem over time. Reference: the looseness table (independent computation), C = 2138.1 for K = 9, horizons 8.6e-5 and 9e-4;
 * growth of W2 for elongated Gaussians enclosed to 14 digits. Over time against a Runge-Kutta solution of the differential inequality.
 */
import { describe, expect, it } from "vitest";
import { gaussian } from "../../src/laws/index.ts";
import { supNorm } from "../../src/functionals/index.ts";
import { beams as beamsAt } from "../support/four-beams.ts";
import { coulombBound, coulombChain, coulombConstant, coulombExponent, coulombHorizon, gaussianGeodesic, grownBound, theorem3Constant, theorem3Rate, type Link } from "../../src/rates/index.ts"; // prettier-ignore
import { fractionalDifference, fractionalGradient, potentialPeak } from "../../src/rates/distances/geodesic-means.ts";
import fixture from "../fixtures/laws-and-rates.json" with { type: "json" };
import { inLong } from "../support/long.ts";

const right = (links: readonly Link[], name: string): number => links.find((link) => link.name.startsWith(name))?.right ?? NaN;
const far = { from: gaussian({ variances: [0.6, 1, 1.4] }), to: gaussian({ variances: [1.5, 0.7, 0.8] }) };
const close = { from: gaussian({ variances: [0.9, 1, 1.1] }), to: gaussian({ variances: [1.05, 0.95, 1] }) };
const elongated = { from: gaussian({ variances: [1, 0.1, 0.1] }), to: gaussian({ variances: [1.21, 0.1, 0.1] }) };
const drifting = {
  from: gaussian({ covariance: fixture.A, mean: [0.1, -0.2, 0.3] }),
  to: gaussian({ covariance: fixture.A.map((row, i) => row.map((x, j) => x * (i === j ? 1.02 : 0.99))), mean: [0.12, -0.21, 0.28] }),
};

describe("Theorem 3 (ii), link by link", () => {
  const chains = {
    far: coulombChain({ ...far, constant: "sharp" }),
    close: coulombChain({ ...close, constant: "sharp" }),
    closeBest: coulombChain({ ...close, constant: "best" }),
    elongated: coulombChain({ ...elongated, constant: "sharp" }),
    drifting: coulombChain({ ...drifting, constant: "best", strength: 1.3 }),
  };

  it.each(Object.entries(chains))("every link holds: %s", (_, links) => {
    expect(Math.abs(links[0].margin)).toBeLessThanOrEqual(links[0].bound);
    for (const { name, margin, bound } of links) expect(margin, name).toBeGreaterThanOrEqual(-bound);
    links.slice(1).forEach(({ left }, k) => expect(left).toBe(links[k].right));
  });

  it("far apart (W2^2 > e^-4, e = 1/4): -.29655 and the bound 1.3e3", () => {
    const links = chains.far;
    expect(links[0].left).toBeCloseTo(-0.29655, 5);
    expect(links[links.length - 1].name).toBe("e <= 1/4");
    // 12 K (2 pi + 1) y^(3/4) / (1/4), y = .3127123.
    expect(links[links.length - 1].right).toBeCloseTo(108 * (2 * Math.PI + 1) * 0.3127123 ** 0.75 * 4, 3);
  });

  it("close: -.0080308 and the bound 89.1, two thirds of it with the trace; W2^2 of elongated Gaussians grows at .94608", () => {
    const links = chains.close;
    expect(links[0].left).toBeCloseTo(-0.0080308, 7);
    expect(right(links, "e = -1/log")).toBeCloseTo(89.1, 1);
    expect(right(chains.closeBest, "e = -1/log") / right(links, "e = -1/log")).toBeCloseTo(2 / 3, 12);
    expect(right(links, "the integral") / right(links, "e = -1/log")).toBeCloseTo(4, 12);
    expect(Math.abs(chains.elongated[0].right - 0.00946079685514224)).toBeLessThan(1e-14);
  });

  it("Hopf and Lax, Jensen: the integrals over s by Simpson's rule in t = s^(1-2e)", () => {
    const geodesic = gaussianGeodesic(elongated);
    const e = coulombExponent(geodesic.squared);
    const m = 1 / (1 - 2 * e);
    // int_0^(1/2) s^(-2e) g(s) ds = m int_0^T g(t^m) dt, T = 2^(-1/m); t^m is smooth enough at 0 for 1e-4.
    const over = (g: (s: number) => number) => {
      const [top, cells] = [0.5 ** (1 / m), 24];
      let sum = 0;
      for (let k = 0; k <= cells; k++) sum += (k % 2 ? 4 : k === 0 || k === cells ? 1 : 2) * (g(((top * k) / cells) ** m) + g(1 - ((top * k) / cells) ** m));
      return (m * top * sum) / cells / 3;
    };
    const links = chains.elongated;
    const hopf = 13.5 * over((s) => fractionalDifference(geodesic.at(s), -3 + 2 * e, e));
    expect(right(links, "Hopf") / hopf).toBeCloseTo(1, 4);
    const split = 13.5 * 4 ** (1 - e) * over((s) => potentialPeak(geodesic.at(s), -3 + 2 * e) * fractionalGradient(geodesic.at(s), geodesic.shift, e));
    expect(right(links, "|a - b|^p") / split).toBeCloseTo(1, 4);
  });

  it("refuses other dimensions and equal laws", () => {
    expect(() => coulombChain({ from: gaussian({ variances: [1, 2] }), to: gaussian({ variances: [2, 1] }), constant: "sharp" })).toThrow(/dimension 3, not 2/);
    expect(() => coulombChain({ from: far.from, to: far.from, constant: "sharp" })).toThrow(/equal/);
  });
});

describe("Theorem 3 over time", () => {
  it("constants: 6, 3, 2 in d = 3; 12 e 9 (2 pi + 1) = 2138.157, printed 24 9 (2 pi + 1)", () => {
    expect((["proof", "printed", "best"] as const).map((constant) => theorem3Constant(constant))).toEqual([6, 3, 2]);
    expect(coulombConstant("sharp")).toBeCloseTo(2138.157, 3);
    expect(coulombConstant("printed", 2)).toBeCloseTo(2 * 216 * (2 * Math.PI + 1), 9);
  });

  it("horizons: 9e-4 from 1e-12, 8.6e-5 from W2^2 = .00814304, at densities below 1; less above", () => {
    expect(coulombHorizon({ squared: 1e-12, supremum: 0.2, constant: "sharp" })).toBeCloseTo(9e-4, 5);
    expect(coulombHorizon({ squared: 0.00814304, supremum: 1, constant: "sharp" })).toBeCloseTo(8.6e-5, 6);
    expect(coulombHorizon({ squared: 1e-12, supremum: 5, constant: "sharp" }) * 5).toBeCloseTo(
      coulombHorizon({ squared: 1e-12, supremum: 1, constant: "sharp" }),
      12,
    );
    expect(() => coulombHorizon({ squared: 0.02, supremum: 1, constant: "sharp" })).toThrow(/e\^-4/);
  });

  inLong("horizon of the four beams, whose densities reach .35 (2 pi .0225)^(-3/2) = 6.58: 1.31e-5", () => {
    const supremum = supNorm(beamsAt(1, 4)).value;
    expect(supremum).toBeCloseTo(0.35 * (2 * Math.PI * 0.0225) ** -1.5, 6);
    const expected = Math.log(-Math.log(0.00814304) / 4) / (12 * Math.E * (2 * Math.PI + 1) * 9 * supremum);
    const found = coulombHorizon({ squared: 0.00814304, supremum, constant: "sharp" });
    expect(Math.abs(found / expected - 1)).toBeLessThan(1e-12);
    expect(found).toBeCloseTo(1.31e-5, 7);
  });

  /** y' = f(t, y) to `until`, 400 classical Runge-Kutta steps. */
  const marched = (y0: number, f: (t: number, y: number) => number, until: number) => {
    const h = until / 400;
    let y = y0;
    for (let k = 0; k < 400; k++) {
      const t = k * h;
      const a = f(t, y);
      const b = f(t + h / 2, y + (h / 2) * a);
      const c = f(t + h / 2, y + (h / 2) * b);
      y += (h / 6) * (a + 2 * b + 2 * c + f(t + h, y + h * c));
    }
    return y;
  };

  it("(ii) solves y' = C max(sup, 1) (-y log y), and ends at its horizon", () => {
    const supremum = (t: number) => 1.5 - 100 * t;
    const until = 3e-4;
    const found = coulombBound({ squared: 1e-8, supremum, until, constant: "sharp", strength: 0.7 });
    const expected = marched(1e-8, (t, y) => -coulombConstant("sharp", 0.7) * supremum(t) * y * Math.log(y), until);
    expect(Math.abs(found.value / expected - 1)).toBeLessThan(1e-6);
    expect(found.bound).toBeLessThan(1e-12 * found.value);
    const horizon = coulombHorizon({ squared: 1e-8, supremum: 0.5, constant: "best" });
    const at = (until: number) => coulombBound({ squared: 1e-8, supremum: () => 0.5, until, constant: "best" });
    expect(at(0.999999 * horizon).value / Math.exp(-4)).toBeCloseTo(1, 4);
    expect(() => at(1.000001 * horizon)).toThrow(/earlier time/);
  });

  it("(i) solves y' = rate y", () => {
    // Norms that fall from (.3, .2): (i) with p = 3, gamma = -1, k = 3, strength 2.
    const rate = (t: number) => theorem3Rate({ gamma: -1, p: 3, norms: [0.3 * Math.exp(-t), 0.2], constant: "printed", strength: 2 });
    const c = ((8 * Math.PI) / 3) ** (2 / 3) + 1;
    expect(rate(0)).toBeCloseTo(6 * c * (Math.sqrt(0.3) + Math.sqrt(0.2)), 12);
    const found = grownBound({ squared: 0.02, rate, until: 0.4 });
    expect(Math.abs(found.value / marched(0.02, (t, y) => rate(t) * y, 0.4) - 1)).toBeLessThan(1e-6);
    expect(found.bound).toBeLessThan(1e-11 * found.value);
  });
});
