/**
 * Fourier spectral solver of the full Landau operator in dimension 2 and 3: any -3 <= gamma <= 1 or smooth alpha, any datum with a density, mixtures
 * whose thermal widths differ by at most a factor 3, in the plane by modes/18 if that is more. Spectrally accurate; the truncated kernel is exact (fourier-kernel.ts, fourier-grid.ts) and time
 * steps are exact in their stiff part (fourier-step.ts). Sources there.
 *
 * Errors. The solution is computed three times, with n modes in the box that is best for them, and with about 3/4 n in their best box and in one 6 % wider, in time to far
 * below the spatial error. Spatial errors are proportional to the level of the tails (box.ts), measured on the way, so
 *
 *   |F(n) - F(exact)| <= max_k factor_k |F(n) - F(coarser_k)|,   factor_k = SAFETY level(n)/level(coarser_k),
 *
 * for any functional F, unless it happens to agree on all three: two boxes are taken since in the best one the errors of faces and of modes are of one size and may cancel.
 * The factors are kept above what rounding leaves, and are Infinity where the level or the difference of the laws say that the modes do not resolve them. The error of a
 * state is that of its laws in L1, or the drift of momentum and energy or the leak of mass through the faces of the box where that is more.
 */
import type { Law, Model, NodalLaw, Reference, ReferenceState } from "../../protocols/index.ts";
import type { Course, Snapshot, Solution } from "./solution.ts";
import { ScenarioError } from "../../errors.ts";
import { pow } from "../../math/elementary.ts";
import { nodalDistances } from "../../laws/quadrature/distance.ts";
import { bestBox, checkModes, coarserModes, DEFAULTS, defaultModes, equilibriumOf, LADDER, widestFor, widthRatio } from "./box.ts";
import { openSolution } from "./solution.ts";
import { openBudget, type Portion, type WorkOptions } from "../budget.ts";
import { isRough } from "../rough.ts";
import type { SolverDefinition } from "../definition.ts";
import { knownOptions } from "../../names/options.ts";

/** Resolution of the spectral solver. */
export interface FourierOptions extends WorkOptions {
  /** Points an axis: 12, 16, 18, 24, 32, 36, 48, 54, 64, 72, 96, 108 or 128, in the plane also 144, 192, 216, 256 or 288. By default what the data need, at most 64 (d = 2; 256 for widths beyond a factor 3) or 32 (d = 3). */
  readonly modes?: number;
}

const OPTIONS = ["modes", "maxWork", "progress"] as const;

/** A spectral solution at one time. */
export interface FourierState extends ReferenceState {
  law(species: number): NodalLaw;
  /** In the best box, and in a wider one. */
  coarser(species: number): readonly [NodalLaw, NodalLaw];
  readonly factors: readonly [number, number];
  /** Drift of momentum (relative to the thermal one) and energy since the start. */
  readonly drift: number;
  /** Mass at the faces of the box, and beyond it at the start. */
  readonly leak: number;
}

/** A spectral solution. */
export interface FourierReference extends Reference {
  readonly modes: number;
  readonly halfWidth: number;
  at(t: number): FourierState;
}

/** Between the ratio of levels and the ratio of errors lies less than this, either way. */
const SAFETY = 25;
/** Factors are at most this, and at least that: levels of fine grids are rounding. For rough data, whose errors fall algebraically, they are ROUGH. */
const [LARGEST, LEAST, ROUGH] = [2.5, 0.025, 10];
/** The second coarser solution's box, relative to the best one. */
const WIDER = 1.06;
/** Levels, and relative L1 distances of the coarser laws, from which a solution says nothing of its errors. */
const UNRESOLVED = { level: 2e-3, gap: 0.01 };
/** Local time errors, relative to the spatial level. */
const TIME_SHARE = 0.01;
/** A time step is not asked to be more accurate than rounding lets it. */
const FINEST = 1e-13;
/** Relative rounding error of one term of an exponential; moments see that of the tails, which is more. */
const ROUNDING = 1e-16;
const TAIL_ROUNDING = 10;

function check(model: Model, laws: readonly Law[]): void {
  if (laws.length !== model.species.length)
    throw new ScenarioError(`fourier: invalid laws: ${laws.length} (expected one for each of ${model.species.length} species)`);
  const { dimension } = laws[0];
  laws.forEach((law, i) => {
    if (law.dimension !== dimension || (dimension !== 2 && dimension !== 3))
      throw new ScenarioError(`fourier: invalid dimension of law ${i}: ${law.dimension} (expected 2 or 3, the same for all)`);
  });
  model.species.forEach((_, i) =>
    model.species.forEach((_other, j) => {
      const { gamma } = model.interaction(i, j);
      if (gamma !== undefined && !(gamma >= -3 && gamma <= 1)) throw new ScenarioError(`fourier: invalid gamma: ${gamma} (expected -3 <= gamma <= 1)`);
    }),
  );
}

function checkWidths(laws: readonly Law[], modes: number): void {
  const [ratio, widest] = [widthRatio(laws), widestFor(laws[0].dimension, modes)];
  if (ratio <= widest) return;
  const others = laws[0].dimension === 2 ? "more modes in the plane" : "for isotropic laws use the radial solver";
  throw new ScenarioError(`fourier: thermal widths of the species differ by a factor ${ratio.toPrecision(3)} (one grid of ${modes} modes serves at most ${widest.toPrecision(3)}; ${others})`); // prettier-ignore
}

function stateOf(fine: Snapshot, others: readonly [Snapshot, Snapshot], rough: boolean): FourierState {
  const gaps = others.map((other) => Math.max(...fine.laws.map((law, i) => nodalDistances(law, other.laws[i]).l1)));
  const rounding = ROUNDING * (fine.terms + 10);
  const resolved = rough || (fine.level <= UNRESOLVED.level && Math.max(...gaps) <= UNRESOLVED.gap);
  const spatial = (k: 0 | 1): number => (resolved ? (rough ? ROUGH : Math.min(LARGEST, (SAFETY * fine.level) / others[k].level)) : Infinity);
  const factor = (k: 0 | 1): number => Math.max(LEAST, spatial(k), Math.min(3, (TAIL_ROUNDING * rounding) / Math.max(gaps[k], rounding)));
  const { drift, leak } = fine;
  return {
    law: (species) => fine.laws[species],
    coarser: (species) => [others[0].laws[species], others[1].laws[species]],
    factors: [factor(0), factor(1)],
    drift,
    leak,
    bound: Math.max(spatial(0) * gaps[0], rounding, drift, leak),
  };
}

/** The solution with n modes, in a box of that width relative to the best one. */
function openResolution(model: Model, laws: readonly Law[], { modes, width = 1 }: { modes: number; width?: number }, spend: Course["spend"]): Solution {
  const { centre } = equilibriumOf(model, laws);
  const { halfWidth, level } = bestBox(model, laws, modes);
  const box = { dimension: laws[0].dimension, modes, centre, halfWidth: width * halfWidth };
  return openSolution(model, laws, box, { tolerance: Math.max(FINEST, TIME_SHARE * level), spend });
}

/** The fine solution and two coarser ones, which share a budget as their grids' points do. */
function openAll(model: Model, laws: readonly Law[], modes: number, options: WorkOptions): readonly [Solution, Solution, Solution] {
  const budget = openBudget(options, "fourier", "fewer modes, an earlier time or a higher limit");
  const less = coarserModes(modes);
  const part = pow(less / modes, laws[0].dimension);
  const shares = [1, part, part].map((share) => share / (1 + 2 * part));
  const open = (resolution: { modes: number; width?: number }, portion: Portion): Solution =>
    openResolution(model, laws, resolution, (work, way) => budget.spend(work, way, portion));
  return [
    open({ modes }, { before: 0, share: shares[0] }),
    open({ modes: less }, { before: shares[0], share: shares[1] }),
    open({ modes: less, width: WIDER }, { before: shares[0] + shares[1], share: shares[2] }),
  ];
}

/**
 * Opens the solver; nothing runs until a time is asked for. Times may be asked in any order; each is computed from the latest known before it. Throws
 * ScenarioError for a dimension other than 2 and 3, an exponent outside [-3, 1], thermal widths that differ by more than the modes serve, a law without a
 * density, or unknown numbers of modes; `at` throws NumericalError when no time step is short enough or the solution costs more than `maxWork`.
 */
export function openFourier(model: Model, laws: readonly Law[], options: FourierOptions = {}): FourierReference {
  knownOptions("openFourier", options, OPTIONS);
  check(model, laws);
  const modes = options.modes ?? defaultModes(model, laws);
  checkModes(modes, laws[0].dimension);
  checkWidths(laws, modes);
  const [fine, coarse, wider] = openAll(model, laws, modes, options);
  const rough = laws.some(isRough);
  const known = new Map<number, FourierState>();
  return {
    name: `fourier, ${modes} modes`,
    modes,
    halfWidth: fine.grid.halfWidth,
    at(t) {
      if (!(t >= 0 && t < Infinity)) throw new ScenarioError(`fourier: invalid time: ${t} (expected a finite number >= 0)`);
      const state = known.get(t) ?? stateOf(fine.at(t), [coarse.at(t), wider.at(t)], rough);
      known.set(t, state);
      return state;
    },
  };
}

/** The spectral solver as users name it. */
export const fourierSolver: SolverDefinition<"fourier", FourierOptions> = {
  name: "fourier",
  title: "Fourier solution",
  resolution:
    `points an axis, one of ${LADDER.slice(1).join(", ")} (above 128 for d = 2); ` +
    `default what the data need, at most ${DEFAULTS[2].most} (d = 2; ${DEFAULTS[2].wide} for unlike widths) or ${DEFAULTS[3].most} (d = 3)`,
  optionNames: OPTIONS,
  options: (modes) => (modes === undefined ? {} : { modes }),
  open: openFourier,
};
