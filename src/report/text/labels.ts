/**
 * What series are called in front of people, and what they measure in one honest sentence each. Three squared distances are never
 * confused: W2^2 between the two laws (estimated without finite-N bias by D_N), W2_N^2 between two clouds of N points (far above the
 * former in dimension 3), and the coupled cost. A series without an entry is shown by its name.
 *
 * A series is named `observable` or `observable.suffix`; an unknown suffix is appended to its observable's label.
 */
import { parseSeries } from "../../series-name.ts";

export interface SeriesLabel {
  /** In tables and axis labels, ASCII. */
  readonly text: string;
  /** At the end of a curve. */
  readonly short: string;
  /** Quantity of the vertical axis; series of one quantity may share an axis label. */
  readonly quantity: string;
  /** One sentence for the legend of the report; absent when the name says it. */
  readonly meaning?: string;
}

const squaredDistance = "squared distance between velocities";

const known: Readonly<Record<string, SeriesLabel>> = {
  w2: {
    text: "W2^2 debiased",
    short: "debiased W2^2",
    quantity: squaredDistance,
    meaning:
      "Estimator of W2^2 between the two laws from two independent replicas (V, W) and (V', W'): " +
      "D_N = 1/2 [W_N(V, W') + W_N(V', W) - W_N(V, V') - W_N(W, W')], each W_N an exact assignment cost, so that the finite-N floor " +
      "cancels; what is left of it between different laws, of order N^(-2/d), is removed by the same estimator on blocks of the " +
      "particles. No bound, and it may be negative.",
  },
  "w2.plain": {
    text: "debiased D_N, not extrapolated",
    short: "D_N",
    quantity: squaredDistance,
    meaning: "D_N itself, before the bias that is left between different laws is removed.",
  },
  "w2.raw": {
    text: "raw assignment cost W2_N^2",
    short: "raw cost W2_N^2",
    quantity: squaredDistance,
    meaning: "Exact assignment cost W2_N^2 between two clouds of N points: not W2 of the laws, and far above it in dimension 3 at any affordable N.",
  },
  naive: {
    text: "naive assignment cost W2_N^2",
    short: "naive W2_N^2",
    quantity: squaredDistance,
    meaning: "Assignment cost between independent clouds of the two laws: the estimate that one would take without a second copy.",
  },
  "naive.excess": {
    text: "excess of the naive cost",
    short: "its excess",
    quantity: squaredDistance,
    meaning: "Naive assignment cost minus the debiased distance: its finite-N bias.",
  },
  "naive.extrapolated": {
    text: "naive cost, extrapolated in N",
    short: "raw cost extrapolated",
    quantity: squaredDistance,
    meaning:
      "Assignment cost of all points and of blocks of them, extrapolated with the floor's exponent: what one pair of clouds gives without a second copy.",
  },
  sample: {
    text: "W2^2 from one sample of each law",
    short: "from one sample",
    quantity: squaredDistance,
    meaning: "Estimate of W2^2 of the laws from two independent samples, cut in halves and blocks, with the ends of its interval.",
  },
  "sample.covered": {
    text: "intervals that hold W2^2",
    short: "intervals that hold W2^2",
    quantity: "fraction",
    meaning: "How often the 95 % interval from one sample of each law holds their W2^2.",
  },
  excess: {
    text: "excess of the assignment cost",
    short: "excess",
    quantity: squaredDistance,
    meaning: "Assignment cost W2_N^2 between independent clouds of two laws minus W2^2 of the laws (by their known potentials): its finite-N bias.",
  },
  cost: {
    text: "coupled cost",
    short: "coupled cost",
    quantity: squaredDistance,
    meaning: "Mean squared distance (1/N) sum |V_i - W_i|^2 of the coupled pairs. Its mean is never below W2^2 of the laws: upper end of the bracket.",
  },
  lower: {
    text: "lower bound",
    short: "lower bound",
    quantity: squaredDistance,
    meaning: "The larger of the tangent and the Gelbrich lower bounds of W2^2: lower end of the bracket.",
  },
  "lower.tangent": {
    text: "tangent lower bound",
    short: "tangent bound",
    quantity: squaredDistance,
    meaning: "2 (int u1 dg - int u0 df) with Kantorovich potentials fixed in advance: below W2^2 of the laws whatever the potentials.",
  },
  "lower.gelbrich": {
    text: "Gelbrich lower bound",
    short: "Gelbrich bound",
    quantity: squaredDistance,
    meaning: "W2^2 between the Gaussians with the measured means and covariances, corrected for its bias: below W2^2 of the laws.",
  },
  "w2.floor": {
    text: "assignment cost of one law, W2_N^2",
    short: "floor",
    quantity: squaredDistance,
    meaning: "Mean of W_N(V, V') and W_N(W, W'): what two independent clouds of one law show; D_N subtracts it.",
  },
  rematched: {
    text: "rematched cost",
    short: "rematched cost",
    quantity: squaredDistance,
    meaning: "Exact assignment cost between the two ensembles of one coupled pair: an upper bound of W2^2 of the laws that no re-matching makes sharp.",
  },
  sphericalCost: {
    text: "coupled cost, spherical coupling",
    short: "spherical cost",
    quantity: squaredDistance,
    meaning: "The coupled cost when the pairs share their collisions by the spherical coupling instead of the synchronous one.",
  },
  synchronousCost: {
    text: "coupled cost, synchronous coupling",
    short: "synchronous cost",
    quantity: squaredDistance,
    meaning: "The coupled cost when partners turn by the same rotation.",
  },
  w2of500: {
    text: "W2^2 debiased, 500 particles",
    short: "W2^2 at N = 500",
    quantity: squaredDistance,
    meaning: "The debiased distance from the first 500 particles: what changes between it and the larger N is finite-N bias.",
  },
  radial: {
    text: "W2^2 of the speeds",
    short: "sorted speeds",
    quantity: squaredDistance,
    meaning: "For laws that are isotropic about a common mean W2 is that of the speeds: computed by sorting, with a floor of order 1/N only.",
  },
  parallel: { text: "parallel temperature", short: "parallel", quantity: "temperature" },
  perpendicular: { text: "perpendicular temperature", short: "perpendicular", quantity: "temperature" },
  marginal: {
    text: "marginal density",
    short: "marginal density",
    quantity: "density",
    meaning: "Kernel estimate of the density of one velocity component. Solutions are seen through the same kernel, so that smoothing biases no comparison.",
  },
  slice: {
    text: "density along an axis",
    short: "density",
    quantity: "density",
    meaning: "Kernel estimate of the density on a line. Solutions are seen through the same kernel, so that smoothing biases no comparison.",
  },
  fourth: { text: "fourth moment", short: "fourth moment", quantity: "fourth moment" },
  xx: { text: "temperature xx", short: "xx", quantity: "temperature" },
  yy: { text: "temperature yy", short: "yy", quantity: "temperature" },
  zz: { text: "temperature zz", short: "zz", quantity: "temperature" },
  xy: { text: "temperature xy", short: "xy", quantity: "temperature" },
  floor: {
    text: "independent floor",
    short: "floor",
    quantity: squaredDistance,
    meaning: "Assignment cost W2_N^2 between two independent clouds of the same law: what a raw assignment cost shows where the laws agree.",
  },
  bound: {
    text: "bound of the theorem",
    short: "bound",
    quantity: squaredDistance,
    meaning: "Right-hand side of the theorem: a number computed from the laws, not measured.",
  },
  energy: { text: "energy", short: "energy", quantity: "energy" },
  momentum: { text: "momentum", short: "momentum", quantity: "momentum" },
  entropy: { text: "entropy H", short: "entropy H", quantity: "entropy" },
  fisher: { text: "Fisher information", short: "Fisher information", quantity: "Fisher information" },
  temperature: { text: "temperature", short: "temperature", quantity: "temperature" },
};

/** Label of a series; its own name when it has no entry. */
export function seriesLabel(series: string): SeriesLabel {
  const entry = known[series];
  if (entry !== undefined) return entry;
  const { observable, part } = parseSeries(series);
  const base = part === "" ? undefined : known[observable];
  if (base === undefined) return { text: series, short: series, quantity: series };
  return { text: `${base.text}, ${part}`, short: `${base.short}, ${part}`, quantity: base.quantity };
}

/** A series as the title of a figure: its label with a capital; a name that nobody has put in words stays as it is. */
export function seriesTitle(series: string): string {
  const { text } = seriesLabel(series);
  return text === series && known[series] === undefined ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

/** The legend of the report: what the measured series are, in the order given. */
export function meanings(series: readonly string[]): readonly { readonly text: string; readonly meaning: string }[] {
  return series.flatMap((name) => {
    const { text, meaning } = seriesLabel(name);
    return meaning === undefined ? [] : [{ text, meaning }];
  });
}

const notions = [
  {
    text: "W2 between laws",
    meaning: "Wasserstein distance of order two between the laws f_t and g_t of the solutions: what the theorems speak about. No ensemble shows it directly.",
  },
  {
    text: "W2_N^2, assignment cost",
    meaning: "Exact cost of matching two clouds of N points. Between independent clouds of one law it is not zero but of order N^(-2/d): the floor.",
  },
  {
    text: "coupled cost",
    meaning: "Mean squared distance between partners of the coupling. It depends on the coupling, and its mean is never below W2^2 of the laws.",
  },
  {
    text: "debiased W2^2",
    meaning: "What estimates W2^2 of the laws here: differences of assignment costs in which the floor cancels. Not a bound; it may be negative.",
  },
  {
    text: "bracket",
    meaning: "W2^2 of the laws lies between a lower bound (tangent or Gelbrich) and the mean coupled cost. Only the bracket can show that a bound is violated.",
  },
  {
    text: "floor",
    meaning: "Assignment cost between independent clouds of one law: below it a raw assignment cost says nothing.",
  },
] as const;

/** The notions of distance that a reader must keep apart, when any series measures one; else none. */
export function measuredNotions(series: readonly string[]): readonly { readonly text: string; readonly meaning: string }[] {
  return series.some((name) => seriesLabel(name).quantity === squaredDistance) ? notions : [];
}
