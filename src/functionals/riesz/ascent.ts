/**
 * The maximum of a smooth function near a point: a search along the axes, on each the best of three values a step apart, or, when
 * the middle one is the largest, the vertex of the parabola through them. The step h shrinks when nothing moves, to 1e-4 of `scale`: the
 * place is then known to h^2 and the value to h^4.
 */
export function climb(f: (v: Float64Array) => number, from: ArrayLike<number>, scale: number): { value: number; at: Float64Array } {
  const at = Float64Array.from(from);
  let value = f(at);
  for (let step = scale; step > 1e-4 * scale;) {
    let moved = false;
    for (let k = 0; k < at.length; k++) {
      const x = at[k];
      const valueAt = (y: number): number => {
        at[k] = y;
        return f(at);
      };
      const [left, right] = [valueAt(x - step), valueAt(x + step)];
      const peak = !(left > value || right > value);
      moved ||= !peak;
      const bend = left - 2 * value + right;
      const next = peak ? x + (bend < 0 ? (step * (left - right)) / (2 * bend) : 0) : left > right ? x - step : x + step;
      const found = valueAt(next);
      if (found >= value) value = found;
      else at[k] = x;
    }
    if (!moved) step /= 4;
  }
  return { value, at };
}
