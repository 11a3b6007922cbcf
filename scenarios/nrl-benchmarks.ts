/**
 * Do particles collide at the classical rates of plasma physics?
 *
 * The rates of the NRL Plasma Formulary (Trubnikov 1965, Spitzer 1962), for an electron plasma of 1e19 per m^3 and 100 eV with ln Lambda = 15: electrons and ions equilibrate
 * (Z = 1 and 2, T_e/T_i = 10, ions of 25 electron masses), electrons isotropise (T_par/T_perp = 2), and a beam of trace electrons slows down and is spread across its direction.
 * Every rate is measured at the start and compared with the exact rate of the moments of the laws that start. The formulas are exact for two Maxwellians and for a
 * bi-Maxwellian; of a beam they are those of one particle, and off by its spread of 10 eV, as the reference says. (What the formulary prints for equilibration, 1.8e-19,
 * is rounded: 1.754e-19 is exact, 2.6 % less.)
 */
import { agrees, gaussian, horizon, maxwellian, particleMasses, physicalUnits, plasma, plasmaUnits, study } from "landau-flow";
import { equilibrationRate, isotropisationRate, testParticleRates, type PlasmaSpecies, type ReferenceSeries } from "landau-flow";
import { alone, energy, momentum, ofSpecies, pairCollisions, pairExchangeRates, rateOf, sampled, temperature, temperatureTensor } from "landau-flow/particles";
import { gaussianMomentRates } from "landau-flow/rates";

const units = plasmaUnits({ density: 1e19, temperature: 100, mass: particleMasses.electron, coulombLogarithm: 15 });
const electrons: PlasmaSpecies = { name: "electrons", mass: particleMasses.electron, charge: -1, density: 1e19, temperature: 100, share: 1 };
/** Step of the measured rates, which are extrapolated from it and its half. */
const PROBE = { dt: 4e-3, draws: 48 };

/** The exact rate of the moments of the laws that start, by whose formula, and how far off that is. */
function known(name: string, exact: number, formula: number, bound = 0): ReferenceSeries {
  const off = `${(100 * (formula / exact - 1)).toFixed(2)} %`;
  return { name: `${name}, exact`, source: `moments of the laws that start; the formulary's rate is off by ${off}`, at: () => ({ value: exact, bound }) };
}

/** d<|v|^2>/dt = 3 dT/dt of the electrons; the bound is what the extrapolated probe leaves of the time step's bias. */
function equilibration(Z: 1 | 2) {
  const ions: PlasmaSpecies = { name: "ions", mass: 25 * electrons.mass, charge: Z, density: electrons.density / Z, temperature: 10, share: 1 };
  const { model, laws } = plasma(units, [electrons, ions]);
  const [one, other] = model.species.map((species, i) => ({ mass: species.mass, density: species.density, temperature: i === 0 ? 1 : 0.1 }));
  const strength = units.strength(electrons.charge, Z);
  const slope = 3 * equilibrationRate(one, other, strength) * (other.temperature - one.temperature);
  const exact = gaussianMomentRates(model, laws)[0].secondMoment.reduce((sum, row, k) => sum + row[k], 0);
  const [whole, half] = [PROBE.dt, PROBE.dt / 2].map((dt) => 3 * pairExchangeRates(model, [1, 0.1], 3, dt)[0]);
  return {
    model,
    laws,
    rate: ofSpecies("electrons", rateOf(energy(), PROBE)),
    reference: known("equilibration", exact, slope, Math.abs(2 * half - whole - exact)),
  };
}

/** dT_par/dt of electrons alone, whose temperature is 100 eV in all. */
function isotropisation() {
  const { model } = plasma(units, [electrons]);
  const [parallel, perpendicular] = [1.5, 0.75];
  const laws = [gaussian({ variances: [parallel, perpendicular, perpendicular] })];
  const slope = 2 * isotropisationRate({ mass: 1, density: 1 }, { parallel, perpendicular }, 1) * (perpendicular - parallel);
  const exact = gaussianMomentRates(model, laws)[0].covariance[0][0];
  return {
    model,
    laws,
    rate: ofSpecies("electrons", rateOf(temperatureTensor("xx"), PROBE)),
    reference: known("isotropisation", exact, slope),
  };
}

/** Trace electrons of 10 eV at three thermal speeds: d|u|/dt = -nu_s u, and across it d<v_y^2>/dt = nu_perp u^2/2. */
function beam(across: boolean) {
  const speed = 3;
  const trace: PlasmaSpecies = { ...electrons, name: "beam", density: 1e-4 * electrons.density, temperature: 10, drift: [speed * units.velocity, 0, 0] };
  const { model } = plasma(units, [electrons, trace]);
  const laws = [maxwellian(), maxwellian({ temperature: 0.1, mean: [speed, 0, 0] })];
  const { slowingDown, perpendicular } = testParticleRates({ mass: 1, speed }, { mass: 1, density: 1, temperature: 1 }, 1);
  const slope = across ? (perpendicular * speed * speed) / 2 : -slowingDown * speed;
  const { mean, covariance } = gaussianMomentRates(model, laws)[1];
  const exact = across ? covariance[1][1] : mean[0];
  const name = across ? "perpendicular diffusion of one particle" : "slowing-down of one particle";
  return {
    model,
    laws,
    rate: ofSpecies("beam", rateOf(across ? temperatureTensor("yy") : momentum(), PROBE)),
    reference: known(name, exact, slope),
  };
}

const benchmarks = {
  "equilibration-Z1": () => equilibration(1),
  "equilibration-Z2": () => equilibration(2),
  isotropisation,
  "slowing-down": () => beam(false),
  "perpendicular-diffusion": () => beam(true),
};

export default study({
  title: "Particles collide at the rates of the NRL Plasma Formulary",
  sources: ["nrl2019", "spitzer1962"],
  vary: { benchmark: ["equilibration-Z1", "equilibration-Z2", "isotropisation", "slowing-down", "perpendicular-diffusion"] },
  // The rates of slow exchange are the noisiest.
  replicates: ({ benchmark }) => (benchmark.startsWith("equilibration") ? 64 : 24),
  units: physicalUnits(units),
  scenario: ({ benchmark }) => {
    const { model, laws, rate, reference } = benchmarks[benchmark]();
    return {
      system: alone(pairCollisions({ model })),
      initial: sampled(laws, { standardise: true }),
      particles: 6000,
      time: horizon({ end: 10, steps: 100, observe: 6 }),
      observe: { rate, electrons: ofSpecies("electrons", temperature()), energy: energy() },
      reference: { rate: reference },
    };
  },
  claims: [agrees("rate", { resolution: 0.05 })],
  figures: [
    {
      name: "temperatures",
      title: "Electrons cool by ions of a tenth of their temperature",
      series: ["electrons"],
      where: { benchmark: ["equilibration-Z1", "equilibration-Z2"] },
      caption: "Electrons of 100 eV among ions of 10 eV and 25 electron masses, of charge 1 and 2.",
    },
  ],
});
