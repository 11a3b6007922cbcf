/**
 * Do electrons and ions exchange energy at the exact rate, at the true mass ratio?
 *
 * Electrons and ions 1836 times heavier, both Maxwellian at first, by the radial solver of mixtures. The initial rate is known in closed form
 * for every exponent, and compared to a thousandth, since it changes at once where electrons are as slow as ions; for Maxwell molecules the temperatures follow an exponential for ever. Ions are so slow that any method which
 * resolves only the electrons gives them no temperature at all.
 */
import { agrees, horizon, maxwellian, model, powerLaw, radial, study } from "landau-flow";
import { deterministic, initialRate, ofSolution, ofSpecies, starting, temperature } from "landau-flow/particles";

const mass = 1836;
const [hot, cold] = [1.5, 1];
const names = { 0: "Maxwell molecules", "-3": "Coulomb" };

/** Gamma(x) at whole and half x. */
const gammaOf = (x: number): number => (x === 0.5 ? Math.sqrt(Math.PI) : x === 1 ? 1 : (x - 1) * gammaOf(x - 1));

/** dT_e/dt = a (T_i - T_e) at the start: a = (4/3) / (m s^2) (2 s^2)^((gamma+2)/2) Gamma((5+gamma)/2) / Gamma(3/2), s^2 = T_e + T_i/m. */
function exchange(gamma: number): number {
  const square = hot + cold / mass;
  return ((4 / 3 / (mass * square)) * (2 * square) ** ((gamma + 2) / 2) * gammaOf((5 + gamma) / 2)) / gammaOf(1.5);
}

function plasma(gamma: number) {
  const pair = (a: string, b: string) => ({ between: [a, b] as [string, string], potential: powerLaw(gamma) });
  const species = [
    { name: "electrons", mass: 1, density: 1 },
    { name: "ions", mass, density: 1 },
  ];
  return model({ species, interactions: [pair("electrons", "electrons"), pair("electrons", "ions"), pair("ions", "ions")] });
}

const solver = radial({ nodes: 72, tolerance: 1e-6 });
const solutions = { 0: deterministic(plasma(0), solver), [-3]: deterministic(plasma(-3), solver) };

export default study({
  title: "Electrons and ions exchange energy at the exact rate",
  sources: ["multispecies"],
  vary: { gamma: [0, -3] },
  replicates: 3,
  scenario: ({ gamma }) => {
    const rate = exchange(gamma);
    const laws = [maxwellian({ temperature: hot, dimension: 3 }), maxwellian({ temperature: cold / mass, dimension: 3 })];
    return {
      system: gamma === 0 ? solutions[0] : solutions[-3],
      initial: starting(laws),
      particles: 2,
      time: horizon({ end: 1 / rate, steps: 4, observe: 5 }),
      observe: {
        electrons: ofSolution(ofSpecies("electrons", temperature())),
        ions: ofSolution(ofSpecies("ions", temperature())),
        rate: initialRate(ofSpecies("electrons", temperature()), { dt: 0.001 }),
      },
      reference: {
        rate: {
          name: `closed form at t = 0, ${names[gamma]}`,
          source: "two Maxwellians at rest",
          at: () => ({ value: rate * (cold - hot), bound: 1e-3 * rate }),
        },
        ...(gamma === 0
          ? {
              electrons: exponential("electrons", 1, rate),
              ions: exponential("ions", -1, rate),
            }
          : {}),
      },
    };
  },
  claims: [agrees("rate"), agrees("electrons", { where: { gamma: 0 } }), agrees("ions", { where: { gamma: 0 } })],
  figures: [
    {
      name: "temperatures",
      title: "Temperatures of electrons and ions",
      series: ["electrons", "ions"],
      facet: "gamma",
      yLabel: "temperature",
      caption: "Mass ratio 1836, to one time of exchange at the initial rate.",
    },
  ],
});

/** Half the difference of temperatures decays at twice the rate, for equal densities. */
function exponential(of: string, sign: 1 | -1, rate: number) {
  return {
    name: `exact ${of}, Maxwell molecules`,
    source: "closed ordinary differential equations of the temperatures",
    at: (t: number) => ({ value: (hot + cold) / 2 + ((sign * (hot - cold)) / 2) * Math.exp(-2 * rate * t), bound: 1e-6 }),
  };
}
