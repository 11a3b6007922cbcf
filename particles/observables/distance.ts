/**
 * Distance to a known solution g in L^2, ||f - g|| / ||g||, of particles (through a kernel) and of solutions alike, and for solutions in the
 * largest deviation, max |f - g| / max g.
 *
 * Of particles f is the kernel estimate on a grid of spacing h/8; its expected square is variance plus squared bias, and of order
 * N^(-p/(2p+d)) at the best width for a kernel of order p. Of a solution it is compared at its own nodes. Of a grid in dimension 3 the
 * cost is large: keep h at a fifth of the thermal speed or more.
 */
import { ScenarioError } from "../../src/errors.ts";
import { kernelGrid, type Kernel } from "../../src/functionals/index.ts";
import type { Law, NodalLaw, Observable, Reference, ReferenceState } from "../../src/protocols.ts";
import { onlySpeciesOf } from "./expected.ts";
import type { Solved } from "../deterministic.ts";
import type { Alone } from "../state.ts";

/** Spacings of the grid in a width, and the reach of the grid in thermal speeds. */
const FINENESS = 8;
const REACH = 7;

/** `kernel` is for particles; solutions need none. Sub-series of solutions: `largest`, max |f - g| / max g; `stated`, their own bound of the relative L1 error; `share`, the true L1 error as a part of it. */
export function distanceTo(known: Reference, kernel: Kernel = { width: 0.3, order: 4 }): Observable<Alone | Solved> {
  return {
    label: `relative L2 distance to ${known.name}`,
    open: () => ({
      measure(state, t) {
        onlySpeciesOf(state.model, "relative L2 distance");
        const law = known.at(t).law(0);
        return state.kind === "solved" ? ofSolutions(state.solution, law) : { "": ofCloud(state, law, kernel) };
      },
    }),
  };
}

function ofCloud({ ensemble }: Alone, law: Law, kernel: Kernel): number {
  const spacing = kernel.width / FINENESS;
  const reach = REACH * Math.sqrt(Math.max(...law.covariance.map((row, k) => row[k]!)));
  const half = Math.ceil(reach / spacing);
  const count = 2 * half + 1;
  const centred = ensemble.planes.map((plane, k) => plane.map((x) => x - law.mean[k]!));
  const values = kernelGrid(centred, { from: -half * spacing, spacing, count }, kernel);
  const v = new Float64Array(law.dimension);
  let [gap, size] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    let rest = i;
    for (let k = law.dimension - 1; k >= 0; k--) {
      v[k] = law.mean[k]! + ((rest % count) - half) * spacing;
      rest = Math.floor(rest / count);
    }
    const exact = law.density(v);
    gap += (values[i]! - exact) * (values[i]! - exact);
    size += exact * exact;
  }
  return Math.sqrt(gap / size);
}

function ofSolutions(solution: ReferenceState, law: Law): Record<string, number> {
  const { nodes } = solution.law(0) as NodalLaw;
  if (!nodes) throw new ScenarioError(`${solution.law(0).name}: has no nodes to compare at`);
  const v = new Float64Array(law.dimension);
  let [gap, size, furthest, highest, apart] = [0, 0, 0, 0, 0];
  nodes.density.forEach((value, i) => {
    nodes.points.forEach((plane, k) => (v[k] = plane[i]!));
    const exact = law.density(v);
    gap += nodes.weights[i]! * (value - exact) * (value - exact);
    size += nodes.weights[i]! * exact * exact;
    apart += nodes.weights[i]! * Math.abs(value - exact);
    furthest = Math.max(furthest, Math.abs(value - exact));
    highest = Math.max(highest, exact);
  });
  return { "": Math.sqrt(gap / size), largest: furthest / highest, stated: solution.error, share: apart / solution.error };
}
