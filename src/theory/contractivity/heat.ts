/**
 * CP, section 5: under the heat equation  d/dt W2^2/2 = -int_0^1 int |D^2 u_s|^2 rho_s dv ds.  The statement is right; the last line of its proof has -1/2.
 */
import { gaussianHeatIdentity } from "../../rates/index.ts";
import type { Check } from "../../protocols/index.ts";
import { equal } from "../cases.ts";
import { check } from "../check.ts";
import { skewPairs } from "../gaussians.ts";

const words = {
  statement: "The heat equation contracts the Wasserstein distance at the rate of the Hessians along the geodesic",
  evidence: "exact",
  cites: ["contractivity"],
} as const;
const identity = "d/dt W2^2/2 = -int_0^1 int |D^2 u_s|^2 rho_s ds";
const lastLine = "d/dt W2^2/2 = -1/2 int_0^1 int |D^2 u_s|^2 rho_s ds";

/** The proposition. */
export const heat: Check = check({
  ...words,
  id: "contractivity/heat",
  source: "CP, section 5, the proposition on the heat equation",
  printed: identity,
  reading: "printed",
  expected: "consistent",
  data: skewPairs([0]),
  compare: ({ from, to }) => {
    const { left, right } = gaussianHeatIdentity(from, to);
    return [equal("both sides", left, right)];
  },
});

/** The last line of its proof. */
export const heatLastLine: Check = check({
  ...words,
  id: "contractivity/heat-last-line-printed",
  source: "CP, section 5, last line of the proof of the proposition on the heat equation",
  printed: lastLine,
  corrected: identity,
  reading: "printed",
  expected: "violated",
  data: skewPairs([0]),
  compare: ({ from, to }) => {
    const { left, asPrinted } = gaussianHeatIdentity(from, to);
    return [equal("both sides", left, asPrinted)];
  },
});
