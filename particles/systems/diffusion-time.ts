/**
 * The diffusion time tau = scale alpha(r) dt of a pair from its squared relative speed (scale 4 for unit masses and density), in the form that the kernels compute.
 *
 * Whole powers by square roots and divisions, other powers as exp(gamma/2 log r^2), a general alpha from its table. r^2 is raised to 1e-280
 * and tau lowered to 40.5, beyond which the law of the rotation no longer changes: two particles at the same place still collide.
 */
import { exp, log } from "../../src/math/elementary.ts";
import { SQUARE_FLOOR, TAU_LIMIT } from "../../src/kernels/constants/rotation.ts";
import { lookUp, tabulate, type AlphaTable } from "../../src/model/table.ts";
import type { Potential } from "../../src/protocols/index.ts";

/** Diffusion time of a pair per unit of dt, for every kind of alpha, as kernels take it. */
export interface DiffusionTime {
  /** How the kernels compute it: 0 constant, 1 to 3 inverse powers, 4 another power, 5 a table. */
  readonly mode: 0 | 1 | 2 | 3 | 4 | 5;
  /** gamma/2, or 0 when there is no gamma. */
  readonly halfPower: number;
  readonly table?: AlphaTable;
  /** `scale` dt times the strength of a power law. */
  factor(dt: number): number;
  /** tau, given the squared relative speed and `factor(dt)`. NaN where alpha is not a number. */
  tau(square: number, factor: number): number;
  /** factor alpha / strength at the squared distance `square` + `soft`, without upper limit (softening.ts). */
  weight(square: number, soft: number, factor: number): number;
}

export function diffusionTime(potential: Potential, scale: number): DiffusionTime {
  const halfPower = (potential.gamma ?? 0) / 2;
  const table = potential.gamma === undefined ? tabulate(potential) : undefined;
  const mode = modeOf(potential);
  function raw(square: number, factor: number): number {
    if (mode === 0) return factor;
    if (mode === 1) return factor / Math.sqrt(square);
    if (mode === 2) return factor / square;
    if (mode === 3) return factor / (square * Math.sqrt(square));
    if (mode === 4) return factor * exp(Math.min(Math.max(halfPower * log(square), -700), 700));
    return factor * lookUp(table!, square);
  }
  return {
    mode,
    halfPower,
    ...(table && { table }),
    factor: (dt) => scale * dt * potential.strength,
    tau(square, factor) {
      const tau = raw(square < SQUARE_FLOOR ? SQUARE_FLOOR : square, factor);
      return tau > TAU_LIMIT ? TAU_LIMIT : tau;
    },
    weight(square, soft, factor) {
      const softened = square + soft;
      return raw(softened < SQUARE_FLOOR ? SQUARE_FLOOR : softened, factor);
    },
  };
}

function modeOf({ gamma }: Potential): DiffusionTime["mode"] {
  if (gamma === undefined) return 5;
  return gamma === 0 ? 0 : gamma === -1 ? 1 : gamma === -2 ? 2 : gamma === -3 ? 3 : 4;
}
