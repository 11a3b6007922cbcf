/**
 * Every particle system with the couplings that it serves: the one table that the tests of steppers and couplings run over. A new coupling joins with
 * one line, and so does a new system.
 */
import {
  independent,
  kacDiffusion,
  meanField,
  pairCollisions,
  partnersMatched,
  polar,
  polarPairs,
  rematched,
  spherical,
  symmetricRoots,
  synchronous,
  whiteNoise,
} from "../../particles/index.ts";
import type { Coupling, SteppedSystem, Stepper } from "../../particles/protocols.ts";
import type { Ensemble, Potential } from "../../src/protocols/index.ts";

/** A system with its plain form. */
interface Twin<C, B> extends SteppedSystem<C, B> {
  plainStepper(ensembles: readonly Ensemble[], coupling?: Coupling<C, B>): Stepper;
}

/** Once a coupling was seen to understand a system's noise (`serve`), tests need not know what it is. */
export type AnySystem = Twin<never, never>;
export type AnyCoupling = Coupling<never, never>;

export interface Served {
  readonly system: AnySystem;
  readonly couplings: readonly AnyCoupling[];
  /** So many particles make some hundred steps in no time. */
  readonly particles: number;
}

const serve = <C, B>(system: Twin<C, B>, particles: number, couplings: readonly Coupling<C, B>[]): Served =>
  ({ system: system, couplings, particles }); // prettier-ignore

/** Of every noise that turns pairs. */
export const pairCouplings = () => [independent(), synchronous(), spherical(), polarPairs()] as const;

export function served(potential: Potential, softening = 0.1): readonly Served[] {
  const kicked = { potential, softening };
  return [
    serve(pairCollisions({ potential }), 301, [...pairCouplings(), rematched(spherical(), { every: 7 })]),
    serve(kacDiffusion({ potential }), 41, [...pairCouplings(), rematched(spherical(), { every: 7 })]),
    serve(whiteNoise(kicked), 41, [...pairCouplings(), rematched(synchronous(), { every: 7 }), partnersMatched(spherical())]),
    serve(meanField(kicked), 101, [independent(), symmetricRoots(), polar(), rematched(polar())]),
  ];
}

/** A row of the table for each system and coupling. */
export const pairings = (potential: Potential, softening?: number) =>
  served(potential, softening).flatMap(({ system, couplings, particles }) =>
    couplings.map((coupling) => ({ name: `${system.name}: ${coupling.name}`, system, coupling, particles })),
  );
