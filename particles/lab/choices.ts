/**
 * What the laboratory lets one choose: potential, data and coupling. Each choice is said twice, as a value and as the text that makes the same value in a
 * scenario; the tests run both and compare bits (test/conformance/laboratory.test.ts).
 */
import { gaussian, maxwellian, mixture } from "../../src/laws/index.ts";
import { coulomb, maxwellMolecules, powerLaw, screened } from "../../src/model/index.ts";
import type { Initial, Potential } from "../../src/protocols/index.ts";
import type { PairVelocities, RotationNoise } from "../noise/rotation-noise.ts";
import { independent } from "../couplings/independent.ts";
import { polarPairs } from "../couplings/polar-pairs.ts";
import { spherical } from "../couplings/spherical.ts";
import { synchronous } from "../couplings/synchronous.ts";
import { coupledOptimally, independently } from "../initial.ts";
import type { Coupling } from "../protocols.ts";
import type { Coupled } from "../state.ts";

interface Choice<Value> {
  readonly label: string;
  readonly make: () => Value;
  readonly text: string;
}

/** `slow`: how long data take to relax, in the time that they take for Maxwell molecules: 1.9^-gamma, as in scenarios/soft-potentials.ts. */
interface PotentialChoice extends Choice<Potential> {
  readonly slow: number;
}

/** `end`: of a run for Maxwell molecules. `before`: a definition that the text uses. */
interface DataChoice extends Choice<Initial<Coupled>> {
  readonly end: number;
  readonly before?: string;
}

export const potentials: Readonly<Record<string, PotentialChoice>> = {
  coulomb: { label: "Coulomb, gamma = -3", make: coulomb, text: "coulomb()", slow: 6.9 },
  screened: {
    label: "screened Coulomb, length 1",
    make: () => screened({ gamma: -3, length: 1 }),
    text: "screened({ gamma: -3, length: 1 })",
    slow: 20,
  },
  "very-soft": { label: "very soft, gamma = -2", make: () => powerLaw(-2), text: "powerLaw(-2)", slow: 3.6 },
  soft: { label: "soft, gamma = -1", make: () => powerLaw(-1), text: "powerLaw(-1)", slow: 1.9 },
  maxwell: { label: "Maxwell molecules, gamma = 0", make: maxwellMolecules, text: "maxwellMolecules()", slow: 1 },
  hard: { label: "hard, gamma = 1", make: () => powerLaw(1), text: "powerLaw(1)", slow: 0.53 },
};

const standardise = { standardise: true } as const;

const twoBeams = () =>
  mixture({
    components: [-1.2, 1.2].map((speed) => ({ weight: 0.5, mean: [speed, 0, 0], variances: [0.3, 0.6, 0.6] })),
  });

/** Beams of mass .35 at +-inner and .15 at +-outer on the first axis, as in scenarios/w2-growth.ts. */
const fourBeams = (inner: number, outer: number) =>
  mixture({
    components: [[0.35, -inner], [0.35, inner], [0.15, -outer], [0.15, outer]].map(([weight, position]) => ({
      weight,
      mean: [position, 0, 0],
      variances: [0.0225, 0.0225, 0.0225],
    })),
  }); // prettier-ignore

/** Displacing the inner beams by 0.1 fixes the outer ones: .7 inner^2 + .3 outer^2 keeps the energy. */
const displaced = () => Math.sqrt((0.7 * (1 - 1.1 * 1.1) + 0.3 * 16) / 0.3);

const fourBeamsText = `/** Beams of mass .35 at +-inner and .15 at +-outer on the first axis. */
const fourBeams = (inner: number, outer: number) =>
  mixture({
    components: [[0.35, -inner], [0.35, inner], [0.15, -outer], [0.15, outer]].map(([weight, position]) => ({
      weight,
      mean: [position, 0, 0],
      variances: [0.0225, 0.0225, 0.0225],
    })),
  });

/** Displacing the inner beams by 0.1 fixes the outer ones: .7 inner^2 + .3 outer^2 keeps the energy. */
const outer = Math.sqrt((0.7 * (1 - 1.1 * 1.1) + 0.3 * 16) / 0.3);`;

const twoBeamsText = `const twoBeams = mixture({
  components: [-1.2, 1.2].map((speed) => ({ weight: 0.5, mean: [speed, 0, 0], variances: [0.3, 0.6, 0.6] })),
});`;

export const data: Readonly<Record<string, DataChoice>> = {
  gaussian: {
    label: "a stretched Gaussian and the Maxwellian",
    make: () => coupledOptimally(gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian(), standardise),
    text: "coupledOptimally(gaussian({ variances: [1.8, 0.6, 0.6] }), maxwellian(), { standardise: true })",
    end: 0.4,
  },
  "two-beams": {
    label: "two beams and the Maxwellian",
    make: () => coupledOptimally(twoBeams(), maxwellian({ temperature: 0.98 }), standardise),
    text: "coupledOptimally(twoBeams, maxwellian({ temperature: 0.98 }), { standardise: true })",
    before: twoBeamsText,
    end: 0.4,
  },
  "four-beams": {
    label: "four beams and the same, displaced: W2 grows when soft",
    make: () => coupledOptimally(fourBeams(1, 4), fourBeams(1.1, displaced()), standardise),
    text: "coupledOptimally(fourBeams(1, 4), fourBeams(1.1, outer), { standardise: true })",
    before: fourBeamsText,
    end: 0.1,
  },
  "one-law": {
    label: "one law twice, independent: W2 = 0",
    make: () => independently(maxwellian(), maxwellian(), standardise),
    text: "independently(maxwellian(), maxwellian(), { standardise: true })",
    end: 0.4,
  },
};

export const couplings: Readonly<Record<string, Choice<Coupling<PairVelocities, RotationNoise>>>> = {
  synchronous: { label: "synchronous: one rotation for both", make: synchronous, text: "synchronous()" },
  spherical: { label: "spherical (Tanaka)", make: spherical, text: "spherical()" },
  polar: { label: "polar", make: polarPairs, text: "polarPairs()" },
  independent: { label: "none: independent noise", make: independent, text: "independent()" },
};
