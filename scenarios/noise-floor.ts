/**
 * How far is the distance between two samples from the distance between their laws, and can the latter be had from samples?
 *
 * Three quantities are easily confused: W2^2 between two laws, the assignment cost W2_N^2 between samples of N points, and the floor, that cost
 * between two samples of one law. Nothing moves here: two laws whose distance is known are sampled with more and more points. The
 * excess, E W2_N^2 - W2^2, and the floor fall as N^{-2/3} in dimension 3 and, up to one more logarithm for Gaussians, as log N / N in
 * dimension 2: hundreds of thousands of points for a percent. The debiased estimates of W2^2 are right from some hundred points on, and so
 * are the intervals that are made from one sample of each law.
 */
import { agrees, bkw, decays, gaussian, instant, mixture, study, uniform, type Law } from "landau-flow";
import { assignmentExcess, coupledOptimally, debiasedWasserstein, independentFloor, motionless, naiveWasserstein, sampleDistance } from "landau-flow/particles";

/** Two isotropic Gaussians of equal weights; the dimension is 3. */
const two = (...variances: readonly number[]) => mixture({ components: variances.map((s) => ({ weight: 0.5, mean: [0, 0, 0], variances: [s, s, s] })) });

/** Two laws of each kind, with a known optimal map between them. */
const pairs: Readonly<Record<string, readonly [Law, Law]>> = {
  "uniform-2d": [uniform({ halfWidths: [1, 1] }), uniform({ halfWidths: [1.4, 0.8] })],
  "gaussian-2d": [gaussian({ variances: [1, 1] }), gaussian({ mean: [0.5, 0], variances: [1.8, 0.5] })],
  "uniform-3d": [uniform({ halfWidths: [1, 1, 1] }), uniform({ halfWidths: [1.4, 0.8, 0.9] })],
  "gaussian-3d": [gaussian({ variances: [1, 1, 1] }), gaussian({ mean: [0.5, 0, 0], variances: [1.8, 0.5, 0.7] })],
  "isotropic-3d": [two(0.4, 1.6), bkw({ S: 0.65, dimension: 3 })],
};
const inSpace = { laws: ["uniform-3d", "gaussian-3d", "isotropic-3d"] };
const inPlane = { laws: ["uniform-2d", "gaussian-2d"] };

/** Leading term of the floor of uniform laws on boxes, mean of the two. In space the constant is numerical; boundaries add to it at these N. */
const leading = {
  "uniform-2d": {
    name: "area log N / (2 pi N)",
    source: "Ambrosio, Stra and Trevisan 2019",
    of: (n: number) => ((4 + 4.48) / 2 / (2 * Math.PI)) * (Math.log(n) / n),
  },
  "uniform-3d": {
    name: "0.6625 (volume / N)^(2/3)",
    source: "Caracciolo, Lucibello, Parisi and Sicuro 2014",
    of: (n: number) => (0.6625 * (8 ** (2 / 3) + 8.064 ** (2 / 3))) / 2 / n ** (2 / 3),
  },
};

export default study({
  title: "Floor and excess of the assignment cost, and W2 of the laws from samples",
  sources: ["ajtai1984", "ambrosio2019", "ledoux2019", "caracciolo2014"],
  vary: {
    laws: ["uniform-2d", "gaussian-2d", "uniform-3d", "gaussian-3d", "isotropic-3d"],
    particles: [128, 256, 512, 1024, 2048, 4096],
  },
  replicates: 32,
  scenario: ({ laws, particles }) => {
    const initial = coupledOptimally(...pairs[laws]);
    const known = {
      name: "W2^2 of the laws",
      source: "by their optimal map",
      at: () => ({ value: initial.map!.squared, bound: 0 }),
    };
    const first = laws === "uniform-2d" || laws === "uniform-3d" ? leading[laws] : undefined;
    return {
      system: motionless(),
      initial,
      particles,
      time: instant(),
      observe: {
        floor: independentFloor(),
        excess: assignmentExcess(),
        naive: naiveWasserstein(),
        w2: debiasedWasserstein(),
        sample: sampleDistance(),
      },
      reference: {
        ...(first ? { floor: { ...first, at: () => ({ value: first.of(particles), bound: 0 }) } } : {}),
        w2: known,
        naive: known,
      },
    };
  },
  claims: [
    decays("floor", { along: "particles", exponent: -2 / 3, within: 0.1, where: inSpace }),
    decays("excess", { along: "particles", exponent: -2 / 3, within: 0.1, where: inSpace }),
    decays("floor", { along: "particles", exponent: -1, logPower: 1, within: 0.15, where: inPlane }),
    decays("excess", { along: "particles", exponent: -1, logPower: 1, within: 0.15, where: inPlane }),
    agrees("w2", { where: { particles: [1024, 2048, 4096] } }),
  ],
  figures: [
    {
      name: "floor-and-excess",
      title: "The assignment cost of N points is too large: floor and excess against N",
      series: ["floor", "excess"],
      facet: "laws",
      against: "particles",
      scale: "log",
      yLabel: "squared distance",
      caption:
        "Floor: assignment cost between two samples of one law (mean over the two laws). Excess: cost between samples of the two laws minus W2^2 " +
        "of the laws. Both axes are logarithmic: a power of N is a straight line. The verdicts give the fitted exponents.",
    },
    {
      name: "estimates",
      title: "W2^2 between two laws from samples of N points: naive and debiased",
      series: ["naive", "naive.extrapolated", "w2.plain", "w2"],
      facet: "laws",
      against: "particles",
      yLabel: "squared distance",
      caption:
        "Naive: the assignment cost between samples. Extrapolated: the same cost of the whole and of blocks, by the floor's exponent. D_N subtracts " +
        "the floor of two copies; debiased W2^2 is D_N extrapolated.",
    },
  ],
});
