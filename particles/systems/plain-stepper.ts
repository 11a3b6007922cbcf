/** Steps by the plain form of a system: prepare, then block by block draw, couple and advance (see protocols.ts, System). */
import type { Ensemble, NoiseOf } from "../../src/protocols/index.ts";
import type { Coupling, System, Stepper } from "../protocols.ts";
import { openCoupleStep } from "./couple-step.ts";

export function openPlainStepper<C, B, Steps extends NoiseOf>(system: System<C, B, Steps>, ensembles: readonly Ensemble[], coupling?: Coupling<C, B>): Stepper {
  return openCoupleStep<Steps>(ensembles, coupling, (of, key, step, dt, sign) => {
    const [one, two] = of as readonly [Ensemble, Ensemble?];
    const blocks = system.prepare(of, key, step, two && coupling);
    for (let block = 0; block < blocks; block++) {
      const z1 = system.coefficients(one, key, step, block);
      const noise1 = system.draw(key, step, block, z1, sign);
      if (two) {
        const z2 = system.coefficients(two, key, step, block);
        const noise2 = system.draw(key, step, block, z2, sign);
        coupling!.map(noise2, noise1, [z1, z2]);
        system.advance(two, dt, block, z2, noise2);
      }
      system.advance(one, dt, block, z1, noise1);
    }
  });
}
