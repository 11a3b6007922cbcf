/** Stated against true errors of a solver over functionals and times. Used by test/exact/solver-errors.test.ts and test/long/solver-errors.test.ts. */
import { densityAt, lawEntropy, fisherInformation, lawFourthMoment, leftBy, lpNorm, relativeL2, solved } from "../../src/functionals/index.ts";
import type { Law, NodalLaw, Reference, ReferenceState } from "../../src/index.ts";
import type { Subject, Value } from "../../src/functionals/index.ts";

/** What a state says of the error of a functional of one species' law. */
export const statedBy = (state: ReferenceState, species: number, of: (law: NodalLaw) => number): number =>
  leftBy(solved(state, species), (law) => of(law as NodalLaw))!;

export type Functional = (subject: Subject, law: Law) => Value;

const beside = (law: Law, first: number, others: number): number[] => law.mean.map((u, k) => u + (k === 0 ? first : others / k));

export const FUNCTIONALS: Readonly<Record<string, Functional>> = {
  entropy: (subject) => lawEntropy(subject),
  fisher: (subject) => fisherInformation(subject),
  relativeL2: (subject) => relativeL2(subject),
  norm2: (subject) => lpNorm(subject, { p: 2 }),
  "norm1.5": (subject) => lpNorm(subject, { p: 1.5 }),
  fourth: (subject) => lawFourthMoment(subject),
  centre: (subject, law) => densityAt(subject, law.mean),
  near: (subject, law) => densityAt(subject, beside(law, 0.7, -0.2)),
  far: (subject, law) => densityAt(subject, beside(law, -1.9, -1.3)),
};

interface Compared {
  readonly t: number;
  readonly off: number;
  readonly stated: number;
  /** Error of the truth, and the size below which rounding is not resolved. */
  readonly unknown: number;
  readonly size: number;
}

/** What breaks the bar, in words: nothing when all holds; and all bounds in units of the errors. `truth` is the exact law at a time, or a far finer solution. */
export function misses(
  { law, reference, truth }: { law: Law; reference: Reference; truth: (t: number) => Subject },
  times: readonly number[],
  functionals: Readonly<Record<string, Functional>> = FUNCTIONALS,
): { readonly under: string[]; readonly over: string[]; readonly ratios: number[] } {
  const [under, over]: [string[], string[]] = [[], []];
  const ratios: number[] = [];
  const states = times.map((t) => [solved(reference.at(t)), truth(t)] as const);
  for (const [name, of] of Object.entries(functionals)) {
    const all = states.map(([state, exact], k): Compared => {
      const [found, known] = [of(state, law), of(exact, law)];
      const off = Math.abs(found.value - known.value);
      return { t: times[k], off, stated: found.bound, unknown: known.bound, size: Math.max(1, Math.abs(known.value)) };
    });
    all.forEach(({ t, off, stated, unknown, size }, k) => {
      const told = `${name} at ${t}: ${stated.toExponential(2)} for ${off.toExponential(2)}`;
      if (!(off <= stated + unknown + 4e-15 * size)) under.push(told);
      const largest = Math.max(...all.slice(Math.max(0, k - 1), k + 2).map((one) => one.off));
      ratios.push(stated / Math.max(largest, 1e-15 * size));
      if (stated < Infinity && stated > Math.max(100 * largest, 1e-13 * size)) over.push(told);
    });
  }
  return { under, over, ratios };
}
