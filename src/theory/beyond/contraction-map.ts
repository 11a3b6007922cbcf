/**
 * Where W2 contracts (ours): lambda(rho), the largest rate of log W2^2 over displacements of a law that keep mass, momentum and energy, mapped over laws and exponents (spectral/contraction/contraction.ts).
 * Every value is found from below in a finite family, so that a positive one is growth from data near the law, and one below 0 says that this family holds none. For Maxwell molecules lambda <= 0 at
 * every law (CP, Theorem 2); at the Maxwellian lambda <= 0 for gamma^2 <= 8d (duality.ts). scenarios/contraction-map.ts is the same map as a study, to be widened.
 */
import { gaussian, mixture } from "../../laws/index.ts";
import { contractionAt, polynomials, ramps, type ContractionPoint } from "../../rates/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { atMost, below, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";

interface Cell extends Datum {
  readonly point: ContractionPoint;
  readonly grows: boolean;
  /** lambda where it is known. */
  readonly known?: number;
}

const isotropic = (variance: number): number[] => [variance, variance, variance];

/** Beams of these masses at +-place on the first axis. */
const beams = (parts: readonly (readonly [number, number])[], width: number): Law =>
  mixture({
    components: parts.flatMap(([mass, place]) => [-place, place].map((at) => ({ weight: mass / 2, mean: [at, 0, 0], variances: isotropic(width * width) }))),
  });

const maxwellian = gaussian({ variances: isotropic(1) });
const anisotropic = gaussian({ variances: [2, 0.5, 0.5] });
const twoTemperatures = mixture({
  components: [
    { weight: 0.8, mean: [0, 0, 0], variances: isotropic(0.6) },
    { weight: 0.2, mean: [0, 0, 0], variances: isotropic(2.6) },
  ],
});
const twoBeams = beams([[1, 1.2]], 0.3);
const fourBeams = beams([[0.7, 1], [0.3, 4]], 0.15); // prettier-ignore

const byHarmonics = (law: Law) => ({ law, harmonics: [0, 1, 2], size: 5 });
const between = (law: Law, centres: readonly number[]) => ({ law, basis: ramps({ law, axis: 0, centres, width: 0.5 }) });

const cells = (name: string, family: ReturnType<typeof byHarmonics> | ReturnType<typeof between>, gammas: readonly number[], grows = false): Cell[] =>
  gammas.map((gamma) => ({
    name: `${name}, gamma = ${gamma}`,
    point: { ...family, gamma },
    grows,
    ...(name === "Maxwellian" && gamma === 0 ? { known: -16 } : {}),
  }));

const soft = [0, -1, -2, -3];

/** The map. */
export const contractionMap: Check = check({
  id: "beyond/contraction-map",
  statement:
    "Where W2 contracts: the largest rate near a law is negative for Maxwell molecules and at the Maxwellian, and positive between beams for soft potentials",
  source: "ours, after CP, Lemma 4; searched: the Maxwellian, two temperatures, an anisotropic Gaussian, two and four beams, d = 3, gamma = 0 to -3",
  corrected: "lambda(rho) <= 0 for gamma = 0 and lambda(m) <= 0; lambda(rho) > 0 at four beams for gamma = -2, -3",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity"],
  data: [
    ...cells("Maxwellian", byHarmonics(maxwellian), soft),
    ...cells("two temperatures", byHarmonics(twoTemperatures), soft),
    ...cells("anisotropic", { law: anisotropic, basis: polynomials({ law: anisotropic, degree: 4, axes: [0, 1] }) }, soft),
    ...cells("four beams", between(fourBeams, [0, 2.5, -2.5]), [-2], true),
  ],
  further: [
    ...cells("two beams", between(twoBeams, [0, 1.2, -1.2]), soft),
    ...cells("four beams", between(fourBeams, [0, 2.5, -2.5]), [0, -1]),
    ...cells("four beams", between(fourBeams, [0, 2.5, -2.5]), [-3], true),
  ],
  compare({ point, grows, known }) {
    const { lambda } = contractionAt(point);
    return [grows ? below("0 and lambda", 0, lambda) : atMost("lambda", lambda, 0), ...(known === undefined ? [] : [equal("lambda, known", lambda, known)])];
  },
});
