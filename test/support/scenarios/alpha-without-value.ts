/**
 * What happens when an interaction has no value at some distance? (A scenario for the tests: it must fail, and say where.)
 */
import { generalPotential, horizon, maxwellian, study } from "landau-flow";
import { alone, energy, pairCollisions, sampled } from "landau-flow/particles";

/** Not a number beyond r = 6.5: a pair of a Maxwellian is there once in 10 000. */
const alpha = (r: number): number => (r > 6.5 ? Number.NaN : 1);

export default study({
  title: "An interaction without a value",
  vary: { particles: [600] },
  replicates: 2,
  scenario: ({ particles }) => ({
    system: alone(pairCollisions({ potential: generalPotential({ name: "broken", alpha }) })),
    initial: sampled(maxwellian()),
    particles,
    time: horizon({ end: 5, steps: 500, observe: 6 }),
    observe: { energy: energy() },
  }),
  claims: [],
});
