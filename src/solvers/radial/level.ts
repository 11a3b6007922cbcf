/**
 * One discretisation of a mixture: meshes, pair weights, and the nodal values it starts from (densities n_i f_i, all species in one vector).
 */
import type { Setting } from "./setting.ts";
import type { Level } from "./march.ts";
import type { Mesh } from "./mesh.ts";
import { elementCount, elementEdges, lastRadius, nodalValues, qualityFor } from "./extent.ts";
import { angularIntegral } from "./kernel.ts";
import { SIZE, buildMesh, elementsOf, nodesOf } from "./mesh.ts";
import { pairWeights } from "./pairs.ts";
import { openOperator } from "./rates.ts";

/** Shares of the elements of the finest, steps to a stride, and how much earlier the meshes end, so that what a last radius cuts off is seen. */
const LEVELS = [
  { share: 1, steps: 4, reach: 1 },
  { share: 2 / 3, steps: 2, reach: 0.94 },
  { share: 4 / 9, steps: 1, reach: 0.88 },
] as const;
/** Elements that show the datum, relative to the finest level's. */
const FINER = 3 / 2;
/** Two elements hold no law. */
const FEWEST = 3;

/** Three discretisations, from fine to coarse; `extent` is a last radius common to all. Throws NumericalError for a law that a mesh does not see. */
export function levelsOf(setting: Setting, nodes: number, extent?: number): readonly [Level, Level, Level] {
  const plans = plansOf(setting, nodes, extent);
  const open = (level: 0 | 1 | 2): Level => {
    const { share, steps, reach } = LEVELS[level];
    return openLevel(setting, plans.map((plan) => plan.edges(share, extent === undefined ? reach : 1)), steps); // prettier-ignore
  };
  return [open(0), open(1), open(2)];
}

/** The datum of each species on a mesh finer than all levels, which shows the error that each of them starts with. */
export function dataOf(setting: Setting, nodes: number, extent?: number): { readonly mesh: Mesh; readonly values: Float64Array }[] {
  return plansOf(setting, nodes, extent).map((plan, i) => {
    const mesh = buildMesh(plan.edges(FINER, 1), setting.dimension);
    return { mesh, values: nodalValues(setting.laws[i], mesh, setting.widths[i]) };
  });
}

/** The elements of each species' meshes: of a share of those of the finest level, up to a share of its last radius. */
function plansOf(setting: Setting, nodes: number, extent?: number) {
  return setting.laws.map((law, i) => {
    const density = { law, widths: setting.widths[i], slower: setting.slower[i], quality: qualityFor(nodes) };
    const last = extent ?? lastRadius(law, density.widths);
    const count = elementCount(density, last);
    return { edges: (share: number, reach: number) => elementEdges(Math.max(FEWEST, Math.round(share * count)), reach * last, density) };
  });
}

/** `elements` are the ends of the elements of each species; `steps` to a stride. */
export function openLevel(setting: Setting, elements: readonly Float64Array[], steps: number): Level {
  const { model, laws, dimension, widths, temperature } = setting;
  const meshes = elements.map((edges) => buildMesh(edges, dimension));
  const operator = openOperator(meshes, model.species, allPairs(setting, meshes), temperature);
  const start = new Float64Array(operator.size);
  laws.forEach((law, i) => {
    const { density } = model.species[i];
    start.set(nodalValues(law, meshes[i], widths[i]), operator.grids[i].offset);
    for (let k = 0; k < nodesOf(meshes[i]); k++) start[operator.grids[i].offset + k] *= density;
  });
  return { operator, start, steps };
}

/** K^ij and, its transpose, K^ji. */
function allPairs({ model, dimension }: Setting, meshes: readonly Mesh[]): Float64Array[][] {
  const pairs: Float64Array[][] = meshes.map(() => []);
  meshes.forEach((mesh, i) => {
    for (let j = i; j < meshes.length; j++) {
      const matrix = pairWeights(mesh, meshes[j], angularIntegral(model.interaction(i, j), dimension));
      pairs[i][j] = matrix;
      if (j > i) pairs[j][i] = transposed(matrix, elementsOf(mesh) * SIZE, elementsOf(meshes[j]) * SIZE);
    }
  });
  return pairs;
}

function transposed(matrix: Float64Array, rows: number, columns: number): Float64Array {
  const result = new Float64Array(matrix.length);
  for (let a = 0; a < rows; a++) for (let b = 0; b < columns; b++) result[b * rows + a] = matrix[a * columns + b];
  return result;
}
