/**
 * Do Coulomb collisions isotropise an anisotropic plasma at the classical rate?
 *
 * For a bi-Maxwellian with temperatures T_par and T_perp the initial rate is known in closed form (Kogan; the formulary's nu_T in the
 * units of the Landau equation with alpha = r^-3): dT_par/dt = 2 nu (T_perp - T_par), with A = T_perp / T_par - 1 and
 * nu = T_par^{-3/2} A^{-2} [-3 + (A + 3) atan(sqrt A) / sqrt A] / sqrt pi, atanh(sqrt -A) / sqrt -A when A < 0.
 * No cut-off is needed: close pairs mix on the sphere.
 */
import { agrees, conserved, coulomb, gaussian, horizon, isotropisationRate, study } from "landau-flow";
import { alone, energy, pairCollisions, sampled, temperatureRate, temperatureTensor } from "landau-flow/particles";

const temperatures = { "hot-axis": [1, 0.5], "cold-axis": [0.5, 1] };

/** dT_par/dt at t = 0. */
const slope = (parallel: number, perpendicular: number): number =>
  2 * isotropisationRate({ mass: 1, density: 1 }, { parallel, perpendicular }, 1) * (perpendicular - parallel);

export default study({
  title: "Coulomb collisions isotropise at the classical rate",
  sources: ["kogan1961"],
  vary: { plasma: ["hot-axis", "cold-axis"] },
  replicates: 16,
  scenario: ({ plasma }) => {
    const [parallel, perpendicular] = temperatures[plasma];
    const law = gaussian({ variances: [parallel, perpendicular, perpendicular] });
    return {
      system: alone(pairCollisions({ potential: coulomb() })),
      initial: sampled(law, { standardise: true }),
      particles: 50_000,
      time: horizon({ end: 4, steps: 800, observe: 9 }),
      observe: {
        parallel: temperatureTensor("xx"),
        perpendicular: temperatureTensor("yy"),
        rate: temperatureRate("xx", { dt: 2e-3, draws: 32 }),
        energy: energy(),
      },
      reference: {
        rate: {
          name: "closed form at t = 0",
          source: "Kogan's rate for a bi-Maxwellian",
          at: () => ({ value: slope(parallel, perpendicular), bound: 0 }),
        },
      },
    };
  },
  claims: [agrees("rate"), conserved("energy")],
  figures: [
    {
      name: "temperatures",
      title: "Temperatures along and across the axis",
      series: ["parallel", "perpendicular"],
      facet: "plasma",
      yLabel: "temperature",
      caption: "Relaxation of a bi-Maxwellian under Coulomb collisions.",
    },
  ],
});
