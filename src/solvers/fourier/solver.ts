/**
 * Fourier spectral solver of the full Landau operator in dimension 2 and 3: any -3 <= gamma <= 1 or smooth alpha, any datum with a density, mixtures
 * whose thermal widths differ by at most a factor 3. Spectrally accurate; the truncated kernel is exact (fourier-kernel.ts, fourier-grid.ts) and time
 * steps are exact in their stiff part (fourier-step.ts). Sources there.
 *
 * Errors. The solution is computed twice, with n modes and with about 3/4 n, each in the box that is best for it, in time to far below the spatial
 * error. Both spatial errors are proportional to the level of the tails (fourier-box.ts), measured on the way, so
 *
 *   |F(n) - F(exact)| <= factor |F(n) - F(3n/4)|,   factor = SAFETY level(n)/level(3n/4),
 *
 * for any functional F, unless F happens to agree on both; the factor is kept above what rounding leaves. The error of a state is that of its laws in
 * L1, or the drift of momentum and energy or the leak of mass through the faces of the box where that is more.
 */
import type { Law, Model, NodalLaw, Reference, ReferenceState } from "../../protocols/index.ts";
import type { Snapshot, Solution } from "./solution.ts";
import { ScenarioError } from "../../errors.ts";
import { bestBox, checkModes, coarserModes, DEFAULTS, defaultModes, equilibriumOf, LADDER, thermalWidth } from "./box.ts";
import { openSolution } from "./solution.ts";
import { isRough } from "../rough.ts";
import type { SolverDefinition } from "../definition.ts";

/** Resolution of the spectral solver. */
export interface FourierOptions {
  /** Points an axis: 12, 16, 18, 24, 32, 36, 48, 54, 64, 72, 96, 108 or 128. By default what the data need, at most 64 (d = 2) or 32 (d = 3). */
  readonly modes?: number;
}

/** A spectral solution at one time. */
export interface FourierState extends ReferenceState {
  law(species: number): NodalLaw;
  coarser(species: number): NodalLaw;
  readonly factor: number;
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

/** Thermal widths of a mixture differ by at most this. */
const WIDEST = 3;
/** Between the ratio of levels and the ratio of errors lies less than this, either way. */
const SAFETY = 20;
/** The factor is at most this; for rough data, whose error falls algebraically, it is the second. */
const LARGEST = 2;
const ROUGH = 10;
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
  const widths = laws.map(thermalWidth);
  const ratio = Math.max(...widths) / Math.min(...widths);
  if (!(ratio <= WIDEST))
    throw new ScenarioError(`fourier: thermal widths of the species differ by a factor ${ratio.toPrecision(3)} (one grid serves at most ${WIDEST}; for isotropic laws use the radial solver)`); // prettier-ignore
}

/** int |f - g| over the nodes of f, relative to int |f|. */
function relativeGap(f: NodalLaw, g: NodalLaw): number {
  const { points, density } = f.nodes;
  const v = new Float64Array(f.dimension);
  let [gap, size] = [0, 0];
  for (let i = 0; i < density.length; i++) {
    points.forEach((plane, k) => (v[k] = plane[i]));
    gap += Math.abs(density[i] - g.density(v));
    size += Math.abs(density[i]);
  }
  return gap / size;
}

function stateOf(fine: Snapshot, coarse: Snapshot, rough: boolean): FourierState {
  const gap = Math.max(...fine.laws.map((law, i) => relativeGap(law, coarse.laws[i])));
  const spatial = rough ? ROUGH : Math.min(LARGEST, (SAFETY * fine.level) / coarse.level);
  const rounding = ROUNDING * (fine.terms + 10);
  const { drift, leak } = fine;
  return {
    law: (species) => fine.laws[species],
    coarser: (species) => coarse.laws[species],
    factor: Math.max(spatial, Math.min(3, (TAIL_ROUNDING * rounding) / Math.max(gap, rounding))),
    drift,
    leak,
    bound: Math.max(spatial * gap, rounding, drift, leak),
  };
}

function openResolution(model: Model, laws: readonly Law[], modes: number): Solution {
  const { centre } = equilibriumOf(model, laws);
  const { halfWidth, level } = bestBox(model, laws, modes);
  return openSolution(model, laws, { dimension: laws[0].dimension, modes, centre, halfWidth }, Math.max(FINEST, TIME_SHARE * level));
}

/**
 * Opens the solver; nothing runs until a time is asked for. Times may be asked in any order; each is computed from the latest known before it. Throws
 * ScenarioError for a dimension other than 2 and 3, an exponent outside [-3, 1], thermal widths that differ by more than a factor 3, a law without a
 * density, or unknown numbers of modes.
 */
export function openFourier(model: Model, laws: readonly Law[], options: FourierOptions = {}): FourierReference {
  check(model, laws);
  const modes = options.modes ?? defaultModes(model, laws);
  checkModes(modes);
  const fine = openResolution(model, laws, modes);
  const coarse = openResolution(model, laws, coarserModes(modes));
  const rough = laws.some(isRough);
  const known = new Map<number, FourierState>();
  return {
    name: `fourier, ${modes} modes`,
    modes,
    halfWidth: fine.grid.halfWidth,
    at(t) {
      if (!(t >= 0 && t < Infinity)) throw new ScenarioError(`fourier: invalid time: ${t} (expected a finite number >= 0)`);
      const state = known.get(t) ?? stateOf(fine.at(t), coarse.at(t), rough);
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
    `points an axis, one of ${LADDER.slice(1).join(", ")}; ` + `default what the data need, at most ${DEFAULTS[2].most} (d = 2) or ${DEFAULTS[3].most} (d = 3)`,
  options: (modes) => (modes === undefined ? {} : { modes }),
  open: openFourier,
};
