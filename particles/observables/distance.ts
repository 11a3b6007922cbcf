/**
 * Distance to a known solution g in L^2, ||f - g|| / ||g||, of particles (through a kernel) and of solutions alike, and for solutions in the
 * largest deviation, max |f - g| / max g.
 *
 * Of particles f is the kernel estimate on a grid of spacing h/8; its expected square is variance plus squared bias, and of order
 * N^(-p/(2p+d)) at the best width for a kernel of order p. A solution is compared at the nodes of its quadrature. Of a grid in dimension 3 the
 * cost is large: keep h at a fifth of the thermal speed or more.
 */
import { kernelGrid, smoothedLaw, type Kernel } from "../../src/functionals/index.ts";
import { quadratureOf } from "../../src/laws/quadrature/quadrature.ts";
import type { Law, Observable, Parts, Reference, ReferenceState } from "../../src/protocols/index.ts";
import { ofOneSpecies, onlySpeciesOf } from "./expected.ts";
import type { Solved } from "../deterministic.ts";
import type { Alone } from "../state.ts";

/** Spacings of the grid in a width, and the reach of the grid in thermal speeds. */
const FINENESS = 8;
const REACH = 7;

/** `kernel` is for particles; solutions need none. Sub-series of solutions: `largest`, max |f - g| / max g; `stated`, their own bound of the relative L1 error; `share`, the true L1 error as a part of it. */
export function distanceTo(known: Reference, kernel: Kernel = { width: 0.3, order: 4 }): Observable<Alone | Solved> {
  return {
    check: ofOneSpecies("relative L2 distance"),
    parts: partsOf(known.name),
    open: () => ({
      measure(state, t) {
        onlySpeciesOf(state.model, "relative L2 distance");
        const law = known.at(t).law(0);
        return state.kind === "solved" ? ofSolutions(state.solution, law) : { "": ofCloud(state, law, kernel) };
      },
    }),
  };
}

const relative = { kind: "relative error", velocity: 0 };

const partsOf = (solution: string): Parts => ({
  "": {
    ...relative,
    name: `relative L2 distance to ${solution}`,
    short: "L2 distance",
    symbol: "||f - g|| / ||g||",
    meaning: `||f - g|| / ||g|| in L^2, g the ${solution}; of particles f is a kernel estimate.`,
  },
  largest: {
    ...relative,
    name: `largest deviation from ${solution}`,
    short: "largest deviation",
    symbol: "max |f - g| / max g",
    meaning: `max |f - g| / max g, g the ${solution}.`,
  },
  stated: {
    ...relative,
    name: "stated error",
    short: "stated error",
    symbol: "bound of ||f - g||_1",
    meaning: "The solution's own bound of its relative L1 error.",
  },
  share: {
    ...relative,
    name: "L1 error over the stated one",
    short: "true / stated error",
    symbol: "||f - g||_1 / bound",
    kind: "fraction",
    meaning: "The true relative L1 error as a part of the solution's own bound of it.",
  },
});

function ofCloud({ ensemble }: Alone, law: Law, kernel: Kernel): number {
  const spacing = kernel.width / FINENESS;
  const reach = REACH * Math.sqrt(Math.max(...law.covariance.map((row, k) => row[k])));
  const half = Math.ceil(reach / spacing);
  const count = 2 * half + 1;
  const centred = ensemble.planes.map((plane, k) => plane.map((x) => x - law.mean[k]));
  const values = kernelGrid(centred, { from: -half * spacing, spacing, count }, kernel);
  const v = new Float64Array(law.dimension);
  let [gap, size] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    let rest = i;
    for (let k = law.dimension - 1; k >= 0; k--) {
      v[k] = law.mean[k] + ((rest % count) - half) * spacing;
      rest = Math.floor(rest / count);
    }
    const exact = law.density(v);
    gap += (values[i] - exact) * (values[i] - exact);
    size += exact * exact;
  }
  return Math.sqrt(gap / size);
}

function ofSolutions(solution: ReferenceState, law: Law): Record<string, number> {
  const { fine: nodes } = quadratureOf(solution.law(0));
  const v = new Float64Array(law.dimension);
  let [gap, size, furthest, highest, apart] = [0, 0, 0, 0, 0];
  nodes.density.forEach((value, i) => {
    nodes.points.forEach((plane, k) => (v[k] = plane[i]!));
    const exact = law.density(v);
    gap += nodes.weights[i] * (value - exact) * (value - exact);
    size += nodes.weights[i] * exact * exact;
    apart += nodes.weights[i] * Math.abs(value - exact);
    furthest = Math.max(furthest, Math.abs(value - exact));
    highest = Math.max(highest, exact);
  });
  return { "": Math.sqrt(gap / size), largest: furthest / highest, stated: solution.bound, share: apart / solution.bound };
}

/** Nodes of the integrals in a thermal speed; the integrands vary over one, and the rule converges like e^(-(2 pi 4)^2/4). */
const RESOLUTION = 4;

/**
 * What the distance to `law` is on average for N independent particles of that very law: the root of (variance + bias^2) / ||g||^2 with
 *
 *   variance = (||K_h||^2 - ||K_h * g||^2) / N,   bias = ||K_h * g - g||,   ||K_h||^2 = (c/h)^d,
 *   c = 1/(2 sqrt pi) for order 2 and 27/(32 sqrt pi) for order 4.
 *
 * A root mean square: the mean is below it by Jensen's gap, an eighth of the relative variance of the square. Source: Silverman, section 3.3.
 */
export function expectedDistance(law: Law, particles: number, kernel: Kernel): number {
  const { dimension, mean, covariance } = law;
  const spacing = Math.sqrt(Math.min(...covariance.map((row, k) => row[k]))) / RESOLUTION;
  const half = Math.ceil((REACH * Math.sqrt(Math.max(...covariance.map((row, k) => row[k])))) / spacing);
  const line = Array.from({ length: 2 * half + 1 }, (_, i) => (i - half) * spacing);
  let points: number[][] = [[]];
  for (const centre of mean) points = points.flatMap((point) => line.map((x) => [...point, centre + x]));
  const smoothed = smoothedLaw(law, { ...kernel, axes: mean.map((_, k) => k), points });
  let [bias, size, seen] = [0, 0, 0];
  points.forEach((point, i) => {
    const exact = law.density(point);
    bias += (smoothed[i] - exact) * (smoothed[i] - exact);
    size += exact * exact;
    seen += smoothed[i] * smoothed[i];
  });
  let [volume, roughness] = [1, 1];
  for (let k = 0; k < dimension; k++) {
    volume *= spacing;
    roughness *= (kernel.order === 4 ? 27 / 32 : 1 / 2) / (Math.sqrt(Math.PI) * kernel.width);
  }
  return Math.sqrt((bias + (roughness / volume - seen) / particles) / size);
}
