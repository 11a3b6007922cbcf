/**
 * The distance between two plasmas of electrons and ions that drift at two speeds, in closed form: for electrons of equal covariance and isotropic ions only friction and the ions' heating move D,
 *
 *   dD/dt = 2 m_1 (u' - u)(du'/dt - du/dt) + 2 m_2 (w' - w)(dw'/dt - dw/dt) + (1 - s/s') dq'/dt - (s'/s - 1) dq/dt,   s^2 = T_2,  q = m_2 tr C_2.
 *
 * With z ~ N(U, s^2 I), U = u - w, x = U/(s 2^(1/2)), gamma = -3, d = 3:  E 1/|z| = erf(x)/U and E z/|z|^3 = (erf(x) - 2 x e^(-x^2)/pi^(1/2))/U^2 along U, and the pair's generator has the mean
 * -2 alpha/mu^2 on z, z_c at rest.
 */
import { describe, expect, it } from "vitest";
import { gaussian, model, powerLaw } from "../../src/index.ts";
import { gaussianWassersteinRate } from "../../src/rates/index.ts";
import { erf } from "../../src/math/special.ts";

interface Plasma {
  readonly u: number;
  readonly electron: number;
  readonly ion: number;
  readonly mass: number;
}

/** du/dt of the electrons, and d(m_2 tr C_2)/dt of the ions, whose drift is -u/m_2. */
function closed({ u, electron, ion, mass }: Plasma): { friction: number; heating: number } {
  const drift = u * (1 + 1 / mass);
  const s2 = electron + ion / mass;
  const x = drift / Math.sqrt(2 * s2);
  const [inverse, force] = [erf(x) / drift, (erf(x) - (2 * x * Math.exp(-x * x)) / Math.sqrt(Math.PI)) / (drift * drift)];
  const mu = mass / (1 + mass);
  // d/dt m_1 u = mu E(-2 z/(|z|^3 mu^2)); ions: m_2|w|^2/2 gains -mu z_c . dz, z_c = beta (z - U) given z, as the centre of mass is at rest.
  const beta = (electron - ion) / ((1 + mass) * s2);
  const energy = (2 / mu) * beta * (inverse - drift * force);
  const friction = (-2 / mu) * force;
  const ionDrift = -u / mass;
  // What the flow of the ions gains of it is m_2 w dw/dt = -w du/dt.
  return { friction, heating: 2 * (energy + ionDrift * friction) };
}

describe("two plasmas", () => {
  it.each([
    [1836.15267, 2, 2.1, 0.3],
    [25, 2, 2.1, 0.3],
    [1836.15267, 1.5, 2.2, 1.4],
  ])("mass ratio %d, drifts %d and %d, T_e = %d", (mass, u, faster, electron) => {
    const flow = (v: number): number => (v * v) / 2 + (v * v) / (2 * mass);
    const cooled = 1 - (2 / 3) * (flow(faster) - flow(u));
    const [f, g] = [{ u, electron, ion: 1, mass }, { u: faster, electron, ion: cooled, mass }]; // prettier-ignore
    const [rateF, rateG] = [closed(f), closed(g)];
    const drifts = 2 * (faster - u) * (rateG.friction - rateF.friction) * (1 + 1 / mass);
    const s = Math.sqrt(cooled);
    const expected = drifts + (1 - 1 / s) * rateG.heating - (s - 1) * rateF.heating;
    const lawsOf = ({ u: drift, electron: hot, ion }: Plasma) =>
      [[drift, hot], [-drift / mass, ion / mass]].map(([mean, variance]) => gaussian({ mean: [mean, 0, 0], variances: [variance, variance, variance] })); // prettier-ignore
    const potential = powerLaw(-3);
    const species = [{ name: "e", mass: 1, density: 1 }, { name: "i", mass, density: 1 }]; // prettier-ignore
    const interactions = [["e", "e"], ["e", "i"], ["i", "i"]].map(([a, b]) => ({ between: [a, b] as const, potential })); // prettier-ignore
    const { rate, squared } = gaussianWassersteinRate(model({ species, interactions }), lawsOf(f), lawsOf(g));
    expect(squared).toBeCloseTo((faster - u) ** 2 * (1 + 1 / mass) + 3 * (s - 1) ** 2, 12);
    expect(Math.abs(rate / expected - 1)).toBeLessThan(1e-10);
  });
});
