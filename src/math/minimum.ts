/**
 * The nearest local minimum of a smooth function of a few dozen variables from its gradient: quasi-Newton steps of Broyden, Fletcher, Goldfarb and Shanno, halved until
 * the function falls by Armijo's share of what its slope foretells (Nocedal and Wright, Numerical Optimization, 2nd ed., chapters 3 and 6). The update is left out
 * where the curvature along the step is not positive. A step from which the function does not fall starts again from steepest descent; the second time it ends.
 */

export interface Minimum {
  readonly value: number;
  readonly at: Float64Array;
  /** Euclidean norm of the gradient there. */
  readonly slope: number;
  readonly steps: number;
}

const ARMIJO = 1e-4;

/** `f` writes the gradient [n] and returns the value; it may return NaN or Infinity outside its domain. Ends at a relative change below `tolerance` twice, or after `steps`. */
export function minimise(
  f: (x: Float64Array, gradient: Float64Array) => number,
  from: ArrayLike<number>,
  { steps = 500, tolerance = 1e-15 }: { steps?: number; tolerance?: number } = {},
): Minimum {
  const n = from.length;
  let x = Float64Array.from(from);
  let gradient = new Float64Array(n);
  let value = f(x, gradient);
  let [next, nextGradient] = [new Float64Array(n), new Float64Array(n)];
  const inverse = new Float64Array(n * n);
  const direction = new Float64Array(n);
  const image = new Float64Array(n);
  const reset = (): void => {
    inverse.fill(0);
    const size = Math.sqrt(dot(gradient, gradient));
    for (let i = 0; i < n; i++) inverse[i * n + i] = size > 0 ? 0.1 / size : 1;
  };
  reset();
  let [fresh, still] = [true, 0];
  let count = 0;
  for (; count < steps && still < 2; count++) {
    for (let i = 0; i < n; i++) {
      direction[i] = 0;
      for (let j = 0; j < n; j++) direction[i] -= inverse[i * n + j] * gradient[j];
    }
    const fall = dot(direction, gradient);
    let length = 1;
    let found = Infinity;
    for (; length > 1e-12; length /= 2) {
      for (let i = 0; i < n; i++) next[i] = x[i] + length * direction[i];
      found = f(next, nextGradient);
      if (found <= value + ARMIJO * length * fall) break;
    }
    if (!(fall < 0 && found <= value)) {
      if (fresh) break;
      reset();
      fresh = true;
      continue;
    }
    still = value - found <= tolerance * Math.abs(value) ? still + 1 : 0;
    update(inverse, x, next, gradient, nextGradient, image);
    fresh = false;
    value = found;
    [x, next] = [next, x];
    [gradient, nextGradient] = [nextGradient, gradient];
  }
  return { value, at: x, slope: Math.sqrt(dot(gradient, gradient)), steps: count };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** H becomes (I - r s y^T) H (I - r y s^T) + r s s^T, s the step, y the change of the gradient, r = 1/(s.y). */
function update(h: Float64Array, x: Float64Array, next: Float64Array, gradient: Float64Array, after: Float64Array, image: Float64Array): void {
  const n = x.length;
  let [curvature, steps, changes] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [s, y] = [next[i] - x[i], after[i] - gradient[i]];
    curvature += s * y;
    steps += s * s;
    changes += y * y;
  }
  if (!(curvature > 1e-12 * Math.sqrt(steps * changes))) return;
  let bend = 0;
  for (let i = 0; i < n; i++) {
    image[i] = 0;
    for (let j = 0; j < n; j++) image[i] += h[i * n + j] * (after[j] - gradient[j]);
    bend += image[i] * (after[i] - gradient[i]);
  }
  const own = (1 + bend / curvature) / curvature;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      const [s, t] = [next[i] - x[i], next[j] - x[j]];
      h[i * n + j] += own * s * t - (image[i] * t + s * image[j]) / curvature;
    }
  }
}
