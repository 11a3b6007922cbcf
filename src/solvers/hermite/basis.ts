/**
 * The multi-indices alpha of R^d with |alpha| <= n, in blocks of one degree and one parity of every alpha_i: for a diagonal second moment the
 * hierarchy (hermite-flow.ts) never leaves a parity.
 */
import { multiIndices } from "../../math/polynomials/hermite.ts";

/** Multi-indices of one degree and parity. */
export interface Block {
  readonly degree: number;
  /** Positions in the list of all multi-indices. */
  readonly members: readonly number[];
  /** The block of degree - 2 and the same parity, which feeds this one. */
  readonly lower?: Block;
}

/** The multi-indices of a Hermite expansion. */
export interface Basis {
  readonly dimension: number;
  readonly degree: number;
  /** All multi-indices, by degree. */
  readonly indices: readonly (readonly number[])[];
  /** Position of a multi-index; undefined beyond the degree. */
  position(index: readonly number[]): number | undefined;
  /** In ascending degree. */
  readonly blocks: readonly Block[];
}

export function hermiteBasis(dimension: number, degree: number): Basis {
  const indices = Array.from({ length: degree + 1 }, (_, k) => multiIndices(dimension, k)).flat();
  const code = (index: readonly number[]): number => index.reduce((sum, k) => sum * (degree + 2) + k, 0);
  const places = new Map(indices.map((index, k) => [code(index), k]));
  const position = (index: readonly number[]): number | undefined => places.get(code(index));
  const groups = new Map<string, number[]>();
  const name = (k: number, parity: readonly number[]): string => `${k}:${parity.map((p) => p % 2).join("")}`;
  indices.forEach((index, k) => {
    const key = name(
      index.reduce((sum, x) => sum + x, 0),
      index,
    );
    const group = groups.get(key);
    if (group) group.push(k);
    else groups.set(key, [k]);
  });
  const blocks = new Map<string, Block>();
  for (const [key, members] of groups) {
    const index = indices[members[0]] as readonly number[];
    const size = index.reduce((sum, x) => sum + x, 0);
    const lower = blocks.get(name(size - 2, index));
    blocks.set(key, { degree: size, members, ...(lower ? { lower } : {}) });
  }
  return { dimension, degree, indices, position, blocks: [...blocks.values()] };
}
