/**
 * Do the Fourier and the radial solver converge spectrally, and are they as accurate as they say?
 *
 * On the BKW solution in two dimensions the error of a spectral method falls faster than any power of the number of points, down to
 * rounding. Shown are the relative L2 distance to the exact solution and the error that the solver states for itself; the true L1 error is
 * to stay below the stated one at every resolution.
 */
import { bkw, fourier, horizon, maxwellMolecules, radial, singleSpecies, staysBelow, study } from "landau-flow";
import { exactMaxwell } from "landau-flow/solvers";
import { deterministic, distanceTo, starting } from "landau-flow/particles";

const law = bkw({ S: 0.5, dimension: 2 });
const end = 0.3125;
const model = singleSpecies(maxwellMolecules());
const resolutions = [16, 24, 32, 48, 64] as const;
const solutions = {
  fourier: resolutions.map((points) => deterministic(model, fourier({ modes: points }))),
  radial: resolutions.map((points) => deterministic(model, radial({ nodes: 24 + 1.5 * points }))),
};

export default study({
  title: "Spectral accuracy of the solvers",
  sources: ["bobylev1975", "krook1977"],
  vary: { solver: ["fourier", "radial"], points: resolutions },
  replicates: 2,
  scenario: ({ solver, points }) => ({
    system: solutions[solver][resolutions.indexOf(points)],
    initial: starting(law),
    particles: 2,
    time: horizon({ end, steps: 1, observe: 2 }),
    observe: { error: distanceTo(exactMaxwell(law)) },
  }),
  claims: [
    staysBelow("error.share", 1, { source: "the stated L1 error bounds the true one" }),
    staysBelow("error.largest", 1e-6, {
      where: { points: 64 },
      source: "relative L-infinity error of a spectral solver at 32 modes, of the order of 1e-6",
    }),
  ],
  figures: [
    {
      name: "convergence",
      title: "Errors on the BKW solution against resolution",
      series: ["error", "error.stated"],
      facet: "solver",
      against: "points",
      scale: "log",
      yLabel: "relative error at t = 0.3125",
      caption: "Fourier: modes an axis; radial: 24 nodes and three halves of the points.",
    },
  ],
});
