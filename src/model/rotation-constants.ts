/**
 * Constants of the noise of a pair collision, shared with the AssemblyScript kernels (no type annotations: see
 * src/math/elementary-constants.ts). Their meaning is in src/model/rotation-law.ts.
 *
 * The polynomials were fitted by weighted least squares at Chebyshev nodes, in 40 digits, to the exact solution (t, p) of
 * (1-p) m1(t) = e^(-2 tau), (1-p) m2(t) = e^(-6 tau); the test of the law integrates what is implemented, independently.
 */

/** Radial draw X = RADIAL_SHIFT + RADIAL_SCALE U^4 with E X = 3 and E X^2 = 15: 3 - 3 sqrt(6)/4 and 15 sqrt(6)/4. */
export const RADIAL_SHIFT = 1.1628826929126164;
export const RADIAL_SCALE = 9.185586535436919;

/** Above this tau the e^(-2 tau) forms are used. */
export const NEAR_LIMIT = 0.15625;
/** e^(-40) is far below the resolution of the draws: larger tau changes nothing, and every argument stays in range. */
export const TAU_LIMIT = 40.5;
/** Squared relative speeds are raised to this: a power of r stays a number even for two particles at the same place. */
export const SQUARE_FLOOR = 1e-280;

/** t/2 = tau (1/2 + tau (SCALE_0 + SCALE_1 tau + ...)) for tau <= NEAR_LIMIT. */
export const SCALE_0 = 0.7500008165905874;
export const SCALE_1 = -1.7746587015064066;
export const SCALE_2 = -6.050484269653723;
export const SCALE_3 = 13.368411440983152;
export const SCALE_4 = 61.2888421328825;
export const SCALE_5 = -203.0332275556765;
export const SCALE_6 = -398.9692435137669;
export const SCALE_7 = 2808.4559941898365;
export const SCALE_8 = -3972.4228548208757;

/** p = tau^3 (UNIFORM_0 + UNIFORM_1 tau + ...) for tau <= NEAR_LIMIT. */
export const UNIFORM_0 = 6.539964063893053;
export const UNIFORM_1 = 1.8428839165179012;
export const UNIFORM_2 = -50.55044818794294;
export const UNIFORM_3 = -38.78115376553545;
export const UNIFORM_4 = 717.2250057814314;
export const UNIFORM_5 = -1358.9915046802969;
export const UNIFORM_6 = -956.2934697865645;
export const UNIFORM_7 = 4274.343628892075;
/** p <= UNIFORM_BOUND tau^3 there. */
export const UNIFORM_BOUND = 6.6;

/** t/2 as a polynomial in y = e^(-2 tau), for tau > NEAR_LIMIT. */
export const FAR_SCALE_0 = 0.27989118550066;
export const FAR_SCALE_1 = 3.3589689376892286e-9;
export const FAR_SCALE_2 = -0.4449860832102931;
export const FAR_SCALE_3 = 1.1615315471109027e-5;
export const FAR_SCALE_4 = 0.1284755478037267;
export const FAR_SCALE_5 = 0.0025503354902854823;
export const FAR_SCALE_6 = 0.06786820853919108;
export const FAR_SCALE_7 = 0.09340367275126636;
export const FAR_SCALE_8 = -0.3676349501074626;
export const FAR_SCALE_9 = 0.7555104650092757;
export const FAR_SCALE_10 = -1.226585403951735;
export const FAR_SCALE_11 = 1.2705563419801307;
export const FAR_SCALE_12 = -0.7534831856507176;
export const FAR_SCALE_13 = 0.1945604398745711;

/** (1-p)/y as a polynomial in y = e^(-2 tau), for tau > NEAR_LIMIT. */
export const FAR_WEIGHT_0 = 2.129465387869135;
export const FAR_WEIGHT_1 = 5.148606442122e-9;
export const FAR_WEIGHT_2 = -2.047948345255999;
export const FAR_WEIGHT_3 = 1.8533713689973348e-5;
export const FAR_WEIGHT_4 = 1.231853721328892;
export const FAR_WEIGHT_5 = 0.004249462712023876;
export const FAR_WEIGHT_6 = -0.3372671700969122;
export const FAR_WEIGHT_7 = 0.16389051497368298;
export const FAR_WEIGHT_8 = -0.668020620208178;
export const FAR_WEIGHT_9 = 1.4220622648388366;
export const FAR_WEIGHT_10 = -2.265369841109078;
export const FAR_WEIGHT_11 = 2.6732854679651123;
export const FAR_WEIGHT_12 = -1.8021092186191854;
export const FAR_WEIGHT_13 = 0.49616811143382294;

/** First terms of the inverse of theta - sin theta at small angles, as a start for Newton: c (1 + c^2/60 + c^4/1400), c^3 = 6 (theta - sin theta). */
export const KEPLER_3 = 0.016666666666666666;
export const KEPLER_5 = 0.0007142857142857143;

export const SIX_PI = 18.84955592153876;

/** Uniforms from a signed 32-bit k: (k + 1/2) 2^-32 + 1/2 and so on; 2^-32, 1/2 + 2^-33, 2^-31, 2^-30, 2^-31 - 1/2. */
export const UNIT_SCALE = 2.3283064365386963e-10;
export const UNIT_SHIFT = 0.5000000001164153;
export const SIGNED_SCALE = 4.656612873077393e-10;
export const EIGHTH_SCALE = 9.313225746154785e-10;
export const EIGHTH_SHIFT = -0.49999999953433871;

/**
 * The frame of the spherical coupling is computed by Rodrigues' formula, whose error grows like 1/(1 + cos) of the angle between the
 * two relative velocities; below this value of 1 + cos, two exact reflections are used.
 */
export const ANTIPARALLEL = 0.015625;
/** Squared relative speeds below this have no direction: the frame is the identity. */
export const SQUARE_TINY = 1e-100;
/** Squared length, relative to its largest value 4, below which a sum of two unit vectors has lost its direction. */
export const SUM_TINY = 1e-20;
