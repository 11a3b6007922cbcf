/** What laws are given, checked in the user's words; and the small vectors and matrices that they are made of. */
import { ScenarioError } from "../errors.ts";
import type { Law } from "../protocols/index.ts";

/** What a law of this room refuses, in the user's words. */
export function refuse(law: string, field: string, found: unknown, expected: string): never {
  throw new ScenarioError(`${law}: invalid ${field}: ${JSON.stringify(found) ?? String(found)} (${expected})`);
}

/** Returns the vector, or throws ScenarioError unless all its d entries are finite. */
export function finiteVector(law: string, field: string, vector: readonly number[], dimension: number): readonly number[] {
  if (vector.length !== dimension) refuse(law, field, vector, `expected ${dimension} numbers`);
  if (!vector.every(Number.isFinite)) refuse(law, field, vector, "expected finite numbers");
  return vector;
}

/** Throws ScenarioError unless `value` is finite and > 0. */
export function positive(law: string, field: string, value: number): number {
  if (!(Number.isFinite(value) && value > 0)) refuse(law, field, value, "expected a finite number > 0");
  return value;
}

/** Throws ScenarioError unless the dimension is a whole number >= 1. */
export function wholeDimension(law: string, dimension: number): number {
  if (!Number.isInteger(dimension) || dimension < 1) refuse(law, "dimension", dimension, "expected a whole number >= 1");
  return dimension;
}

/** s times the identity, [d x d]. */
export const isotropic = (s: number, dimension: number): number[][] =>
  Array.from({ length: dimension }, (_, i) => Array.from({ length: dimension }, (_, j) => (i === j ? s : 0)));

export const zeros = (dimension: number): number[] => new Array<number>(dimension).fill(0);

/** tr P / d. */
export const temperatureOf = (law: Law): number => law.covariance.reduce((sum, row, i) => sum + row[i], 0) / law.dimension;
