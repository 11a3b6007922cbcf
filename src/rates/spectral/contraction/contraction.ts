/**
 * When does W2 contract? The largest rate of d/dt log W2^2 over infinitesimal displacements of a law that keep mass, momentum and energy,
 *
 *   lambda(rho) = sup_u F(u) / J(u),   F from Lemma 4 of CP (Section 5) at rho (dissipation-form.ts),   J(u) = int |grad u|^2 rho,   alpha = r^gamma, mass 1,
 *
 * in a finite family of potentials. Every value is a lower bound of lambda(rho), up to its stated error, and values of growing families grow: positive says that W2
 * grows from data near rho. It says nothing of a neighbourhood of rho when it is negative, nor does lambda(rho) <= 0: displacements that are not smooth may grow.
 *
 * Sources: CP, Lemma 4; equilibrium: the form is -8 int int m m [...] <= 0 for gamma^2 <= 8d (the duality with Fisher information).
 * Limits: d = 2, 3; mixtures of Gaussians in a family of the caller's; isotropic laws harmonic by harmonic.
 */
import { ScenarioError } from "../../../errors.ts";
import type { Value } from "../../../functionals/index.ts";
import type { Law } from "../../../protocols/index.ts";
import { concentricPairs } from "./concentric-pairs.ts";
import { displacementOf, type Displacement } from "./displacement.ts";
import { dissipationForm, type DissipationForm } from "./dissipation-form.ts";
import { mixturePairs } from "./mixture-pairs.ts";
import type { PairRule } from "./pairs.ts";
import { joined, type PotentialBasis } from "./potentials.ts";
import { radialPairs } from "./radial-pairs.ts";
import { ritzValues, type RitzValues } from "./ritz.ts";
import { axesFor, zonalPotentials } from "./zonal.ts";
import { knownOptions } from "../../../names/options.ts";

/** lambda(rho), the largest rate of d log W2^2/dt over infinitesimal displacements of a law, from below. */
export interface ContractionRate {
  /** The largest Ritz value, per unit time; the bound is the error of quadrature and rounding, not that of the family. */
  readonly lambda: Value;
  /** Convergence: the largest Ritz values of the nested families, by their numbers of independent potentials. */
  readonly ladder: RitzValues["ladder"];
  readonly maximiser: Displacement;
}

/** Rounding, in parts of the largest eigenvalue. */
const ROUNDING = 1e-13;

function checkKernel(law: Law, gamma: number): void {
  const d = law.dimension;
  if (d !== 2 && d !== 3) throw new ScenarioError(`contraction rate: found dimension ${d}, expected 2 or 3`);
  if (!(gamma > -d - 2 && gamma < 2)) throw new ScenarioError(`contraction rate, gamma: found ${gamma}, expected ${-d - 2} < gamma < 2`);
}

function rateOf(law: Law, basis: PotentialBasis, invariants: number, form: (level: 0 | 1) => DissipationForm): ContractionRate {
  const [coarse, fine] = ([0, 1] as const).map((level) => ritzValues(form(level), invariants, basis.levels));
  const value = fine.ladder[fine.ladder.length - 1].value;
  const bound = Math.abs(value - coarse.ladder[coarse.ladder.length - 1].value) + ROUNDING * fine.largest;
  return { lambda: { value, bound }, ladder: fine.ladder, maximiser: displacementOf(basis, fine.coefficients, law.mean) };
}

/** x_1 ... x_d and |x|^2/2, orthogonal in J since x is centred. */
function collisionInvariants(d: number): PotentialBasis {
  return {
    dimension: d,
    size: d + 1,
    levels: [],
    names: [...Array.from({ length: d }, (_, i) => `x${i + 1}`), "|x|^2/2"],
    degrees: () => Array<number>(d).fill(0),
    evaluate(x, gradients, hessians, values) {
      const energy = x.reduce((sum, y) => sum + y * y, 0) / 2;
      for (let a = 0; a <= d; a++) {
        values[a] = a === d ? energy : x[a];
        for (let i = 0; i < d; i++) {
          gradients[a * d + i] = a === d ? x[i] : a === i ? 1 : 0;
          for (let k = 0; k < d; k++) hessians[(a * d + i) * d + k] = a === d && i === k ? 1 : 0;
        }
      }
    },
  };
}

function rulesOf(law: Law, gamma: number, basis: PotentialBasis): (level: 0 | 1) => PairRule {
  const { components } = law;
  if (!components) throw new ScenarioError(`contraction rate of ${law.name}: expected a Gaussian or a mixture of Gaussians (isotropic laws: by harmonics)`);
  if (basis.dimension !== law.dimension) throw new ScenarioError(`potentials in dimension ${basis.dimension}, a law in dimension ${law.dimension}`);
  return (level) => mixturePairs(law, components, gamma, basis.degrees(level), level);
}

/** F and J of a mixture of Gaussians on a family of potentials, invariants not removed. Throws ScenarioError as `contractionRate` does. */
export function mixtureDissipationForm(options: { law: Law; gamma: number; basis: PotentialBasis }): DissipationForm {
  knownOptions("mixtureDissipationForm", options, ["law", "gamma", "basis"]);
  const { law, gamma, basis } = options;
  checkKernel(law, gamma);
  return dissipationForm(rulesOf(law, gamma, basis)(1), basis, gamma);
}

/**
 * lambda of a mixture of Gaussians in a family of potentials. Throws ScenarioError for other laws, dimensions other than 2 and 3, gamma outside -d-2 < gamma < 2,
 * and families of collision invariants alone.
 */
export function contractionRate(options: { law: Law; gamma: number; basis: PotentialBasis }): ContractionRate {
  knownOptions("contractionRate", options, ["law", "gamma", "basis"]);
  const { law, gamma } = options;
  checkKernel(law, gamma);
  const rule = rulesOf(law, gamma, options.basis);
  const basis = joined(collisionInvariants(law.dimension), options.basis);
  return rateOf(law, basis, law.dimension + 1, (level) => dissipationForm(rule(level), basis, gamma));
}

/** Present for mixtures of isotropic Gaussians about one centre. */
function concentric(law: Law): { weight: number; variance: number }[] | undefined {
  if (!law.radial || !law.components) return undefined;
  return law.components.map(({ weight, covariance }) => ({ weight, variance: covariance[0][0] }));
}

/**
 * lambda of an isotropic law among potentials of the harmonic l = `harmonic`, with `size` radial functions. The maximiser is about the first axis. Throws
 * ScenarioError for laws that are not isotropic or have no density, on sizes and harmonics that are no whole numbers in range, and as `contractionRate` does.
 */
export function radialContractionRate(options: { law: Law; gamma: number; harmonic: number; size: number }): ContractionRate {
  knownOptions("radialContractionRate", options, ["law", "gamma", "harmonic", "size"]);
  const { law, gamma, harmonic, size } = options;
  checkKernel(law, gamma);
  const d = law.dimension;
  if (!law.radial || law.atomic)
    throw new ScenarioError(`contraction rate by harmonics of ${law.name}: expected a law with a density, isotropic about its mean`);
  if (!(Number.isInteger(harmonic) && harmonic >= 0)) throw new ScenarioError(`contraction rate, harmonic: found ${harmonic}, expected a whole number >= 0`);
  const most = Math.floor((170 - harmonic) / 2);
  if (!(Number.isInteger(size) && size >= 1 && size <= most))
    throw new ScenarioError(`contraction rate, size: found ${size}, expected a whole number from 1 to ${most}`);
  const temperature = law.covariance.reduce((sum, row, i) => sum + row[i], 0) / d;
  const about = (axis: readonly number[]): PotentialBasis => zonalPotentials({ axis, harmonic, size, temperature });
  const basis = about(law.mean.map((_, i) => (i === 0 ? 1 : 0)));
  const parts = concentric(law);
  const degree = basis.degrees(1)[0];
  const form = (level: 0 | 1): DissipationForm => {
    const rule = parts ? concentricPairs(parts, d, gamma, degree + 4 * level) : radialPairs(law, gamma, level);
    return averaged(axesFor(harmonic, d).map(({ axis, weight }) => ({ weight, part: dissipationForm(rule, about(axis), gamma) })));
  };
  return rateOf(law, basis, harmonic < 2 ? 1 : 0, form);
}

/** sum of weight times part. */
function averaged(parts: readonly { weight: number; part: DissipationForm }[]): DissipationForm {
  const sum = (of: (form: DissipationForm) => Float64Array): Float64Array =>
    of(parts[0].part).map((_, k) => parts.reduce((total, { weight, part }) => total + weight * of(part)[k], 0));
  return { form: sum(({ form }) => form), metric: sum(({ metric }) => metric) };
}

/** A law with the kernel and the family in which its rate is sought: potentials of a mixture of Gaussians, or harmonics of an isotropic law. */
export type ContractionPoint = { readonly law: Law; readonly gamma: number } & (
  { readonly basis: PotentialBasis } | { readonly harmonics: readonly number[]; readonly size: number }
);

/** The rate at one point: with harmonics, the largest over them. Throws ScenarioError as the functions above do, and for no harmonic. */
export function contractionAt(point: ContractionPoint): ContractionRate {
  knownOptions("contractionAt", point, ["law", "gamma", "basis", "harmonics", "size"]);
  if ("basis" in point) return contractionRate(point);
  if (point.harmonics.length === 0) throw new ScenarioError("contraction rate: expected at least one harmonic");
  const { law, gamma, size } = point;
  const rates = point.harmonics.map((harmonic) => radialContractionRate({ law, gamma, harmonic, size }));
  return rates.reduce((best, rate) => (rate.lambda.value > best.lambda.value ? rate : best));
}
