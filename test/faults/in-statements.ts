/**
 * A bug for every statement that needs no particles, as a patch of the sources: in the identity (sign, factor, dropped term), in an inequality of a chain, in the flow. With it the statement
 * must not have its expected verdict. `find` occurs exactly once in `file`; `changed`: what stands in its place.
 */
export interface StatementFault {
  readonly ids: readonly string[];
  readonly file: string;
  readonly find: string;
  readonly changed: string;
}

const rates = "src/rates";
const distances = `${rates}/distances`;
const moments = `${rates}/moments/gaussian-moments.ts`;
const entropic = `${distances}/entropic-rates.ts`;
const dissipation = `${distances}/pair-dissipation.ts`;
const relative = `${rates}/fisher/relative-l2-rate.ts`;
const CP = "src/theory/contractivity";
const MP = "src/theory/multispecies";

const fault = (ids: string | readonly string[], file: string, find: string, changed: string): StatementFault => ({ ids: [ids].flat(), file, find, changed });

export const statementFaults: readonly StatementFault[] = [
  fault("contractivity/conservation", moments, "2 * d * share * share * rate * deviator[k]", "2 * d * share * share * rate * second[k]"),
  fault("contractivity/proposition-2", moments, "2 * d * share * share * rate * deviator[k]", "2 * (d - 1) * share * share * rate * deviator[k]"),
  fault(
    "contractivity/proposition-2-in-time",
    "src/solvers/hermite/flow.ts",
    "= -anisotropy[i] * Math.sqrt(alpha[i] * (alpha[i] - 1))",
    "= anisotropy[i] * Math.sqrt(alpha[i] * (alpha[i] - 1))",
  ),
  fault("contractivity/radial-data", "src/solvers/maxwell/exact.ts", "exp(-2 * (dimension - 1) * strength * t)", "exp(-2 * dimension * strength * t)"),
  fault("contractivity/lemma-1", relative, "rotations += turn * turn", "rotations -= turn * turn"),
  fault("contractivity/lemma-2-printed", `${CP}/lemma2.ts`, "product(phi, phi, 2), constant", "product(phi, phi), constant"),
  fault("contractivity/lemma-2", `${CP}/lemma2.ts`, "(k + 1) * c", "k * c"),
  fault("contractivity/lemma-2-poincare", `${CP}/lemma2.ts`, "(k + 1) * c", "k * c"),
  fault(
    [
      "contractivity/theorem-1",
      "contractivity/theorem-1-delta",
      "contractivity/theorem-1-monotone",
      "contractivity/theorem-1-remark",
      "beyond/theorem-1-twice-the-rate",
    ],
    "src/solvers/hermite/flow.ts",
    "Math.round(-x)",
    "Math.round(x)",
  ),
  fault("contractivity/proposition-3", `${rates}/fisher/relative-power-rate.ts`, "* (p - 1) * (l[i] - 1))", "* (p - 1) * (1 - l[i]))"),
  fault(
    "contractivity/proposition-3-in-time",
    "src/solvers/maxwell/exact.ts",
    "exp(-2 * (dimension - 1) * strength * t)",
    "exp(2 * (dimension - 1) * strength * t)",
  ),
  fault("contractivity/lemma-3", `${CP}/lemma3.ts`, "sin(angle) * z[i] + cos(angle) * z[j]", "sin(angle) * z[i] - cos(angle) * z[j] / 2"),
  fault("contractivity/commutator", `${CP}/commutator.ts`, "times(moved(p, i, j), -1)", "moved(p, i, j)"),
  fault("contractivity/theorem-2-printed", `${CP}/theorem2.ts`, "value: (low + high) / 2", "value: -(low + high) / 2"),
  fault("contractivity/theorem-2-rates-printed", entropic, "(epsilon / 2) * lost)", "(epsilon / 2) * -lost)"),
  fault("contractivity/theorem-2-in-time-printed", `${CP}/theorem2-in-time.ts`, "cost({ S: value, C: lebesgue })", "cost({ S: lebesgue, C: lebesgue })"),
  fault("contractivity/theorem-2-fourier-printed", `${CP}/theorem2-fourier.ts`, "[f.at(t), g.at(t)]", "[f.at(0), g.at(0)]"),
  fault(
    "contractivity/theorem-2-fourier",
    "src/transport/entropic/clouds.ts",
    "return value + epsilon * (entropies[0] + entropies[1]",
    "return value - epsilon * (entropies[0] + entropies[1]",
  ),
  fault("contractivity/theorem-2-in-time", `${CP}/theorem2-in-time.ts`, "cost({ S: value, C: lebesgue })", "cost({ S: value, C: value })"),
  fault("contractivity/theorem-2", entropic, "CRate: J + epsilon * entropyRate(f, rateF)", "CRate: J - epsilon * entropyRate(f, rateF)"),
  fault("contractivity/dissipation", dissipation, "[d - 1, etaSquared]", "[d, etaSquared]"),
  fault(
    "contractivity/proposition-4",
    "src/transport/entropic/gaussian-duality.ts",
    "(start / 2 - (epsilon / 2) * logDet)",
    "(start / 2 + (epsilon / 2) * logDet)",
  ),
  fault("contractivity/joint-convexity-printed", `${CP}/convexity.ts`, 'along("T", ({ S }) => 2 * S)', 'along("T", ({ C }) => 2 * C)'),
  fault(
    "contractivity/joint-convexity",
    `${CP}/convexity.ts`,
    "mixture({ components: [[1 - s, first], [s, second]]",
    "mixture({ components: [[0.5, first / 2], [0.5, second / 2]]",
  ),
  fault("contractivity/second-variation", `${distances}/second-variation.ts`, "first.map((x, k) => x - second[k])", "first.map((x, k) => x + second[k])"),
  fault(
    "contractivity/strict-decrease",
    "src/solvers/maxwell/exact.ts",
    "theta + (covariance[0][0] - theta) * rest",
    "theta + (covariance[0][0] - theta) / rest",
  ),
  fault("contractivity/heat", `${distances}/heat-identity.ts`, "(x - 1) / x - (x - 1)", "(x - 1) / x + (x - 1)"),
  fault("contractivity/heat-last-line-printed", `${distances}/heat-identity.ts`, "asPrinted: right.value / 2", "asPrinted: right.value"),
  fault(["contractivity/lemma-4", "beyond/mixture-lemma-4"], dissipation, "remainder: space.sum([gamma, radial])", "remainder: space.sum([-gamma, radial])"),
  fault("contractivity/lemma-4-any-alpha", `${distances}/lemma4-potential.ts`, "2 * zSz * (square * trS - d * zSz)", "2 * zSz * (square * trS - zSz)"),
  fault("contractivity/theorem-3", `${distances}/theorem3-chain.ts`, "full * c * (ends[0] + ends[1]) * squared", "full * c * (ends[0] - ends[1]) * squared"),
  fault("contractivity/theorem-3-in-time", `${CP}/theorem3-along.ts`, "start * exp(integrals[name])", "start * exp(-integrals[name])"),
  fault("contractivity/theorem-3-chain", `${distances}/geodesic-means.ts`, "D * SSD + 2 * SSDD", "D * SSD"),
  fault("beyond/theorem-3-best-constant", `${distances}/geodesic-means.ts`, "SD * SD + 2 * SDSD", "SD * SD - 2 * SDSD"),
  fault("contractivity/geodesics", `${distances}/theorem3-chain.ts`, "(1 - s) * integral(0) + s * integral(1)", "s * integral(0) + (1 - s) * integral(1)"),
  fault(
    "contractivity/fournier-guerin",
    `${distances}/fournier-guerin.ts`,
    "lipschitz * (differenceMean(start, gamma) + differenceMean(end, gamma))",
    "lipschitz * (differenceMean(start, gamma) - differenceMean(end, gamma))",
  ),
  fault(
    "contractivity/theorem-3-screened",
    "src/model/screened.ts",
    "bare.derivative(r) - bare.alpha(r) / length",
    "bare.derivative(r) - (2 * bare.alpha(r)) / length",
  ),
  fault("contractivity/theorem-3-coulomb", `${CP}/theorem3-coulomb.ts`, "largest(pair) * -squared * log(squared)", "largest(pair) * squared * log(squared)"),
  fault("contractivity/theorem-3-coulomb-chain", `${distances}/geodesic-means.ts`, "SD * SD + 2 * SDSD", "SD * SD - 2 * SDSD"),
  fault("contractivity/theorem-3-coulomb-integral-printed", `${CP}/theorem3-coulomb.ts`, "pow(2, 2 * e) * nodes", "pow(2, 2 - 2 * e) * nodes"),
  fault("contractivity/theorem-3-coulomb-integral", `${CP}/theorem3-coulomb.ts`, "pow(2, 2 * e) * nodes", "pow(2, e) * nodes"),
  fault("contractivity/theorem-3-coulomb-exponent-printed", `${CP}/theorem3-coulomb.ts`, "return pow(y, 1 - x) / x;\n};", "return y / x;\n};"),
  fault("contractivity/theorem-3-coulomb-exponent", `${CP}/theorem3-coulomb.ts`, "const x = -1 / log(y);", "const x = -2 / log(y);"),
  fault("multispecies/conservation", moments, "const share = other.mass / (one.mass + other.mass);", "const share = one.mass / (one.mass + other.mass);"),
  fault("multispecies/coefficients", `${MP}/conservation.ts`, "masses[i] * outer(masses[i]) * x", "masses[i] * inverse(masses[i]) * x"),
  fault("multispecies/equilibrium", moments, "(one.mass * x - other.mass * other.covariance[k])", "(one.mass * x + other.mass * other.covariance[k])"),
  fault("multispecies/h-theorem", `${rates}/fisher/entropy-rate.ts`, "[-1, gz2]", "[1, gz2]"),
  fault(
    "multispecies/production-printed",
    "src/theory/mixtures.ts",
    "if (strength > 0) return powerLaw(gamma, { strength });",
    "return powerLaw(gamma, { strength: strength || 0.1 });",
  ),
  fault("multispecies/production", `${MP}/entropy.ts`, "connected ? undefined :", "connected || !connected ? undefined :"),
  fault(
    "multispecies/fokker-planck-printed",
    `${rates}/fisher/fokker-planck.ts`,
    "plus(times(-1, information), times(-1, rest)),\n      information",
    "plus(times(-1, information), rest),\n      information",
  ),
  fault("multispecies/fokker-planck", `${rates}/fisher/fokker-planck.ts`, "(2 * d * density) / temperature", "(d * density) / temperature"),
  fault(
    ["multispecies/theorem-1-1", "multispecies/one-species"],
    `${rates}/fisher/by-variation.ts`,
    "space.sum([-2 / (mu * mu * mu), means], [-2 / mu, covariance])",
    "space.sum([2 / (mu * mu * mu), means], [-2 / mu, covariance])",
  ),
  fault(
    "multispecies/theorem-1-1-mixtures",
    `${rates}/fisher/quadrature/ordered-rates.ts`,
    "into[1] += (force[i] * flux[i])",
    "into[1] -= (force[i] * flux[i])",
  ),
  fault("multispecies/theorem-1-1-in-time", `${MP}/theorem11.ts`, "values[k + 1], values[k])", "values[k], values[k + 1])"),
  fault("multispecies/lemma-2-1", `${rates}/fisher/by-variation.ts`, "[-1, space.quadratic(Y)]", "[1, space.quadratic(Y)]"),
  fault(
    "multispecies/proposition-2-2-printed",
    `${rates}/fisher/fisher-rate.ts`,
    "principalValue: principal.value,",
    "principalValue: principal.value + boundary.value,",
  ),
  fault("multispecies/proposition-2-2-certificate-printed", `${MP}/fisher-formulas.ts`, "value: (low + high) / 2", "value: 0 * low"),
  fault("multispecies/proposition-2-2", `${rates}/fisher/boundary-term.ts`, "((d - 1) / d)", "(1 / d)"),
  fault("multispecies/proposition-3-1-printed", `${MP}/fisher-formulas.ts`, "remainder === null ? principalValue :", "remainder === null ? rate :"),
  fault("multispecies/proposition-3-1", `${rates}/fisher/four-parts.ts`, "part(scores, (gamma * gamma) / 4)", "part(scores, (gamma * gamma) / 2)"),
  fault("multispecies/proposition-3-1-finite-part", `${rates}/fisher/four-parts.ts`, "const slope = 1 + gamma / 2;", "const slope = 1 - gamma / 2;"),
  fault("multispecies/properties-i-iii", `${MP}/vector-fields.ts`, "1 / masses[0] : -1 / masses[1]", "1 / masses[0] : 1 / masses[1]"),
  fault("multispecies/property-ii-printed", `${MP}/vector-fields.ts`, "1 / masses[0] : -1 / masses[1]", "1 : -1"),
  fault("multispecies/property-ii", `${MP}/vector-fields.ts`, "masses[j < d ? 0 : 1])))", "masses[0])))"),
  fault(
    "multispecies/property-iv-printed",
    `${MP}/vector-fields.ts`,
    "turned[p] = cos(angle) * z[p] - sin(angle) * z[q];",
    "turned[p] = 2 * cos(angle) * z[p] - 2 * sin(angle) * z[q];",
  ),
  fault("multispecies/property-iv", `${MP}/vector-fields.ts`, "const angle = -atan2(z[q], z[0]);", "const angle = -atan2(z[q], z[0]) / 2;"),
  fault("multispecies/property-v", `${MP}/vector-fields.ts`, "(i < d ? 1 : -1) / masses[", "(i < d ? 1 : 1) / masses["),
  fault(
    ["multispecies/lemma-3-2", "multispecies/lemma-3-2-even"],
    `${rates}/spectral/sphere/sphere-polynomials.ts`,
    "const gamma2 = size + (d - 2) * gamma;",
    "const gamma2 = size / 2 + (d - 2) * gamma;",
  ),
  fault(
    "multispecies/lemma-3-2-identities",
    `${rates}/spectral/sphere/sphere-identities.ts`,
    "const half = laplacian / 2 + gamma / 4;",
    "const half = laplacian / 2 + gamma / 2;",
  ),
  fault("beyond/growth", `${rates}/certificates/wasserstein-rate.ts`, "before.minus(after)", "after.minus(before)"),
  fault(
    "beyond/contraction-at-equilibrium",
    `${rates}/spectral/contraction/dissipation-form.ts`,
    "addGram(form, size, rows, width, -weight);",
    "addGram(form, size, rows, width, weight);",
  ),
  fault("beyond/four-beams", `${rates}/spectral/contraction/dissipation-form.ts`, "const half = 0.5 * gamma * weight;", "const half = 0 * gamma * weight;"),
  fault("beyond/contraction-map", `${rates}/spectral/contraction/dissipation-form.ts`, "entry -= longitudinal", "entry += longitudinal"),
  fault("beyond/duality", `${rates}/fisher/by-variation.ts`, "[-1, space.quadratic(Y)]", "[1, space.quadratic(Y)]"),
  fault("beyond/theorem-3-sums-of-powers", "src/functionals/riesz/growth.ts", "value += part.value;", "value -= part.value;"),
  fault("beyond/theorem-3-saturated", dissipation, "[-2 * traceS, zEta],", "[2 * traceS, zEta],"),
  fault("beyond/couplings", `${distances}/couplings/coupled-cost.ts`, "[d - 2, lengths]", "[d - 1, lengths]"),
  fault("beyond/landau-metric", `${rates}/spectral/metric/landau-metric.ts`, "[-1n, calculus.ofPartner(slope)]", "[1n, calculus.ofPartner(slope)]"),
  fault("beyond/mixture-contraction", moments, "const share = other.mass / (one.mass + other.mass);", "const share = -other.mass / (one.mass + other.mass);"),
  fault("beyond/mixture-stability", `${distances}/distance-bounds.ts`, "((i === j ? 0.5 : 1)", "((i === j ? -0.5 : -1)"),
  fault("beyond/mixture-growth", moments, "mean[k] -= rate", "mean[k] += rate"),
  fault("beyond/electron-ion-growth", moments, "powerMoments(relative, gamma)", "powerMoments(relative, 0)"),
  fault("beyond/fisher-growth", `${rates}/fisher/quadrature/maxwellian-partner.ts`, "into[1] -= (2 * form)", "into[1] -= (20 * form)"),
  fault(
    "beyond/critical-mass-ratio",
    `${rates}/spectral/fisher-growth/friction.ts`,
    "along.map((x, k) => x + mesh.radii[k]",
    "along.map((x, k) => 2 * x + mesh.radii[k]",
  ),
  fault("beyond/critical-mass-ratio-plasma", `${rates}/spectral/fisher-growth/coulomb-response.ts`, "+ r * outside) / 3);", "+ r * outside) / 2);"),
  fault("beyond/hydrogen-plasma", `${rates}/spectral/fisher-growth/equilibrium-forms.ts`, "image[q.from + k] += x", "image[q.from + k] -= x"),
  fault("beyond/lorentz", `${rates}/spectral/fisher-growth/lorentz-solution.ts`, "- l * (l + 1) * bessel * tauSlope", "+ l * (l + 1) * bessel * tauSlope"),
  fault("beyond/weighted-information", `${rates}/spectral/fisher-growth/lorentz-solution.ts`, "(slope * slope + weight * turn)", "(slope * slope + turn)"),
  fault(
    "beyond/even-ratio",
    `${rates}/spectral/sphere/sphere-axisymmetric.ts`,
    "along * along + d2 * slope * slope, flat",
    "along * along + 2 * d2 * slope * slope, flat",
  ),
  fault("beyond/theorem-1-largest-rate", `${rates}/fisher/relative-l2-largest.ts`, "-= 2 * (d - 1) * alpha[i];", "-= (d - 1) * alpha[i];"),
  fault(
    "beyond/theorem-1-from-the-start",
    relative,
    "return sum - (2 * (d - 1) * size + 2 * pairs) * a(alpha);",
    "return sum + (2 * (d - 1) * size + 2 * pairs) * a(alpha);",
  ),
  fault("beyond/sinkhorn-divergence", entropic, "SRate: J - epsilon * lost", "SRate: J - 9 * epsilon * lost"),
];
