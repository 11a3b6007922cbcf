/**
 * CP, Lemma 3: turning a pair (v, w) about its centre is an isometry, so that two pairs of Maxwell molecules that are turned by the same rotations keep their distance, and W2 of the solutions does
 * not grow. The rotation exp(theta R_ij) of z = v - w at fixed v + w is a linear map T of R^(2d), T^T T = I; under the synchronous coupling the cost is constant.
 */
import { cos, sin } from "../../math/elementary.ts";
import { gaussianCoupledRates } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check } from "../check.ts";
import { skewPairs, underPower } from "../gaussians.ts";

/** T (v, w) for the rotation by the angle in the plane (i, j). */
function turned([v, w]: readonly [readonly number[], readonly number[]], [i, j]: readonly [number, number], angle: number): [number[], number[]] {
  const z = v.map((x, k) => x - w[k]);
  const rotated = z.slice();
  rotated[i] = cos(angle) * z[i] - sin(angle) * z[j];
  rotated[j] = sin(angle) * z[i] + cos(angle) * z[j];
  const centre = v.map((x, k) => (x + w[k]) / 2);
  return [centre.map((x, k) => x + rotated[k] / 2), centre.map((x, k) => x - rotated[k] / 2)];
}

const separation = (a: readonly (readonly number[])[], b: readonly (readonly number[])[]): number =>
  a.reduce((sum, x, k) => sum + x.reduce((inner, y, l) => inner + (y - b[k][l]) * (y - b[k][l]), 0), 0);

/** The isometry on pairs of points, and the synchronous cost of two solutions at an instant. */
export const lemma3: Check = check({
  id: "contractivity/lemma-3",
  statement: "Pair rotations are isometries: shared collisions keep the distance of two pairs, Maxwell molecules",
  source: "CP, Lemma 3",
  printed: "|T(v, w) - T(v', w')| = |(v, w) - (v', w')| for the flow T of b~_k",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity", "tanaka1978"],
  data: skewPairs([0, -1]),
  hypothesis: ({ gamma }) => (gamma === 0 ? undefined : `the pairs turn at one speed only when gamma = 0, not ${gamma}`),
  compare({ from, to }) {
    const d = from.dimension;
    const [one, other] = [[from.mean, to.mean], [to.mean.map((x, k) => x * x + k), from.mean.map((x) => 2 * x - 0.3)]] as const; // prettier-ignore
    const before = separation(one, other);
    const plane = [0, d - 1] as const;
    const { synchronous, spherical } = gaussianCoupledRates(underPower(0), [from], [to]);
    return [
      ...[0.4, 1.7].map((angle) => equal(`angle ${angle}`, separation(turned(one, plane, angle), turned(other, plane, angle)), before)),
      equal("d/dt of the synchronous cost", synchronous, 0, { scale: from.dimension }),
      atMost("d/dt of the spherical cost", spherical, 0, { scale: from.dimension }),
    ];
  },
});
