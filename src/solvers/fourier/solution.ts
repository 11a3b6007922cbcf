/**
 * One resolution of the Fourier solver: data on a grid, advanced from one asked time to the next and remembered there.
 *
 * What is watched on the way: the tails of the densities (fourier-box.ts), the largest so far; the drift of momentum and energy, which the exact
 * solution conserves and the grid conserves to the accuracy of its spectrum; and the number of exponentials' terms, for rounding.
 */
import type { Law, Model, NodalLaw } from "../../protocols/index.ts";
import { log } from "../../math/elementary.ts";
import type { Way } from "../budget.ts";
import type { Box, FourierGrid } from "./grid.ts";
import type { LandauOperator } from "./operator.ts";
import { levelOf, peakOf, onFaces, tailsOfLaw } from "./box.ts";
import { openGrid } from "./grid.ts";
import { fourierLaw } from "./law.ts";
import { openOperator } from "./operator.ts";
import { openIntegrator } from "./step.ts";

/** A solution at one time. */
export interface Snapshot {
  readonly time: number;
  readonly spectra: readonly Float64Array[];
  readonly laws: readonly NodalLaw[];
  /** Largest level of the densities' tails up to this time. */
  readonly level: number;
  /** Mass in the outermost cells of the box, and beyond it at the start. */
  readonly leak: number;
  /** Drift of momentum (relative to the thermal one) and energy since the start. */
  readonly drift: number;
  /** Applications of the operator with frozen coefficients so far. */
  readonly terms: number;
}

export interface Solution {
  readonly grid: FourierGrid;
  at(time: number): Snapshot;
}

/** How a solution goes on in time. */
export interface Course {
  /** Largest local time error of a step, relative to each density. */
  readonly tolerance: number;
  /** Hears what each step cost. */
  spend(work: number, way: Way): void;
}

interface Start {
  readonly spectra: Float64Array[];
  readonly levels: readonly number[];
  readonly leaks: readonly number[];
}

/** The data on the grid, each with mass one. */
function start(grid: FourierGrid, laws: readonly Law[]): Start {
  const levels: number[] = [];
  const leaks: number[] = [];
  const spectra = laws.map((law) => {
    const { spectrum } = grid;
    levels.push(levelOf(tailsOfLaw(grid, law)));
    const cell = grid.centre.reduce((volume) => volume * grid.spacing, 1);
    const mass = spectrum[0] * cell;
    leaks.push(Math.abs(1 - mass));
    return Float64Array.from(spectrum, (value) => value / mass);
  });
  return { spectra, levels, leaks };
}

/** Momentum and twice the energy, with their scales: mass density times thermal velocity, energy. */
function invariants(model: Model, laws: readonly NodalLaw[]) {
  let energy = 0;
  let massDensity = 0;
  const momentum = laws[0].mean.map(() => 0);
  model.species.forEach(({ mass, density }, i) => {
    massDensity += mass * density;
    laws[i].mean.forEach((u, k) => {
      momentum[k] += mass * density * u;
      energy += mass * density * (u * u + laws[i].covariance[k][k]);
    });
  });
  return { momentum, energy, massDensity };
}

/** Invariants drift by this much, relative to the thermal momentum and energy. */
function driftOf(model: Model, from: readonly NodalLaw[], to: readonly NodalLaw[]): number {
  const [a, b] = [invariants(model, from), invariants(model, to)];
  const thermal = Math.sqrt(a.energy * a.massDensity);
  const momentum = Math.max(...a.momentum.map((p, k) => Math.abs(p - b.momentum[k]))) / thermal;
  return Math.max(momentum, Math.abs(a.energy - b.energy) / a.energy);
}

/** Multiplications of the transforms of one term, and of one freezing of coefficients on the box twice as wide. */
function worksOf({ dimension, points, components }: FourierGrid, species: number): { readonly term: number; readonly freeze: number } {
  const transform = (count: number): number => (2 * count * log(count)) / Math.LN2;
  return { term: (2 * dimension + 1) * transform(points), freeze: species * (components + 1) * transform(points << dimension) };
}

/** Counts the terms that an operator is asked for, and the multiplications. */
function counted(operator: LandauOperator, species: number): { operator: LandauOperator; terms(): number; work(): number } {
  const works = worksOf(operator.grid, species);
  let [terms, freezes] = [0, 0];
  const term: LandauOperator["term"] = (...args) => {
    terms++;
    operator.term(...args);
  };
  const freeze: LandauOperator["freeze"] = (densities) => {
    freezes++;
    operator.freeze(densities);
  };
  return { operator: { ...operator, term, freeze }, terms: () => terms, work: () => works.term * terms + works.freeze * freezes };
}

/** The solution from these laws, one for each species. */
export function openSolution(model: Model, laws: readonly Law[], box: Box, { tolerance, spend }: Course): Solution {
  const grid = openGrid(box);
  const { operator, terms, work } = counted(openOperator(grid, model), model.species.length);
  const integrator = openIntegrator(operator);
  const { spectra, levels, leaks } = start(grid, laws);
  const lawsOf = (state: readonly Float64Array[], time: number): NodalLaw[] =>
    state.map((spectrum, i) => fourierLaw(grid, spectrum, { name: `fourier ${model.species[i].name}, t = ${time}`, time }));
  const first = lawsOf(spectra, 0);
  const known: Snapshot[] = [{ time: 0, spectra, laws: first, level: Math.max(...levels), leak: Math.max(...leaks), drift: 0, terms: 0 }];
  const cell = grid.centre.reduce((volume) => volume * grid.spacing, 1);
  return {
    grid,
    at(time) {
      const found = known.find((snapshot) => snapshot.time === time);
      if (found) return found;
      const before = known.filter((snapshot) => snapshot.time < time).at(-1)!;
      const state = before.spectra.map((spectrum) => spectrum.slice());
      let paid = work();
      integrator.advance(state, time - before.time, tolerance, before.time, (way) => {
        const due = work() - paid;
        paid += due;
        spend(due, way);
      });
      const now = lawsOf(state, time);
      let [level, leak] = [before.level, before.leak];
      for (const { nodes } of now) {
        const faces = onFaces(grid, nodes.density);
        level = Math.max(level, faces / peakOf(nodes.density));
        leak = Math.max(leak, (faces * cell * grid.points) / grid.modes);
      }
      const snapshot = { time, spectra: state, laws: now, level, leak, drift: driftOf(model, first, now), terms: terms() };
      known.push(snapshot);
      known.sort((a, b) => a.time - b.time);
      return snapshot;
    },
  };
}
