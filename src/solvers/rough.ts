/**
 * Data that no polynomial follows fast: f jumps (boxes) or log f has a kink (shells). Errors then fall algebraically with the resolution. A law may say so
 * (`rough`); a kink at the centre is found by its score when it does not.
 */
import type { Law } from "../protocols/index.ts";

/** Parts of the law's width over which the slope of log f is compared on both sides of the centre. */
const [NEAR, NEARER] = [1e-3, 1e-6];
/** Jump of that slope, times the width, from which there is a kink. */
const KINK = 1e-3;

export function isRough(law: Law): boolean {
  if (law.rough) return true;
  const width = Math.sqrt(law.covariance[0][0]);
  const slope = (step: number): number => {
    const score = new Float64Array(law.dimension);
    law.score?.(
      law.mean.map((u, k) => (k === 0 ? u + step * width : u)),
      score,
    );
    return score[0];
  };
  const jump = (step: number): number => Math.abs(slope(step) - slope(-step)) * width;
  // Where f vanishes at the centre the jump grows as 1/step, and f is smooth.
  return jump(NEARER) > KINK && jump(NEARER) < 2 * jump(NEAR);
}
