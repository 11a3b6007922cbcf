/**
 * One discretisation of a mixture: meshes, pair weights, and the nodal values it starts from (densities n_i f_i, all species in one vector).
 */
import type { Setting } from "./setting.ts";
import type { Level } from "./march.ts";
import type { Mesh } from "./mesh.ts";
import { nodalValues } from "./extent.ts";
import { angularIntegral } from "./kernel.ts";
import { SIZE, buildMesh, elementsOf, nodesOf } from "./mesh.ts";
import { pairWeights } from "./pairs.ts";
import { openOperator } from "./rates.ts";

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
