/**
 * How much does the time step matter, and what does it take to make it matter less?
 *
 * Pair collisions relax the temperature tensor with a bias of order dt: one matching a step. The same problem with few steps under three schemes: plain;
 * corrected, with longer diffusion times that make second moments of Maxwell molecules exact (for steps below ln 2/(4d)) and those of Coulomb
 * interaction better; and extrapolated from dt and dt/2 with shared noise. All cells share their random numbers, so that differences are paired. For
 * Maxwell molecules the exact solution is the reference and the bias of each scheme is known.
 */
import { agrees, conserved, gaussian, horizon, maxwellMoments, powerLaw, study, type ReferenceSeries } from "landau-flow";
import { alone, energy, extrapolated, pairCollisions, sampled, temperatureTensor } from "landau-flow/particles";

const law = gaussian({ variances: [1.6, 0.9, 0.5] });

/** Of the entry xx after time t in steps of dt, one matching a step. */
const plainBias = (t: number, dt: number): number =>
  0.6 * (((1 + Math.exp(-24 * dt)) / 2) ** Math.round(t / dt) - Math.exp(-12 * t));

const schemes = {
  plain: { corrected: false, bias: plainBias },
  corrected: { corrected: true, bias: () => 0 },
  extrapolated: { corrected: false, bias: (t: number, dt: number) => 2 * plainBias(t, dt / 2) - plainBias(t, dt) },
};

function exact(dt: number, bias: (t: number, dt: number) => number): ReferenceSeries {
  return {
    name: "exact, with the bias of the scheme",
    source: "exact second moments of Maxwell molecules",
    at: (t) => ({ value: maxwellMoments(law, t).tensor[0]![0]!, error: Math.abs(bias(t, dt)) + 1e-12 }),
  };
}

export default study({
  title: "The bias of the time step, plain, corrected and extrapolated",
  sources: ["contractivity", "bobylev2000", "talay1990"],
  vary: { gamma: [0, -3], scheme: ["plain", "corrected", "extrapolated"], steps: [4, 8, 16] },
  share: ["scheme", "steps"],
  replicates: 32,
  scenario: ({ gamma, scheme, steps }) => {
    const { corrected, bias } = schemes[scheme];
    const end = gamma === 0 ? 0.2 : 2;
    const system = alone(pairCollisions({ potential: powerLaw(gamma), corrected }));
    return {
      system: scheme === "extrapolated" ? extrapolated(system) : system,
      initial: sampled(law, { standardise: true }),
      particles: 20_000,
      time: horizon({ end, steps, observe: 3 }),
      observe: { xx: temperatureTensor("xx"), energy: energy() },
      ...(gamma === 0 ? { reference: { xx: exact(end / steps, bias) } } : {}),
    };
  },
  claims: [agrees("xx", { where: { gamma: 0 }, resolution: 0.01 }), conserved("energy")],
  figures: [
    {
      name: "temperature",
      title: "Temperature along the first axis",
      series: ["xx"],
      facet: "gamma",
      yLabel: "temperature xx",
      caption: "Few steps under each scheme (solid, with bands) and the exact solution for Maxwell molecules (dashed).",
    },
  ],
});
