/**
 * CP, section 2: solutions keep mass, momentum and energy, and their entropy falls; weak form  d/dt int phi f = 1/2 int int f f_* Q(phi + phi_*),  Q = 4 alpha Laplacian of the sphere on z = v - w.
 */
import { entropyRate, gaussianMomentRates } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { atMost, below, equal } from "../cases.ts";
import { check } from "../check.ts";
import { skewPairs, underPower } from "../gaussians.ts";

/** Momentum, energy and entropy at an instant, for hard, Maxwellian and soft potentials. */
export const conservation: Check = check({
  id: "contractivity/conservation",
  statement: "Momentum and energy are conserved, and the entropy does not grow",
  source: "CP, section 2",
  printed: "d/dt int (v, |v|^2) f = 0, d/dt int f log f <= 0",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity", "landau1936"],
  data: skewPairs([1, 0, -1, -2, -3]),
  compare({ from, gamma }) {
    const model = underPower(gamma);
    const [{ momentum, energy, secondMoment }] = gaussianMomentRates(model, [from]);
    const size = secondMoment.reduce((most, row, i) => Math.max(most, Math.abs(row[i])), 0);
    return [
      ...momentum.map((rate, k) => equal(`momentum ${k + 1}`, rate, 0, { scale: size })),
      equal("energy", energy, 0, { scale: size }),
      below("entropy", entropyRate(model, [from]), 0),
      atMost("the largest second moment changes", 0, size),
    ];
  },
});
