/**
 * CP, section 2: for radial data the equation of Maxwell molecules is the linear Fokker-Planck equation  d_t f = (d-1) div(grad f + v f)  (mass and temperature 1).
 *
 * Mixtures of centred isotropic Gaussians solve the latter with weights that stay and variances that relax at the rate 2(d-1). The radial solver knows nothing of this: it
 * evaluates the collision integral of a power law.
 */
import { densityAt, lawEntropy, lawFourthMoment, solved } from "../../functionals/index.ts";
import { mixture } from "../../laws/index.ts";
import { maxwellLaw, openRadial } from "../../solvers/index.ts";
import type { Check, Law } from "../../protocols/index.ts";
import { equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { underPower } from "../gaussians.ts";

interface Start extends Datum {
  readonly law: Law;
}

const isotropic = (d: number, parts: readonly (readonly [number, number])[]): Law =>
  mixture({ components: parts.map(([weight, variance]) => ({ weight, mean: new Array<number>(d).fill(0), variances: new Array<number>(d).fill(variance) })) });

/** Collisions of radial laws against diffusion and friction. */
export const radialData: Check = check({
  id: "contractivity/radial-data",
  statement: "Radial data obey a linear Fokker-Planck equation, Maxwell molecules",
  source: "CP, section 2, radial data",
  printed: "d_t f = (d-1) div(grad f + v f)",
  reading: "printed",
  expected: "consistent",
  evidence: "solver",
  cites: ["contractivity", "villani1998"],
  data: [{ name: "two variances, d = 3", law: isotropic(3, [[0.6, 0.8], [0.4, 1.3]]) }], // prettier-ignore
  further: ([2, 3] as const).map((d): Start => ({ name: `three variances, d = ${d}`, law: isotropic(d, [[0.5, 0.6], [0.3, 1.1], [0.2, 1.85]]) })), // prettier-ignore
  compare({ law }) {
    const state = solved(openRadial(underPower(0), [law]).at(0.15));
    const truth = maxwellLaw(law, 0.15);
    const point = law.mean.map((_, k) => (k === 0 ? 0.8 : 0.3));
    return [
      equal("fourth moment", lawFourthMoment(state), lawFourthMoment(truth)),
      equal("entropy", lawEntropy(state), lawEntropy(truth)),
      equal("density at the centre", densityAt(state, law.mean), densityAt(truth, law.mean)),
      equal("density at a point", densityAt(state, point), densityAt(truth, point)),
    ];
  },
});
