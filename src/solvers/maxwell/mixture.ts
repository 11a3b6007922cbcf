/**
 * Momenta and temperatures of mixtures of Maxwell molecules (alpha_ij = c_ij), any laws, any dimension d. With e_i = <|v|^2>_i, u_i = <v>_i:
 *
 *   d/dt u_i = -sum_j k_ij (m_j/M) (u_i - u_j),    k_ij = (d-1) c_ij n_j (M/(m_i m_j))^2,   M = m_i + m_j,
 *   d/dt e_i = -sum_j 2 k_ij (m_j/M) E[z_c.z],     E[z_c.z] = (m_i e_i - m_j e_j + (m_j - m_i) u_i.u_j)/M,
 *
 * from the generator k Laplacian of the relative velocity z on its sphere at fixed centre of mass z_c (MP, eq. 1.1): |v|^2 changes by
 * 2 (m_j/M) z_c.(z' - z). Temperatures are T_i = (m_i/d)(e_i - |u_i|^2), in energy units.
 *
 * Solved by Taylor series in time, whose coefficients the bilinear right-hand side gives one after the other; relative error about 1e-14.
 */
import type { Law, Model } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";

/** Mean velocities [species][d] and temperatures [species]. */
export interface MixtureMoments {
  readonly means: readonly (readonly number[])[];
  readonly temperatures: readonly number[];
}

/** u_i and e_i. */
export interface Raw {
  readonly means: number[][];
  readonly energies: number[];
}

const ORDER = 26;
/** Largest part of the fastest relaxation time in one series: 0.5^26/26! is far below rounding. */
const STRETCH = 0.5;

export const dot = (a: readonly number[], b: readonly number[]): number => a.reduce((sum, x, k) => sum + x * b[k], 0);

/** The moments of one law for each species, in the order of the model. Throws ScenarioError when their number differs. */
export function mixtureMoments({ species }: Model, laws: readonly Law[]): MixtureMoments {
  if (laws.length !== species.length) throw new ScenarioError(`${laws.length} law(s) for ${species.length} species (expected one each)`);
  const temperatures = laws.map(({ covariance, dimension }, i) => (species[i].mass * covariance.reduce((sum, row, k) => sum + row[k], 0)) / dimension);
  return { means: laws.map(({ mean }) => mean), temperatures };
}

/** k_ij / n_j. Throws ScenarioError unless alpha_ij is constant. */
export function strengths({ species, interaction }: Model, d: number): number[][] {
  return species.map((a, i) =>
    species.map((b, j) => {
      const { gamma, strength, name } = interaction(i, j);
      if (gamma !== 0) throw new ScenarioError(`no exact mixture for the interaction ${name} (known: Maxwell molecules)`);
      const inverse = (a.mass + b.mass) / (a.mass * b.mass);
      return (d - 1) * strength * inverse * inverse;
    }),
  );
}

export function toRaw({ species }: Model, { means, temperatures }: MixtureMoments): Raw {
  const energies = means.map((u, i) => dot(u, u) + (u.length * temperatures[i]) / species[i].mass);
  return { means: means.map((u) => [...u]), energies };
}

export function fromRaw({ species }: Model, { means, energies }: Raw): MixtureMoments {
  return { means, temperatures: means.map((u, i) => (species[i].mass / u.length) * (energies[i] - dot(u, u))) };
}

/** Taylor coefficients in time at a state: means [order][species][d], energies [order][species]. */
function series({ species }: Model, k: readonly (readonly number[])[], start: Raw): { means: number[][][]; energies: number[][] } {
  const means = [start.means];
  const energies = [start.energies];
  for (let n = 0; n < ORDER; n++) {
    means.push(
      species.map(({ mass }, i) =>
        start.means[i].map((_, axis) => {
          const pull = (j: number): number => (k[i][j] * species[j].density * species[j].mass) / (mass + species[j].mass);
          return species.reduce((sum, _s, j) => sum - pull(j) * (means[n][i][axis] - means[n][j][axis]), 0) / (n + 1);
        }),
      ),
    );
    const product = (i: number, j: number): number => means.slice(0, n + 1).reduce((sum, u, l) => sum + dot(u[i], means[n - l][j]), 0);
    energies.push(
      species.map(
        ({ mass }, i) =>
          species.reduce((sum, { mass: other, density }, j) => {
            const total = mass + other;
            const gap = mass * energies[n][i] - other * energies[n][j] + (other - mass) * product(i, j);
            return sum - (2 * k[i][j] * density * other * gap) / (total * total);
          }, 0) /
          (n + 1),
      ),
    );
  }
  return { means, energies };
}

/** The moments at time t >= 0. Throws ScenarioError unless every interaction is constant. */
export function maxwellMixture(model: Model, start: MixtureMoments, t: number): MixtureMoments {
  const { species } = model;
  const k = strengths(model, start.means[0].length);
  const fastest = Math.max(...k.map((row) => 4 * row.reduce((sum, x, j) => sum + x * species[j].density, 0)));
  const stretches = Math.max(1, Math.ceil((t * fastest) / STRETCH));
  const h = t / stretches;
  const horner = (coefficients: readonly number[]): number => coefficients.reduceRight((sum, c) => sum * h + c, 0);
  let state = toRaw(model, start);
  for (let n = 0; n < stretches; n++) {
    const { means, energies } = series(model, k, state);
    state = {
      means: state.means.map((u, i) => u.map((_, axis) => horner(means.map((c) => c[i][axis])))),
      energies: state.energies.map((_, i) => horner(energies.map((c) => c[i]))),
    };
  }
  return fromRaw(model, state);
}
