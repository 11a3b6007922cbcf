/**
 * How often a debiased distance with its stated residue holds W2^2 of the laws, by experiment: studies of REPLICATES replicates, each two independent copies of a couple of N particles
 * that starts at the optimal map, as particles/observables/wasserstein.ts measures them at t = 0.
 */
import { bkw, gaussian, maxwellian, mixture, openStream, rootKey } from "../../src/index.ts";
import type { Law, Planes } from "../../src/index.ts";
import { simultaneous } from "../../src/claims/simultaneous.ts";
import { debiasedExtrapolated, openSolver, optimalMap } from "../../src/transport/index.ts";

const REPLICATES = 16;

const isotropic = (variance: number) => ({ weight: 0.5, mean: [0, 0, 0], variances: [variance, variance, variance] });

/** Pairs of laws in d = 3 with W2^2 in closed form, or by quantiles of the radius. */
export const pairs = {
  "Gaussian and Maxwellian": [gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian()],
  "Gaussians off centre": [gaussian({ mean: [0.3, 0, -0.2], variances: [0.5, 1, 2] }), gaussian({ variances: [2, 1.2, 0.4] })],
  "isotropic mixture and BKW": [mixture({ components: [isotropic(0.4), isotropic(1.6)] }), bkw({ S: 0.65 })],
} as const satisfies Readonly<Record<string, readonly [Law, Law]>>;

export interface ResidueCoverage {
  /** Of the studies, the share whose 99 % interval, widened by the mean residue, holds W2^2; and the share whose bare interval does. */
  readonly covered: number;
  readonly bare: number;
  /** Mean error and mean residue over all replicates, in parts of W2^2. */
  readonly bias: number;
  readonly residue: number;
}

export function residueCoverage(pair: keyof typeof pairs, count: number, studies: number): ResidueCoverage {
  const [f, g] = pairs[pair];
  const map = optimalMap(f, g)!;
  const solver = openSolver();
  const couple = (address: string): readonly [Planes, Planes] => {
    const cloud = (): Float64Array[] => Array.from({ length: 3 }, () => new Float64Array(count));
    const [v, w] = [cloud(), cloud()];
    f.sample(v, openStream(rootKey(address)));
    map.apply(v, w);
    return [v, w];
  };
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const found = Array.from({ length: studies }, (_, s) => {
    const replicates = Array.from({ length: REPLICATES }, (_, r) => {
      const address = `test/residue-coverage/${pair}/${count}/${s}/${r}`;
      return debiasedExtrapolated(...couple(`${address}/a`), ...couple(`${address}/b`), solver);
    });
    const values = replicates.map(({ value }) => value);
    const { low, high } = simultaneous([values]).interval(values);
    const residue = Math.abs(mean(replicates.map((one) => one.residue)));
    const holds = (more: number): boolean => low - more <= map.squared && map.squared <= high + more;
    return { covered: holds(residue), bare: holds(0), error: mean(values) / map.squared - 1, residue: residue / map.squared };
  });
  const share = (of: (one: (typeof found)[number]) => boolean): number => found.filter(of).length / studies;
  return {
    covered: share((one) => one.covered),
    bare: share((one) => one.bare),
    bias: mean(found.map(({ error }) => error)),
    residue: mean(found.map(({ residue }) => residue)),
  };
}
