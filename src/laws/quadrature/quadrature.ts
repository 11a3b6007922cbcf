/**
 * Quadrature of a law at two resolutions, so that every integral over it comes with an error:  int phi f dv = sum w f phi.
 *
 *   a solver's law       its own nodes, at both resolutions the same unless it has a rule (its error comes from the coarser solution);
 *   isotropic            Gauss-Legendre panels in |v - u|, on the 2d half-axes through the mean (any d; see `Nodes`);
 *   Gaussian mixtures    (d <= 3) for each component k the trapezoidal rule on its own principal axes, with the share w_k N_k / f of the weight:
 *                        the integrand w_k N_k phi is smooth on the component's own scale however far apart the components lie;
 *   others               the law's own `rule`.
 *
 * The number of panels or the steps are refined until the entropy and the Fisher information stand still to 3e-14; then once
 * more: `coarse` has converged and `fine` is finer. Limit: mixtures stop at 600 000 nodes times components (`coarse` and `fine` then
 * differ visibly).
 */
import type { GaussianComponent, Law, Nodes } from "../../protocols/index.ts";
import { ScenarioError } from "../../errors.ts";
import { log } from "../../math/elementary.ts";
import { gaussLegendre } from "../../math/quadrature.ts";
import { sumOver } from "../../math/sum.ts";
import { sphereArea } from "../../math/special.ts";
import { mixtureNodes } from "./mixture-nodes.ts";
import { emptyNodes } from "./tensor-nodes.ts";

export interface Quadrature {
  readonly fine: Nodes;
  readonly coarse: Nodes;
}

/** Relative change of entropy and Fisher information at which a rule has converged. */
const STILL = 3e-14;
const MOST_PANELS = 1024;
const MOST_MIXTURE_NODES = 600_000;
/** A radial density is followed down to this part of its largest value: 1/m times its square stays integrable for all that is met. */
const DEPTH = 1e-120;

const panel = gaussLegendre(16);

/** sum w f log f and sum w |grad f|^2 / f over the nodes where f > 0. */
function probes({ weights, density, gradient }: Nodes): [number, number] {
  const entropy = (n: number): number => (density[n] > 0 ? weights[n] * density[n] * log(density[n]) : 0);
  const fisher = (n: number): number => {
    let square = 0;
    for (const slope of gradient) square += slope[n] * slope[n];
    return density[n] > 0 ? weights[n] * (square / density[n]) : 0;
  };
  return [sumOver(weights.length, entropy).sum, sumOver(weights.length, fisher).sum];
}

const still = (a: readonly number[], b: readonly number[]): boolean => a.every((x, k) => Math.abs(x - b[k]) <= STILL * Math.max(1, Math.abs(x)));

/** Radius beyond which an isotropic density is below `DEPTH` of its largest value. */
function reachOf(law: Law, at: (r: number) => number): number {
  const unit = Math.sqrt(law.covariance.reduce((sum, row, i) => sum + row[i], 0)) / 2;
  let top = at(0);
  let r = 0;
  do {
    r += unit;
    top = Math.max(top, at(r));
  } while (at(r) > DEPTH * top && r < 1000 * unit);
  return r;
}

function radialNodes(law: Law, reach: number, panels: number): Nodes {
  const d = law.dimension;
  // Shared by 2d half-axes.
  const share = sphereArea(d) / (2 * d);
  const nodes = emptyNodes(panels * panel.nodes.length * 2 * d, d);
  const v = Float64Array.from(law.mean);
  const score = new Float64Array(d);
  const half = reach / panels / 2;
  let n = 0;
  for (let p = 0; p < panels; p++) {
    panel.nodes.forEach((x, i) => {
      const r = half * (2 * p + 1 + x);
      v[0] = law.mean[0] + r;
      const density = law.density(v);
      law.score?.(v, score);
      let weight = half * panel.weights[i] * share;
      for (let k = 1; k < d; k++) weight *= r;
      for (let k = 0; k < 2 * d; k++, n++) {
        const sign = k < d ? 1 : -1;
        nodes.points.forEach((plane, j) => (plane[n] = law.mean[j] + (j === k % d ? sign * r : 0)));
        nodes.weights[n] = weight;
        nodes.density[n] = density;
        nodes.gradient[k % d][n] = density > 0 ? sign * density * score[0] : 0;
      }
    });
  }
  return nodes;
}

function radialQuadrature(law: Law): Quadrature {
  const v = Float64Array.from(law.mean);
  const reach = reachOf(law, (r) => {
    v[0] = law.mean[0] + r;
    return law.density(v);
  });
  let panels = 16;
  let coarse = radialNodes(law, reach, panels);
  for (;;) {
    const fine = radialNodes(law, reach, 2 * panels);
    if (still(probes(fine), probes(coarse)) || 2 * panels >= MOST_PANELS) return { fine: radialNodes(law, reach, 3 * panels), coarse: fine };
    coarse = fine;
    panels *= 2;
  }
}

/** Lattice steps (mixture-nodes.ts) at which entropy and Fisher information stand still, with the nodes there: components [d <= 3] in any place. */
export function convergedLattice(components: readonly GaussianComponent[], d: number): { steps: number[]; nodes: Nodes } {
  const affordable = (steps: readonly number[]): boolean => mixtureNodes.count(steps) * components.length <= MOST_MIXTURE_NODES;
  let steps = new Array<number>(d).fill(2 / 3);
  let coarse = mixtureNodes(components, steps);
  let now = probes(coarse);
  for (let axis = 0, quiet = 0; quiet < d; axis = (axis + 1) % d) {
    const next = steps.map((h, k) => (k === axis ? h * 0.7 : h));
    if (!affordable(next)) break;
    const trial = mixtureNodes(components, next);
    const then = probes(trial);
    quiet = still(then, now) ? quiet + 1 : 0;
    if (quiet === 0) [steps, coarse, now] = [next, trial, then];
  }
  return { steps, nodes: coarse };
}

function mixtureQuadrature(components: readonly GaussianComponent[], d: number): Quadrature {
  const { steps, nodes: coarse } = convergedLattice(components, d);
  return {
    coarse,
    fine: mixtureNodes(
      components,
      steps.map((h) => h * 0.8),
    ),
  };
}

function build(law: Law): Quadrature {
  const { nodes, components } = law;
  if (nodes) return { fine: nodes, coarse: law.rule?.(0) ?? nodes };
  if (law.radial) return radialQuadrature(law);
  if (components && law.dimension <= 3) return mixtureQuadrature(components, law.dimension);
  if (law.rule) return { fine: law.rule(1), coarse: law.rule(0) };
  throw new ScenarioError(
    `${law.name} in dimension ${law.dimension} has no quadrature (isotropic laws have in any dimension, Gaussian mixtures and boxes for d <= 3)`,
  );
}

const known = new WeakMap<Law, Quadrature>();

/** Quadrature of a law at two resolutions; the same object for the same law. Throws ScenarioError for a law that has none. */
export function quadratureOf(law: Law): Quadrature {
  const found = known.get(law) ?? build(law);
  known.set(law, found);
  return found;
}
