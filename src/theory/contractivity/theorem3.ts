/**
 * CP, Theorem 3 (d = 3, soft potentials), at t = 0 and for Gaussian data, where everything is in closed form:
 *
 *   (i)  -3 < gamma < 0:   dW2^2/dt <= k K sup_(s,v) int rho_s(w) |v-w|^gamma dw  W2^2,   K = gamma^2;
 *   (ii) gamma = -3:       dW2^2/dt <= C max(sup rho, 1) (-W2^2 log W2^2)  if W2^2 < e^-4,   C = 12 e (2 pi + 1) K.
 *
 * rho_s is the displacement geodesic between the laws, W2^2 the full cost. k = 6 is what the proof's chain gives, 3 is printed,
 * and true because r^gamma is a positive-definite kernel; 2 = d - 1 is true because the trace over rotations has d - 1
 * dimensions. For (ii) the printed constant drops e (the minimum of y^(1-x)/x is -e y log y). A centred Gaussian has its
 * largest I_gamma at its centre, E|X|^gamma, and its largest density at an end of the geodesic, where det is least (log det is
 * concave along it). Verdicts are against k = 3; a kernel strength c multiplies all.
 *
 * The slope of N particles has a bias of order 1/N, which widens its interval on both sides: the share 1/N, since a particle meets N - 1 others,
 * and of a standardised start as much again as its tangent bound is off W2^2, which is known at t = 0 (measured for Gaussians from N = 64 on).
 */
import type { Cell, Claim, Initial, Law, Model } from "../../protocols/index.ts";
import { exp, log } from "../../math/elementary.ts";
import { summarise, type Interval } from "../../math/statistics.ts";
import { coulombConstant, rieszSupremum, theorem3Constant } from "../../rates/index.ts";
import { observableOf, seriesName } from "../../series-name.ts";
import { inPercent, inWords, type Graded } from "../../claims/verdict.ts";
import { judgeCells, observedTimes, replicatesNeeded, valuesAt, whereInWords } from "../../claims/over-cells.ts";
import type { Where } from "../../claims/over-cells.ts";
import { knownOptions } from "../../names/options.ts";

/** What the bounds need of a setup. */
export interface Bounded {
  readonly initial: Pick<Initial<never>, "laws" | "map">;
  readonly system: { readonly model: Model };
}

interface Bound {
  readonly name: string;
  readonly value: number;
}

/** Largest density along the geodesic: that of the end with the smaller determinant. */
function largestDensity(from: Law, to: Law): number {
  return Math.max(from.density(from.mean), to.density(to.mean));
}

function boundsOf(from: Law, to: Law, gamma: number, squared: number): Bound[] {
  if (gamma === -3) {
    const rest = Math.max(largestDensity(from, to), 1) * -squared * log(squared);
    return [
      { name: "part (ii) corrected", value: coulombConstant("sharp") * rest },
      { name: "part (ii) as printed", value: coulombConstant("printed") * rest },
    ];
  }
  const unit = gamma * gamma * rieszSupremum({ from, to, gamma }) * squared;
  return [
    { name: "as printed (constant 3)", value: theorem3Constant("printed") * unit },
    { name: "as the proof gives it (6)", value: theorem3Constant("proof") * unit },
    { name: "at best (2)", value: theorem3Constant("best") * unit },
  ];
}

/** The power law of the equation of mass and density 1 that a single species obeys: time runs n/m^2 times as fast. */
export function unitMass({ species, interaction }: Model): { gamma: number | undefined; strength: number } {
  const { mass, density } = species[0];
  const { gamma, strength } = interaction(0, 0);
  return { gamma, strength: (strength * density) / (mass * mass) };
}

/** Why the theorem says nothing about this setup. */
export function excluded({ initial, system }: Bounded): string | undefined {
  const { species, interaction } = system.model;
  if (species.length > 1) return "Theorem 3 is about one species";
  const { gamma } = interaction(0, 0);
  if (gamma === undefined) return "Theorem 3 is about power laws";
  if (gamma >= 0) return `Theorem 3 is about soft potentials, and gamma = ${gamma}`;
  if (gamma < -3) return `Theorem 3 needs gamma >= -3, and gamma = ${gamma}`;
  const [from, to] = initial.laws;
  if (!to) return "Theorem 3 compares two solutions";
  if (from.dimension !== 3) return `Theorem 3 is about dimension 3, not ${from.dimension}`;
  const squared = initial.map?.squared;
  if (!from.gaussian || !to.gaussian || squared === undefined) return "the bound has no closed form for laws that are not Gaussian";
  const limit = exp(-4);
  if (gamma === -3 && squared > limit) {
    return `Theorem 3 (ii) needs W2^2 < e^-4 = ${inWords(limit)}, and the laws start at W2^2 = ${inWords(squared)}`;
  }
  return undefined;
}

/** Relative bias of the slope, stated in the header; undefined when the tangent bound of a standardised start was not measured. */
function biasOf(cell: Cell, slope: string): number | undefined {
  const { initial, particles } = cell.setup;
  if (!initial.standardised) return 1 / particles;
  const tangents = valuesAt(cell, seriesName(observableOf(slope), "tangent"), 0);
  return tangents.length === 0 ? undefined : 1 / particles + Math.abs(1 - summarise(tangents).mean / (initial.map?.squared as number));
}

function compare(cell: Cell, measuredSlope: Interval, share: number, bounds: readonly Bound[]): Graded {
  const [first] = bounds;
  const bias = share * Math.abs(measuredSlope.mean);
  const slope = { ...measuredSlope, low: measuredSlope.low - bias, high: measuredSlope.high + bias };
  // Means add |a-b|^2 to W2^2 but nothing to its rate: the same bounds hold.
  const measured = `dW2^2/dt at t = 0 is ${inWords(slope.mean)} (${inWords(slope.low)} to ${inWords(slope.high)}, a bias of ${inPercent(share, 1)} allowed for)`;
  const listed = bounds.map(({ name, value }) => `${inWords(value)} ${name}`).join(", ");
  const loose = slope.mean > 0 ? `; the first is ${inWords(first.value / slope.mean)} times the measured rate` : "";
  const evidence = `${measured}; the theorem allows up to ${listed}${loose}`;
  if (slope.low > first.value) return { verdict: { kind: "violated", evidence }, margin: 1 - slope.low / first.value };
  if (slope.high <= first.value) return { verdict: { kind: "consistent", evidence }, margin: 1 - slope.high / first.value };
  const need = replicatesNeeded(cell, slope.high - slope.mean, Math.abs(first.value - slope.mean));
  return { verdict: { kind: "undecided", evidence, need } };
}

/** The series that declares itself to be dW2^2/dt at the start. */
const slopeOf = ({ quantities }: Cell): string | undefined => Object.keys(quantities).find((series) => quantities[series].place === "slope");

/** The slopes of all replicates and their relative bias, where they were measured. */
function measured(cell: Cell): { readonly slopes: readonly number[]; readonly bias: number } | undefined {
  const series = slopeOf(cell);
  const [k] = series === undefined ? [] : observedTimes(cell, series);
  if (series === undefined || k === undefined) return undefined;
  const bias = biasOf(cell, series);
  return bias === undefined ? undefined : { slopes: valuesAt(cell, series, k), bias };
}

/**
 * The measured dW2^2/dt at t = 0 (a part of the observed lower bound, by the tangent) respects Theorem 3. Inapplicable for gamma = 0, gamma <
 * -3, other dimensions, non-Gaussian laws, and beyond the horizon of (ii).
 */
export function theorem3AtStart(options: { where?: Where } = {}): Claim<never> {
  knownOptions("theorem3AtStart", options, ["where"]);
  return {
    statement: `dW2^2/dt at t = 0 respects Theorem 3${whereInWords(options.where)}`,
    source: "contractivity paper, Theorem 3, at t = 0, on Gaussian geodesics",
    reads: [],
    check: (result) =>
      judgeCells(result, {
        where: options.where,
        samples: (cell) => (excluded(cell.setup) ? [] : [measured(cell)?.slopes ?? []]),
        judge(cell, all) {
          const because = excluded(cell.setup);
          if (because) return { verdict: { kind: "inapplicable", because } };
          const found = measured(cell);
          if (!found) return { verdict: { kind: "undecided", evidence: "dW2^2/dt was not measured", need: "a lower bound of W2^2 observed at t = 0" } };
          const { initial, system } = cell.setup;
          const [from, to] = initial.laws;
          const { gamma, strength } = unitMass(system.model);
          const bounds = boundsOf(from, to, gamma as number, initial.map?.squared as number);
          const scaled = bounds.map(({ name, value }) => ({ name, value: strength * value }));
          return compare(cell, all.interval(found.slopes), found.bias, scaled);
        },
      }),
  };
}
