/**
 * The Wasserstein distance is not contractive for soft potentials (ours): explicit data between which it grows at once, of equal mass, momentum and energy, with signs enclosed by interval
 * arithmetic (rates/certificates/wasserstein-growth.ts). No contradiction to CP, Theorem 3, which bounds the growth. And rates of log W2^2 over displacements of a law (spectral/contraction).
 */
import { gaussian, mixture } from "../../laws/index.ts";
import { certificates, contractionRate, radialContractionRate, ramps, type Certificate } from "../../rates/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

const words = { source: "ours, after CP, Lemma 4 and Theorem 3", reading: "corrected", expected: "consistent", cites: ["contractivity"] } as const;

/** Proved signs. */
export const growth: Check = check({
  ...words,
  id: "beyond/growth",
  statement: "The distance between two solutions grows at once from explicit data, soft potentials",
  corrected: "d/dt W2^2(f_t, g_t) > 0 at t = 0 for gamma = -1/2, -1, -2, -3 and Gaussians; for gamma <= -1 also at equal mass, momentum and energy",
  evidence: "certificate",
  data: certificates.filter(({ name }: Certificate) => name.startsWith("W2 grows")),
  compare: ({ enclosure: { low, high } }) => [below("0 and the rate", 0, { value: (low + high) / 2, bound: (high - low) / 2 })],
});

interface Harmonic extends Datum {
  readonly dimension: number;
  readonly gamma: number;
  readonly harmonic: number;
}

const harmonics: readonly Harmonic[] = [0, -1, -2, -3].flatMap((gamma) =>
  [0, 1, 2].map((harmonic) => ({ name: `d = 3, gamma = ${gamma}, l = ${harmonic}`, dimension: 3, gamma, harmonic })),
);

/** At the Maxwellian no displacement grows. */
export const contractionAtEquilibrium: Check = check({
  ...words,
  id: "beyond/contraction-at-equilibrium",
  statement: "Near the Maxwellian the distance contracts to leading order along every smooth displacement, for every gamma with gamma^2 <= 8d",
  corrected: "lambda(m) <= 0: the quadratic form is that of the decay of the Fisher information",
  evidence: "exact",
  data: harmonics,
  compare({ dimension, gamma, harmonic }) {
    const law = gaussian({ variances: new Array<number>(dimension).fill(1) });
    const { lambda } = radialContractionRate({ law, gamma, harmonic, size: 8 });
    return [below("the largest rate of a family", lambda, 0), ...(gamma === 0 && harmonic === 0 ? [equal("-8(d-1)", lambda, -8 * (dimension - 1))] : [])];
  },
});

interface Beams extends Datum {
  readonly gamma: number;
  readonly grows: boolean;
}

const width = 0.15;
/** Mass .35 at +-1 and .15 at +-4 on the first axis. */
const fourBeams: Law = mixture({
  components: [[0.35, -1], [0.35, 1], [0.15, -4], [0.15, 4]].map(([weight, at]) => ({ weight, mean: [at, 0, 0], variances: [width * width, width * width, width * width] })), // prettier-ignore
});

const beamsAt = (gamma: number): Beams => ({ name: `gamma = ${gamma}`, gamma, grows: gamma < 0 });

/** Four beams: a family of displacements that holds one that grows, for soft potentials only. */
export const fourBeamRates: Check = check({
  ...words,
  id: "beyond/four-beams",
  statement: "Near four beams the distance grows along some displacement of equal mass, momentum and energy, for soft potentials and not for Maxwell molecules",
  corrected: "lambda(rho) > 0 for gamma <= -1.5, lambda(rho) <= 0 for gamma = 0",
  evidence: "exact",
  data: [beamsAt(-3)],
  further: [0, -1.5, -2].map(beamsAt),
  compare({ gamma, grows }) {
    const basis = ramps({ law: fourBeams, axis: 0, centres: [0, 2.5, -2.5], width: 0.3 });
    const { lambda } = contractionRate({ law: fourBeams, gamma, basis });
    return [grows ? below("0 and the largest rate of a family", 0, lambda) : atMost("the largest rate of a family", lambda, 0)];
  },
});
