/**
 * Constants of exp, log, sin and cos, shared with the AssemblyScript kernels so that both compute with the same bits.
 * No type annotations: the file is compiled by TypeScript and by AssemblyScript, which infers f64 from the decimal point.
 *
 * Sources. Splittings of ln 2 and pi/2 and the coefficients of log, sin and cos: fdlibm (Sun Microsystems, 1993: e_log.c, k_sin.c,
 * k_cos.c, e_rem_pio2.c). exp: Taylor coefficients 1/2!, ..., 1/13!; the remainder at |r| <= ln(2)/2 is 4e-18.
 */

/** Adding and subtracting 1.5 * 2^52 rounds to an integer, whose low bits then stand at the end of the mantissa. */
export const ROUNDER = 6755399441055744.0;

export const LOG2_E = 1.4426950408889634;
/** 33 leading bits of ln 2, so that n * LN2_HIGH is exact for |n| < 2^20; and the rest. */
export const LN2_HIGH = 0.6931471803691238;
export const LN2_LOW = 1.9082149292705877e-10;

export const EXP_2 = 0.5;
export const EXP_3 = 0.16666666666666666;
export const EXP_4 = 0.041666666666666664;
export const EXP_5 = 0.008333333333333333;
export const EXP_6 = 0.001388888888888889;
export const EXP_7 = 0.0001984126984126984;
export const EXP_8 = 0.0000248015873015873;
export const EXP_9 = 2.7557319223985893e-6;
export const EXP_10 = 2.755731922398589e-7;
export const EXP_11 = 2.505210838544172e-8;
export const EXP_12 = 2.08767569878681e-9;
export const EXP_13 = 1.6059043836821613e-10;

/** log((1+s)/(1-s)) = 2s + s (LOG_1 s^2 + ... + LOG_7 s^14), |s| <= 0.1716, error below 2^-58. */
export const LOG_1 = 0.6666666666666735;
export const LOG_2 = 0.3999999999940942;
export const LOG_3 = 0.2857142874366239;
export const LOG_4 = 0.22222198432149784;
export const LOG_5 = 0.1818357216161805;
export const LOG_6 = 0.15313837699209373;
export const LOG_7 = 0.14798198605116586;

export const TWO_OVER_PI = 0.6366197723675814;
/** pi/2 in three pieces of 33, 33 and 53 bits. */
export const HALF_PI_1 = 1.5707963267341256;
export const HALF_PI_2 = 6.077100506303966e-11;
export const HALF_PI_3 = 2.0222662487959506e-21;

export const HALF_PI = 1.5707963267948966;

/** sin r = r + r^3 (SIN_1 + ... + SIN_6 r^10), |r| <= pi/4, error below 2^-58. */
export const SIN_1 = -0.16666666666666632;
export const SIN_2 = 0.00833333333332249;
export const SIN_3 = -0.0001984126982985795;
export const SIN_4 = 2.7557313707070068e-6;
export const SIN_5 = -2.5050760253406863e-8;
export const SIN_6 = 1.58969099521155e-10;

/** cos r = 1 - r^2/2 + r^4 (COS_1 + ... + COS_6 r^10), |r| <= pi/4, error below 2^-58. */
export const COS_1 = 0.0416666666666666;
export const COS_2 = -0.001388888888887411;
export const COS_3 = 0.00002480158728947673;
export const COS_4 = -2.7557314351390663e-7;
export const COS_5 = 2.087572321298175e-9;
export const COS_6 = -1.1359647557788195e-11;
