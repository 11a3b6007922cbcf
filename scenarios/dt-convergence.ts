/**
 * How much does the time step matter, and what does it take to make it matter less?
 *
 * Pair collisions relax the temperature tensor with a bias of order dt: one matching a step. The same problem with few steps under three schemes: plain;
 * corrected, with longer diffusion times that make second moments of Maxwell molecules exact (for steps below ln 2/(4d)) and those of Coulomb
 * interaction better; and extrapolated from dt and dt/2 with shared noise. Beside them the other systems: the mean-field diffusion by Euler and Maruyama,
 * of order 1 too, whose law when it runs alone is that of the white noise; and the Kac diffusion, of order 2. All cells share their random numbers,
 * so that differences are paired. For Maxwell molecules the exact solution is the reference and the bias of each scheme is known.
 */
import { agrees, conserved, decays, gaussian, horizon, powerLaw, study } from "landau-flow";
import { maxwellMoments } from "landau-flow/solvers";
import { ensembleTensor } from "landau-flow/particles";
import type { Observable, Potential, ReferenceSeries } from "landau-flow";
import type { Scheme } from "landau-flow/particles";
import { alone, differenceFrom, energy, extrapolated, kacDiffusion, meanField, pairCollisions, sampled, temperatureTensor } from "landau-flow/particles";
import type { Alone } from "landau-flow/particles";

const law = gaussian({ variances: [1.6, 0.9, 0.5] });
const component = [0, 0] as const;
const equation: ReferenceSeries = {
  name: "exact",
  source: "exact second moments of Maxwell molecules",
  at: (t) => ({ value: maxwellMoments(law, t).tensor[0][0], bound: 1e-12 }),
};

/** Of the entry xx after time t in steps of dt, many particles. */
const biasOf = (scheme: Scheme) => (t: number, dt: number) => {
  const { value, bound } = ensembleTensor(law, { scheme, dt, component, particles: Infinity }).at(t);
  return value - equation.at(t).value + bound;
};
const plainBias = biasOf("fold");

/** `sign`: of the bias, as it is drawn on a logarithmic axis. */
interface Method {
  readonly system: (potential: Potential) => ReturnType<typeof alone>;
  readonly bias: (t: number, dt: number) => number;
  readonly sign: 1 | -1;
}

const pairs = (potential: Potential) => alone(pairCollisions({ potential }));
const methods: Readonly<Record<"plain" | "corrected" | "extrapolated" | "mean-field" | "kac-diffusion", Method>> = {
  plain: { system: pairs, bias: plainBias, sign: 1 },
  corrected: { system: (potential) => alone(pairCollisions({ potential, corrected: true })), bias: () => 0, sign: 1 },
  extrapolated: {
    system: (potential) => extrapolated(pairs(potential)),
    bias: (t, dt) => 2 * plainBias(t, dt / 2) - plainBias(t, dt),
    sign: -1,
  },
  "mean-field": {
    system: (potential) => alone(meanField({ potential, ...(potential.gamma === 0 ? {} : { softening: 0.1 }) })),
    bias: biasOf("euler"),
    sign: 1,
  },
  "kac-diffusion": { system: (potential) => alone(kacDiffusion({ potential })), bias: biasOf("kac"), sign: 1 },
};

/** Sums over pairs are for few particles; Maxwell molecules spare the mean-field diffusion its sums. A standardised start is off by 1/N. */
function particlesOf(method: keyof typeof methods, gamma: number): number {
  if (method === "kac-diffusion" || (method === "mean-field" && gamma !== 0)) return 500;
  return gamma === 0 ? 50_000 : 20_000;
}

const exact = (method: keyof typeof methods, dt: number): ReferenceSeries => ({
  ...equation,
  name: "exact, with the bias of the scheme",
  at: (t) => ({
    value: equation.at(t).value,
    bound: Math.abs(methods[method].bias(t, dt)) + 4 / particlesOf(method, 0),
  }),
});

/** Where no exact value is known. */
const nothing: Observable<Alone> = { ...differenceFrom(equation, temperatureTensor("xx")), open: () => ({ measure: () => ({}) }) };

export default study({
  title: "The bias of the time step, plain, corrected and extrapolated",
  sources: ["contractivity", "bobylev2000", "talay1990"],
  vary: { gamma: [0, -3], scheme: ["plain", "corrected", "extrapolated", "mean-field", "kac-diffusion"], steps: [4, 8, 16] },
  share: ["scheme", "steps"],
  replicates: 32,
  scenario: ({ gamma, scheme, steps }) => {
    const end = gamma === 0 ? 0.2 : 2;
    const { system, sign } = methods[scheme];
    const xx = temperatureTensor("xx");
    return {
      system: system(powerLaw(gamma)),
      initial: sampled(law, { standardise: true }),
      particles: particlesOf(scheme, gamma),
      time: horizon({ end, steps, observe: 3 }),
      observe: { xx, energy: energy(), bias: gamma === 0 ? differenceFrom(equation, xx, { factor: sign }) : nothing },
      ...(gamma === 0 ? { reference: { xx: exact(scheme, end / steps) } } : {}),
    };
  },
  claims: [
    agrees("xx", { where: { gamma: 0, scheme: ["plain", "corrected", "extrapolated", "mean-field"] }, resolution: 0.01 }),
    agrees("xx", { where: { gamma: 0, scheme: "kac-diffusion" }, resolution: 0.05 }),
    decays("bias", { along: "steps", exponent: -1, within: 0.6, where: { gamma: 0, scheme: ["plain", "mean-field"] } }),
    conserved("energy"),
  ],
  figures: [
    {
      name: "temperature",
      title: "Temperature along the first axis",
      series: ["xx"],
      facet: "gamma",
      yLabel: "temperature xx",
      caption: "Few steps under each scheme (solid, with bands) and the exact solution for Maxwell molecules (dashed).",
    },
    {
      name: "bias",
      title: "Bias of the temperature along the first axis against the number of steps",
      series: ["bias"],
      against: "steps",
      scale: "log",
      yLabel: "bias of the temperature xx at the end, signed",
      caption:
        "Maxwell molecules at the end. Plain pair collisions lag, and the mean-field diffusion heats up: both by order 1, a line of slope -1. Of the " +
        "others, extrapolated with its sign reversed, little more than noise is seen.",
    },
  ],
});
