/**
 * Means over standardised starts of Gaussians with variances a on the axes, d = 2: the part p of the sum of squares that the first axis has before scaling is a_1 X / (a_1 X + a_2 Y) with X, Y
 * chi-square of N - 1 degrees of freedom, X / (X + Y) of the law Beta((N-1)/2, (N-1)/2), by the trapezoid rule over theta with X / (X + Y) = sin^2 theta, of density sin^(N-2) cos^(N-2).
 */
export function sharesOfStandardised(a: readonly [number, number], count: number, of: (shares: readonly [number, number]) => number): number {
  const nodes = 20_000;
  let [mass, sum] = [0, 0];
  for (let n = 0; n < nodes; n++) {
    const theta = ((n + 0.5) / nodes) * (Math.PI / 2);
    const weight = (2 * Math.sin(theta) * Math.cos(theta)) ** (count - 2);
    const x = a[0] * Math.sin(theta) ** 2;
    const p = x / (x + a[1] * Math.cos(theta) ** 2);
    mass += weight;
    sum += weight * of([p, 1 - p]);
  }
  return sum / mass;
}
