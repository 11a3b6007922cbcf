/** Opposed draws in a coupling that no kernel knows, at two exponents. */
import { coupled, coupledCost, coupledOptimally, pairCollisions, synchronous } from "../../../particles/index.ts";
import { gaussian, horizon, maxwellian, powerLaw, study } from "../../../src/index.ts";

const { map } = synchronous();

/** In dimension 3 the radial draw is uniform on (0, 1), and u goes to 1 - u. */
const opposed = {
  name: "opposed",
  shares: true,
  map: (second: Parameters<typeof map>[0], first: Parameters<typeof map>[1], coefficients: Parameters<typeof map>[2]) => {
    map(second, first, coefficients);
    second.radial.forEach((u, k) => (second.radial[k] = 1 - u));
  },
};

export default study({
  title: "A coupling without a kernel",
  vary: { gamma: [0, -1] },
  replicates: 2,
  scenario: ({ gamma }) => ({
    system: coupled(pairCollisions({ potential: powerLaw(gamma) }), opposed),
    initial: coupledOptimally(gaussian({ variances: [1.8, 0.7, 0.5] }), maxwellian()),
    particles: 20,
    time: horizon({ end: 0.1, steps: 3, observe: 2 }),
    observe: { cost: coupledCost() },
  }),
  claims: [],
});
