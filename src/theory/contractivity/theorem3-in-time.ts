/**
 * CP, Theorem 3 (i) in time (d = 3, -2 < gamma <= 0, one species), with norms that are bounded from the initial laws alone:
 *
 *   W2^2(t) <= W2^2(0) exp(k gamma^2 C t (|f|^b + |g|^b)),   C = (4 pi (p-1) / (p (3+gamma) - 3))^(1-1/p) + 1,   b = -gamma p / (3 (p-1)),
 *
 * p = 3, |.| the norm of L^3 at its largest over time. Sobolev's inequality for sqrt f, best constant (Aubin 1976; Talenti 1976), and the decrease of
 * the Fisher information (Guillen and Silvestre 2023) give  |f_t|_3 <= I(f_t) / (3 (2 pi^2)^(2/3)) <= I(f_0) / (3 (2 pi^2)^(2/3)) = .0456 I(f_0),  and
 * I(f_0) = tr A^-1 for Gaussians. k = 6 is printed, 2 is true (theorem3.ts). p = 3 does not serve at gamma <= -2, where norms would have to come
 * from a solver; at gamma = 0 the bound is W2^2(0) in every dimension, for all laws (Theorem 2). A kernel of strength c at density n and mass m runs c n/m^2 times as fast.
 */
import { exp, pow } from "../../math/elementary.ts";
import { eigen, fromRows } from "../../math/symmetric.ts";
import { theorem3Rate, type Constant } from "../../rates/index.ts";
import type { Cell, Claim, Law, ReferenceSeries } from "../../protocols/index.ts";
import { judgeCells, observedTimes, valuesAt, whereInWords, type Where } from "../../claims/over-cells.ts";
import type { Simultaneous } from "../../claims/simultaneous.ts";
import { inWords, type Graded } from "../../claims/verdict.ts";
import { excluded, unitMass, type Bounded } from "./theorem3.ts";
import { knownOptions } from "../../names/options.ts";

/** The best constant of |f|_3 <= S I(f) in d = 3. */
const SOBOLEV = 1 / (3 * pow(2 * Math.PI * Math.PI, 2 / 3));

/** An exponential in time. */
interface Growth {
  readonly squared: number;
  readonly rate: number;
}

function inapplicable(setup: Bounded): string | undefined {
  const { species, interaction } = setup.system.model;
  const { gamma } = interaction(0, 0);
  if (species.length === 1 && gamma === 0) return setup.initial.map ? undefined : "W2^2 of the initial laws is not known";
  return excluded(setup) ?? (gamma! > -2 ? undefined : `norms in L^3, which the initial laws bound, serve for gamma > -2, and gamma = ${gamma}`);
}

function growthOf({ initial, system }: Bounded, constant: Constant): Growth {
  const { gamma, strength } = unitMass(system.model);
  const power = gamma as number;
  const squared = initial.map?.squared as number;
  if (power === 0) return { squared, rate: 0 };
  const [f, g] = initial.laws.map((law) => SOBOLEV * gaussianFisher(law));
  return { squared, rate: theorem3Rate({ gamma: power, p: 3, norms: [f, g], constant, strength }) };
}

/** tr A^-1. */
const gaussianFisher = ({ covariance, dimension }: Law): number =>
  eigen(fromRows(covariance), dimension).values.reduce((sum, variance) => sum + 1 / variance, 0);

/** The bound with its true constant k = 2, as a curve for figures; undefined where it does not apply. */
export function theorem3Bound(setup: Bounded): ReferenceSeries | undefined {
  if (inapplicable(setup) !== undefined) return undefined;
  const { squared, rate } = growthOf(setup, "best");
  return {
    name: "Theorem 3",
    source: "contractivity paper, Theorem 3 (i), constant 2 in the place of 6, norms from the initial Fisher information",
    at: (t) => ({ value: squared * exp(rate * t), bound: 0 }),
  };
}

function judge(cell: Cell, series: string, all: Simultaneous): Graded {
  const times = observedTimes(cell, series).filter((k) => cell.times[k] > 0);
  if (times.length === 0) return { verdict: { kind: "undecided", evidence: `${series} was not observed after the start`, need: "later observation times" } };
  const { squared, rate } = growthOf(cell.setup, "best");
  const printed = growthOf(cell.setup, "proof");
  const compared = times.map((k) => ({ t: cell.times[k], allowed: squared * exp(rate * cell.times[k]), found: all.interval(valuesAt(cell, series, k)) }));
  const nearest = compared.reduce((a, b) => (b.found.high / b.allowed > a.found.high / a.allowed ? b : a));
  const steepest = compared.reduce((a, b) => (b.found.low / b.allowed > a.found.low / a.allowed ? b : a));
  const last = compared[compared.length - 1];
  const told = ({ t, allowed, found }: typeof last): string =>
    `at t = ${inWords(t)} ${series} is ${inWords(found.mean)} (${inWords(found.low)} to ${inWords(found.high)}) and the bound ${inWords(allowed)}`;
  if (steepest.found.low > steepest.allowed)
    return { verdict: { kind: "violated", evidence: told(steepest) }, margin: 1 - steepest.found.low / steepest.allowed };
  if (nearest.found.high > nearest.allowed) return { verdict: { kind: "undecided", evidence: told(nearest), need: "more replicates" } };
  const loose = `${inWords(last.allowed / last.found.mean)} times what is measured at the end, ${inWords((squared * exp(printed.rate * last.t)) / last.found.mean)} times as printed (constant 6)`;
  return { verdict: { kind: "consistent", evidence: `${told(nearest)}: ${loose}` }, margin: 1 - nearest.found.high / nearest.allowed };
}

/** The series (an estimate of W2^2, or its lower bound) stays below Theorem 3's bound at all later times, with the true constant 2. */
export function theorem3InTime<S extends string>(series: S, options: { where?: Where } = {}): Claim<S> {
  knownOptions("theorem3InTime", options, ["where"]);
  const { where } = options;
  return {
    statement: `${series} stays below the bound of Theorem 3 (i)${whereInWords(where)}`,
    source: "contractivity paper, Theorem 3 (i), with norms bounded by the initial Fisher information",
    reads: [series],
    check: (result) =>
      judgeCells(result, {
        where,
        samples: (cell) => (inapplicable(cell.setup) === undefined ? observedTimes(cell, series).map((k) => valuesAt(cell, series, k)) : []),
        judge(cell, all) {
          const because = inapplicable(cell.setup);
          return because === undefined ? judge(cell, series, all) : { verdict: { kind: "inapplicable", because } };
        },
      }),
  };
}
