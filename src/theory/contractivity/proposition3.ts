/**
 * CP, Proposition 3, E_p = int (f/m)^p m for Maxwell molecules, p > 1, mass 1, momentum 0, temperature 1, principal variances lambda_i of the initial datum:
 *
 *   E_p' <= 2(p-1)(d-1) sup(1 - lambda_i) e^(-4dt) E_p   for t >= t0 = max(log((p-1) sup(1 - lambda_i)/(d-1))/4d, 0),
 *
 * so that E_p stays bounded; printed with (p+2)/2 for p - 1, which suffices for p <= 4, and without the maximum. Gaussians of finite E_p have lambda_i < p/(p-1), hence t0 = 0: at the start their rates are
 * in closed form. Isotropic data have lambda_i = 1: E_p does not increase, along exact mixtures. E_2 = E + 1.
 */
import { relativeL2, relativePower } from "../../functionals/index.ts";
import { gaussian, mixture } from "../../laws/index.ts";
import { eigen, fromRows } from "../../math/symmetric.ts";
import { gaussianRelativePowerRate } from "../../rates/index.ts";
import { maxwellLaw } from "../../solvers/index.ts";
import type { Check, Comparison, Law } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

interface Start extends Datum {
  readonly p: number;
  readonly law: Law;
}

const normal = (p: number, ...variances: number[]): Start => ({ name: `N(0, diag(${variances.join(", ")})), p = ${p}`, p, law: gaussian({ variances }) });
const skew: Start = {
  name: "a skew Gaussian, d = 3, p = 3",
  p: 3,
  law: gaussian({ covariance: [[1, 0.2, 0], [0.2, 1.1, -0.1], [0, -0.1, 0.9]] }), // prettier-ignore
};

const words = {
  statement: "The p-th relative norm stays bounded, Maxwell molecules",
  printed: "E_p' <= 2(p-1)(d-1) sup(1 - lambda_i) e^(-4dt) E_p for t >= t0 = log((p+2) sup(1 - lambda_i)/(2(d-1)))/4d",
  corrected: "the same with t0 = max(log((p-1) sup(1 - lambda_i)/(d-1))/4d, 0), lambda_i of the initial datum",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
} as const;

const variancesOf = ({ covariance, dimension }: Law): Float64Array => eigen(fromRows(covariance), dimension).values;
const least = (law: Law): number => variancesOf(law)[0];

/** At the start, Gaussians. */
export const proposition3: Check = check({
  ...words,
  id: "contractivity/proposition-3",
  source: "CP, Proposition 3, at t = 0",
  data: [
    normal(1.5, 1.9, 0.6, 0.5),
    normal(2, 1.7, 0.3),
    normal(3, 1.4, 0.9, 0.7),
    normal(6, 1.15, 0.85),
    normal(30, 1.03, 1, 0.97),
    skew,
    normal(3, 1.6, 0.4),
  ],
  hypothesis({ law, p }) {
    const most = variancesOf(law)[law.dimension - 1];
    return most < p / (p - 1) ? undefined : `E_${p} is infinite: a variance is ${most}, not below p/(p-1) of the temperature`;
  },
  compare({ law, p }) {
    const d = law.dimension;
    const power = relativePower(law, { p });
    const { value, bound } = gaussianRelativePowerRate({ covariance: law.covariance, p });
    const factor = 2 * (p - 1) * (d - 1) * (1 - least(law));
    return [
      // t0 = 0.
      atMost("(p-1) sup(1 - lambda_i) and d-1", (p - 1) * (1 - least(law)), d - 1),
      atMost("E_p'", { value, bound }, { value: factor * power.value, bound: factor * power.bound }),
      ...(p === 2 ? [equal("E_2 and E + 1", power, 1 + relativeL2(law).value)] : []),
    ];
  },
});

const isotropic = (d: number, p: number, parts: readonly (readonly [number, number])[]): Start => ({
  name: `variances ${parts.map(([, variance]) => variance).join(", ")}, d = ${d}, p = ${p}`,
  p,
  law: mixture({ components: parts.map(([weight, variance]) => ({ weight, mean: new Array<number>(d).fill(0), variances: new Array<number>(d).fill(variance) })) }), // prettier-ignore
});

/** Over time, isotropic data. */
export const proposition3InTime: Check = check({
  ...words,
  id: "contractivity/proposition-3-in-time",
  source: "CP, Proposition 3, along exact isotropic solutions, of sup(1 - lambda_i) = 0",
  data: [isotropic(2, 1.5, [[0.6, 0.8], [0.4, 1.3]]), isotropic(2, 3, [[0.6, 0.8], [0.4, 1.3]]), isotropic(3, 4, [[0.75, 0.95], [0.25, 1.15]])], // prettier-ignore
  compare({ law, p }): Comparison[] {
    const times = [0, 0.05, 0.2];
    const powers = times.map((t) => relativePower(maxwellLaw(law, t), { p }));
    return [
      ...powers.slice(1).map((power, k) => atMost(`between t = ${times[k]} and ${times[k + 1]}`, power, powers[k])),
      atMost("1 and E_p at the last", 1, powers[2]),
    ];
  },
});
