/**
 * Steps by the plain form of a system: prepare, then block by block draw, couple and advance (see protocols.ts, System).
 *
 * Coupled ensembles share pairing, relabelling and draws, except under a coupling that shares nothing, where the second ensemble is
 * stepped alone with the key's child `independent`.
 */
import type { Ensemble, Key } from "../../src/protocols/index.ts";
import type { Coupling, System, Stepper } from "../protocols.ts";

export function openPlainStepper<C, B>(system: System<C, B>, ensembles: readonly Ensemble[], coupling?: Coupling<C, B>): Stepper {
  const [first, second] = ensembles as readonly [Ensemble, Ensemble?];
  function together(of: readonly [Ensemble, Ensemble?], key: Key, step: number, dt: number, sign: 1 | -1): void {
    const [one, two] = of;
    const blocks = system.prepare(two ? [one, two] : [one], key, step, two && coupling);
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
  }
  return {
    step(key, step, dt, sign = 1) {
      if (second && !coupling!.shares) {
        together([first], key, step, dt, sign);
        together([second], key.child("independent"), step, dt, sign);
      } else {
        together(second ? [first, second] : [first], key, step, dt, sign);
      }
    },
  };
}
