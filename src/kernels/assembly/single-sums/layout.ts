// Layout of the scratch of sums in single precision, in slots of a single for each column, and the kinds of their loops.
import { SINGLE_FLOOR } from "../../constants/block";
import { SLOT as WIDE_SLOT } from "../tiles";

export const ONE: usize = memory.data<f32>([<f32>1.0]);
export const FLOOR: usize = memory.data<f32>([<f32>SINGLE_FLOOR]);

/** p, D, the columns beyond the last whole tile, four lanes of signs, the square of the softening. */
export const SLOT: usize = WIDE_SLOT >> 1;
export const P: usize = 0;
export const D: usize = 3 * SLOT;
export const REST: usize = 6 * SLOT;
export const SECOND_REST: usize = 9 * SLOT;
export const FOUND: usize = 12 * SLOT;
export const SOFT: usize = 12 * SLOT + 16;

/**
 * What alpha is, and whether a loop keeps or folds, as types told apart by their size: the compiler then makes a loop for each. By values it makes one for all,
 * with the choice inside.
 */
export type Constant = i8;
export type Inverse = i16;
export type InverseSquare = i32;
export type InverseCube = i64;
export type No = i8;
export type Yes = i16;
