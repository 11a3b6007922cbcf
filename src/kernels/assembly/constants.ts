// Constants in static memory. V8 builds a vector constant from an immediate by three instructions at every use; a splatting load is one.
import {
  ROUNDER, LOG2_E, LN2_HIGH, LN2_LOW, EXP_2, EXP_3, EXP_4, EXP_5, EXP_6, EXP_7, EXP_8, EXP_9, EXP_10, EXP_11, EXP_12, EXP_13,
  LOG_1, LOG_2, LOG_3, LOG_4, LOG_5, LOG_6, LOG_7, TWO_OVER_PI, HALF_PI_1, HALF_PI_2, HALF_PI_3, HALF_PI,
  SIN_1, SIN_2, SIN_3, SIN_4, SIN_5, SIN_6, COS_1, COS_2, COS_3, COS_4, COS_5, COS_6,
} from "../constants/elementary";
import {
  EIGHTH_SCALE, EIGHTH_SHIFT, FAR_HEAT_0, FAR_HEAT_1, FAR_HEAT_2, FAR_HEAT_3, FAR_HEAT_4, FAR_HEAT_5, FAR_HEAT_6, FAR_HEAT_7, FAR_HEAT_8,
  FAR_HEAT_9, FAR_HEAT_10, FAR_HEAT_11, FAR_HEAT_12, FAR_HEAT_13, FAR_HEAT_14, FAR_HEAT_15, FAR_HEAT_16, FAR_HEAT_17, FAR_HEAT_18,
  FAR_HEAT_19, FAR_HEAT_20, FAR_HEAT_21, FAR_HEAT_22, FAR_HEAT_23, FAR_HEAT_24, FAR_HEAT_25, FAR_SLOPE, FAR_TAIL_0, FAR_TAIL_1,
  FAR_TAIL_2, FAR_TAIL_3, FAR_TAIL_4, FAR_TAIL_5, FAR_TAIL_6, FAR_TAIL_7, FAR_TAIL_8, FAR_TAIL_9, FAR_TAIL_10, FAR_TAIL_11, FAR_TAIL_12,
  FAR_TAIL_13, FAR_TAIL_14, FAR_TAIL_15, FAR_TAIL_16, FAR_TAIL_17, FAR_TAIL_18, FAR_TAIL_19, FAR_TAIL_20, FAR_TAIL_21, FAR_TAIL_22,
  FAR_TAIL_23, FAR_TAIL_24, FAR_TAIL_25, HEAT_0, HEAT_1, HEAT_2, HEAT_3, HEAT_4, HEAT_5, HEAT_6, HEAT_7, HEAT_8, RADIAL_SCALE,
  RADIAL_SHIFT, SIGNED_SCALE, TAIL_0, TAIL_1, TAIL_2, TAIL_3, TAIL_4, TAIL_5, TAIL_6, TAIL_7, UNIT_SCALE, UNIT_SHIFT,
} from "../constants/rotation";

/** The number at an address of this file, in both lanes. */
// @ts-ignore: decorator
@inline export function at(address: usize): v128 { return v128.load64_splat(address); }

/** c[1] x + c[0] for coefficients that start at an address: the first level of Estrin's scheme. */
// @ts-ignore: decorator
@inline export function line(address: usize, x: v128): v128 {
  return f64x2.add(f64x2.mul(v128.load64_splat(address, 8), x), v128.load64_splat(address));
}

/** Bytes from one coefficient to the next. */
export const STEP: usize = 8;

export const ONE: usize = memory.data<f64>([1.0]);
export const TWO: usize = memory.data<f64>([2.0]);
export const HALF: usize = memory.data<f64>([0.5]);
export const MINUS_TWO: usize = memory.data<f64>([-2.0]);

export const EXP_ROUNDER: usize = memory.data<f64>([ROUNDER]);
export const EXP_LOG2_E: usize = memory.data<f64>([LOG2_E]);
export const LN2_1: usize = memory.data<f64>([LN2_HIGH]);
export const LN2_2: usize = memory.data<f64>([LN2_LOW]);
export const EXP_SERIES: usize = memory.data<f64>([EXP_2, EXP_3, EXP_4, EXP_5, EXP_6, EXP_7, EXP_8, EXP_9, EXP_10, EXP_11, EXP_12, EXP_13]);
export const EXP_LOWEST: usize = memory.data<f64>([-700.0]);
export const EXP_HIGHEST: usize = memory.data<f64>([700.0]);

export const LOG_SERIES: usize = memory.data<f64>([LOG_1, LOG_2, LOG_3, LOG_4, LOG_5, LOG_6, LOG_7]);
/** Words for the splitting x = 2^k m, sqrt(1/2) <= m < sqrt 2. */
export const LOG_OFFSET: usize = memory.data<u64>([0x00095f6200000000]);
export const LOG_BASE: usize = memory.data<u64>([0x3fe6a09e00000000]);
export const MANTISSA: usize = memory.data<u64>([0x000fffffffffffff]);
/** 2^52, whose low bits read as an integer, and 2^52 + 1023. */
export const WHOLE_BITS: usize = memory.data<u64>([0x4330000000000000]);
export const WHOLE_BIAS: usize = memory.data<f64>([4503599627371519.0]);

export const QUADRANTS: usize = memory.data<f64>([TWO_OVER_PI]);
export const PI_1: usize = memory.data<f64>([HALF_PI_1]);
export const PI_2: usize = memory.data<f64>([HALF_PI_2]);
export const PI_3: usize = memory.data<f64>([HALF_PI_3]);
export const QUARTER_TURN: usize = memory.data<f64>([HALF_PI]);
export const SIN_SERIES: usize = memory.data<f64>([SIN_1, SIN_2, SIN_3, SIN_4, SIN_5, SIN_6]);
export const COS_SERIES: usize = memory.data<f64>([COS_1, COS_2, COS_3, COS_4, COS_5, COS_6]);

export const UNIT_1: usize = memory.data<f64>([UNIT_SCALE]);
export const UNIT_0: usize = memory.data<f64>([UNIT_SHIFT]);
export const SIGNED_1: usize = memory.data<f64>([SIGNED_SCALE]);
export const EIGHTH_1: usize = memory.data<f64>([EIGHTH_SCALE]);
export const EIGHTH_0: usize = memory.data<f64>([EIGHTH_SHIFT]);
export const EIGHTH_BITS: usize = memory.data<u64>([0x3fffffff3fffffff]);
export const SIGN: usize = memory.data<u64>([0x8000000000000000]);

export const RADIAL_0: usize = memory.data<f64>([RADIAL_SHIFT]);
export const RADIAL_1: usize = memory.data<f64>([RADIAL_SCALE]);
export const HEATS: usize = memory.data<f64>([HEAT_0, HEAT_1, HEAT_2, HEAT_3, HEAT_4, HEAT_5, HEAT_6, HEAT_7, HEAT_8]);
export const TAILS: usize = memory.data<f64>([TAIL_0, TAIL_1, TAIL_2, TAIL_3, TAIL_4, TAIL_5, TAIL_6, TAIL_7]);
export const FAR_SLOPES: usize = memory.data<f64>([FAR_SLOPE]);
export const FAR_HEATS: usize = memory.data<f64>([
  FAR_HEAT_0, FAR_HEAT_1, FAR_HEAT_2, FAR_HEAT_3, FAR_HEAT_4, FAR_HEAT_5, FAR_HEAT_6, FAR_HEAT_7, FAR_HEAT_8, FAR_HEAT_9, FAR_HEAT_10,
  FAR_HEAT_11, FAR_HEAT_12, FAR_HEAT_13, FAR_HEAT_14, FAR_HEAT_15, FAR_HEAT_16, FAR_HEAT_17, FAR_HEAT_18, FAR_HEAT_19, FAR_HEAT_20,
  FAR_HEAT_21, FAR_HEAT_22, FAR_HEAT_23, FAR_HEAT_24, FAR_HEAT_25,
]);
export const FAR_TAILS: usize = memory.data<f64>([
  FAR_TAIL_0, FAR_TAIL_1, FAR_TAIL_2, FAR_TAIL_3, FAR_TAIL_4, FAR_TAIL_5, FAR_TAIL_6, FAR_TAIL_7, FAR_TAIL_8, FAR_TAIL_9, FAR_TAIL_10,
  FAR_TAIL_11, FAR_TAIL_12, FAR_TAIL_13, FAR_TAIL_14, FAR_TAIL_15, FAR_TAIL_16, FAR_TAIL_17, FAR_TAIL_18, FAR_TAIL_19, FAR_TAIL_20,
  FAR_TAIL_21, FAR_TAIL_22, FAR_TAIL_23, FAR_TAIL_24, FAR_TAIL_25,
]);
