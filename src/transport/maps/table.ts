/**
 * A nondecreasing piecewise cubic on equal cells (Fritsch and Carlson 1980), continued linearly on both sides, and its integral.
 */
/** The monotone piecewise cubic: on cell k, T = image + s (c1 + s (c2 + s c3)) with s in [0, 1]. */
export interface Table {
  readonly origin: number;
  readonly step: number;
  readonly cells: number;
  readonly image: Float64Array;
  /** T' at the nodes. */
  readonly slope: Float64Array;
  /** phi at the nodes. */
  readonly area: Float64Array;
}

/** Fourth-order differences, limited to three times the smaller neighbouring secant: sufficient for a monotone cubic. */
export function slopes(image: Float64Array, step: number, odd: boolean): Float64Array {
  const last = image.length - 1;
  // Beyond the ends: odd continuation for speeds, linear otherwise, as the table itself continues.
  const at = (k: number): number => {
    if (k < 0) return odd ? -image[-k] : image[0] + k * (image[1] - image[0]);
    return k > last ? image[last] + (k - last) * (image[last] - image[last - 1]) : image[k];
  };
  return Float64Array.from(image, (_, k) => {
    const central = (8 * (at(k + 1) - at(k - 1)) - (at(k + 2) - at(k - 2))) / (12 * step);
    const limit = (3 / step) * Math.min(at(k + 1) - at(k), at(k) - at(k - 1));
    return Math.min(Math.max(central, 0), limit);
  });
}

export function evaluate({ origin, step, cells, image, slope }: Table, x: number): number {
  const position = (x - origin) / step;
  if (!(position > 0)) return image[0] + slope[0] * (x - origin);
  if (position >= cells) return image[cells] + slope[cells] * (x - origin - cells * step);
  const k = Math.floor(position);
  const s = position - k;
  const rise = image[k + 1] - image[k];
  const [a, b] = [slope[k] * step, slope[k + 1] * step];
  return image[k] + s * (a + s * (3 * rise - 2 * a - b + s * (a + b - 2 * rise)));
}

export function integrate({ origin, step, cells, image, slope, area }: Table, x: number): number {
  const position = (x - origin) / step;
  if (!(position > 0)) {
    const t = x - origin;
    return t * (image[0] + 0.5 * slope[0] * t);
  }
  if (position >= cells) {
    const t = x - origin - cells * step;
    return area[cells] + t * (image[cells] + 0.5 * slope[cells] * t);
  }
  const k = Math.floor(position);
  const s = position - k;
  const rise = image[k + 1] - image[k];
  const [a, b] = [slope[k] * step, slope[k + 1] * step];
  return area[k] + step * s * (image[k] + s * (a / 2 + s * ((3 * rise - 2 * a - b) / 3 + (s * (a + b - 2 * rise)) / 4)));
}
