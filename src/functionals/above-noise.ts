/**
 * Integrals against 1/m of a law known with noise: the tails of a spectral solution are of either sign, and 1/m magnifies them without bound.
 *
 * The largest negative value tells the noise. The integrand g, positive and falling with f, is summed where f > 3 times the noise;
 * what lies below is extrapolated from the last two decades of f above, whose parts have the ratio q, as a geometric series:
 * T = last q/(1-q), and 2 T is added to the error. Laws that are positive at all their nodes are summed whole.
 */
import type { Law, Nodes } from "../protocols/index.ts";
import { quadratureOf } from "../laws/quadrature/quadrature.ts";
import { integral, overNodes, type Value } from "./value.ts";

type Integrand = (nodes: Nodes) => (n: number) => number;

const MARGIN = 3;

export function aboveNoise(law: Law, integrand: Integrand): Value {
  const quadrature = quadratureOf(law);
  const noise = quadrature.fine.density.reduce((least, f) => Math.min(least, f), 0);
  if (noise === 0) return integral(law, integrand);
  const floor = -MARGIN * noise;
  const between = (low: number, high: number): Value =>
    overNodes(quadrature, (nodes) => {
      const term = integrand(nodes);
      return (n) => (nodes.density[n] > low && nodes.density[n] <= high ? term(n) : 0);
    });
  const kept = between(floor, Infinity);
  const last = between(floor, 10 * floor).value;
  const ratio = last / between(10 * floor, 100 * floor).value;
  if (!(ratio < 1)) return { value: kept.value, bound: Infinity };
  const rest = (last * ratio) / (1 - ratio);
  return { value: kept.value + rest, bound: kept.bound + 2 * rest };
}
