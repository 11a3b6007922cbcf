/**
 * L^p norms  |f|_p = (int f^p)^(1/p), 1 <= p < infinity, and  sup f.
 *
 * Norms: power-integral.ts. The supremum by ascent from the mean, the means of mixture components and the three highest nodes of each resolution. Limit: a spike between all nodes would be missed.
 */
import type { Law, Nodes } from "../protocols/index.ts";
import { pow } from "../math/elementary.ts";
import { ScenarioError } from "../errors.ts";
import { quadratureOf } from "../laws/quadrature/quadrature.ts";
import { climb } from "./riesz/ascent.ts";
import { varianceOf } from "./gaussian-algebra.ts";
import { powerIntegral } from "./power-integral.ts";
import { closed, measure, ROUNDING, scaled, type Subject, type Value } from "./value.ts";
import { knownOptions } from "../names/options.ts";

function lpNormOf(law: Law, p: number): Value {
  const { value, bound } = powerIntegral(law, p, 0);
  const norm = pow(value, 1 / p);
  return { value: norm, bound: bound < Infinity && norm < Infinity ? (norm * bound) / (p * value) + ROUNDING * norm : Infinity };
}

function highest({ density, points }: Nodes, count: number): number[][] {
  const order = Array.from(density.keys()).sort((a, b) => density[b] - density[a]);
  return order.slice(0, count).map((n) => points.map((plane) => plane[n]));
}

function supremumOf(law: Law): Value {
  if (law.gaussian) return closed(law.density(law.mean));
  const { fine, coarse } = quadratureOf(law);
  const scale = Math.sqrt(varianceOf(law)) / 8;
  const best = (starts: readonly (readonly number[])[]): number => Math.max(...starts.map((start) => climb((v) => law.density(v), start, scale).value));
  const centres = [law.mean, ...(law.components?.map((c) => c.mean) ?? [])];
  const value = best([...centres, ...highest(fine, 3)]);
  const again = fine === coarse ? value : best(highest(coarse, 3));
  return { value: Math.max(value, again), bound: Math.abs(value - again) + ROUNDING * value };
}

/** |f|_p of f = density times the law. Throws ScenarioError for p < 1, or a law without quadrature. */
export function lpNorm(subject: Subject, options: { p: number; density?: number }): Value {
  const { p, density = 1 } = knownOptions("lpNorm", options, ["p", "density"]);
  if (!(p >= 1 && p < Infinity)) throw new ScenarioError(`invalid p: ${p} (expected a finite number >= 1; supNorm is the limit)`);
  return scaled(
    measure(subject, (law) => lpNormOf(law, p)),
    density,
  );
}

/** sup f of f = density times the law. Throws ScenarioError for a law without quadrature. */
export function supNorm(subject: Subject, options: { density?: number } = {}): Value {
  const { density = 1 } = knownOptions("supNorm", options, ["density"]);
  return scaled(measure(subject, supremumOf), density);
}
