/**
 * CP, Proposition 2: second moments of Maxwell molecules relax at the rate 4d whatever the law, mass 1 and temperature theta,
 *
 *   d/dt P = -4d (P - theta I),      P(t) = theta I + e^(-4dt) (P(0) - theta I).
 *
 * At t = 0 the left side is the weak form of the equation; over time P is that of the Hermite hierarchy, from laws that are no Gaussians.
 */
import { lawCovariance, solved } from "../../functionals/index.ts";
import { mixture } from "../../laws/index.ts";
import { exp } from "../../math/elementary.ts";
import { gaussianMomentRates } from "../../rates/index.ts";
import { openHermite } from "../../solvers/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { skewPairs, underPower } from "../gaussians.ts";

const words = {
  statement: "Second moments relax to isotropy exponentially, at the rate 4d whatever the law, Maxwell molecules",
  source: "CP, Proposition 2",
  printed: "P(t) = I + e^(-4dt) (P(0) - I)",
  reading: "printed",
  expected: "consistent",
  cites: ["contractivity", "villani1998"],
} as const;

const temperature = (rows: readonly (readonly number[])[]): number => rows.reduce((sum, row, i) => sum + row[i], 0) / rows.length;

/** At an instant; other potentials are outside the proposition. */
export const proposition2: Check = check({
  ...words,
  id: "contractivity/proposition-2",
  evidence: "exact",
  data: skewPairs([0, -1]),
  hypothesis: ({ gamma }) => (gamma === 0 ? undefined : `Maxwell molecules have gamma = 0, not ${gamma}`),
  compare({ from }) {
    const [{ covariance }] = gaussianMomentRates(underPower(0), [from]);
    const { dimension: d, covariance: P } = from;
    const theta = temperature(P);
    return covariance.flatMap((row, i) =>
      row.slice(i).map((rate, k) => equal(`P_${i + 1}${i + k + 1}`, rate, -4 * d * (P[i][i + k] - (k === 0 ? theta : 0)), { scale: 4 * d * theta })),
    );
  },
});

interface Start extends Datum {
  readonly law: Law;
}

/** Two components, off centre, that no axis makes symmetric. */
const lopsided: readonly Start[] = [
  {
    name: "a lopsided mixture, d = 2",
    law: mixture({
      components: [
        { weight: 0.35, mean: [0.6, -0.3], covariance: [[0.9, 0.2], [0.2, 0.5]] }, // prettier-ignore
        { weight: 0.65, mean: [-0.2, 0.3], covariance: [[0.6, -0.1], [-0.1, 0.9]] }, // prettier-ignore
      ],
    }),
  },
  {
    name: "a lopsided mixture, d = 3",
    law: mixture({
      components: [
        { weight: 0.4, mean: [0.5, 0, -0.2], covariance: [[0.8, 0.1, 0], [0.1, 0.6, 0.1], [0, 0.1, 0.9]] }, // prettier-ignore
        { weight: 0.6, mean: [-0.2, 0.1, 0.3], covariance: [[0.7, 0, 0.1], [0, 1, 0], [0.1, 0, 0.6]] }, // prettier-ignore
      ],
    }),
  },
];

/** Over time, by the Hermite hierarchy. */
export const proposition2InTime: Check = check({
  ...words,
  id: "contractivity/proposition-2-in-time",
  evidence: "solver",
  data: lopsided,
  compare({ law }) {
    const d = law.dimension;
    const solution = openHermite(underPower(0), [law], { degree: 12 });
    const theta = temperature(law.covariance);
    return [0.03, 0.2].flatMap((t) =>
      lawCovariance(solved(solution.at(t))).flatMap((row, i) =>
        row.slice(i).map((found, k) => {
          const rest = k === 0 ? theta : 0;
          return equal(`P_${i + 1}${i + k + 1} at t = ${t}`, found, rest + exp(-4 * d * t) * (law.covariance[i][i + k] - rest), { scale: theta });
        }),
      ),
    );
  },
});
