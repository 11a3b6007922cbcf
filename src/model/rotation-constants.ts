/**
 * Constants of the noise of a pair collision, shared with the AssemblyScript kernels (no type annotations: see
 * src/math/elementary-constants.ts). Their meaning is in src/model/rotation-law.ts.
 *
 * The polynomials were fitted by weighted least squares at Chebyshev nodes, with 40 digits, to the exact solution (t, p) of
 * (1-p) m1(t) = e^(-2 tau), (1-p) m2(t) = e^(-6 tau); the test of the law integrates what is implemented, independently.
 */

/** Radial draw X = RADIAL_SHIFT - RADIAL_SCALE log U with E X = 3 and E X^2 = 15: 3 - sqrt 6 and sqrt 6. */
export const RADIAL_SHIFT = 0.5505102572168219;
export const RADIAL_SCALE = 2.449489742783178;

/** Above this tau the e^(-2 tau) forms are used. */
export const NEAR_LIMIT = 0.125;
/** e^(-40) is far below the resolution of the draws: larger tau changes nothing, and every argument stays in range. */
export const TAU_LIMIT = 40.5;
/** Squared relative speeds are raised to this: a power of r stays a number even for two particles at the same place. */
export const SQUARE_FLOOR = 1e-280;

/** t/2 = tau (1/2 + tau (SCALE_0 + SCALE_1 tau + ...)) for tau <= NEAR_LIMIT. */
export const SCALE_0 = 0.7499965369123982;
export const SCALE_1 = -3.055011752986676;
export const SCALE_2 = 4.2029196815337;
export const SCALE_3 = -29.2116492485827;
export const SCALE_4 = 288.64040522283324;
export const SCALE_5 = -1913.673660069378;
export const SCALE_6 = 8863.000011091504;
export const SCALE_7 = -25520.39687599409;
export const SCALE_8 = 33625.90028590019;

/** p = tau^3 (UNIFORM_0 + UNIFORM_1 tau + ...) for tau <= NEAR_LIMIT. */
export const UNIFORM_0 = 10.156262695458507;
export const UNIFORM_1 = -39.7715063867668;
export const UNIFORM_2 = 214.43180226073005;
export const UNIFORM_3 = -1636.2862903214914;
export const UNIFORM_4 = 10855.487670437216;
export const UNIFORM_5 = -52441.54485738598;
export const UNIFORM_6 = 157147.49169223677;
export const UNIFORM_7 = -214238.198481;
/** p <= UNIFORM_BOUND tau^3 there. */
export const UNIFORM_BOUND = 10.2;

/** t/2 as a polynomial in y = e^(-2 tau), for tau > NEAR_LIMIT. */
export const FAR_SCALE_0 = 0.2804719044507395;
export const FAR_SCALE_1 = 7.505676872542867e-9;
export const FAR_SCALE_2 = -0.467669726105877;
export const FAR_SCALE_3 = 0.000021975364097010617;
export const FAR_SCALE_4 = 0.17630433333968915;
export const FAR_SCALE_5 = 0.00412924905076687;
export const FAR_SCALE_6 = 0.056830603413407274;
export const FAR_SCALE_7 = 0.13092560346190554;
export const FAR_SCALE_8 = -0.5184849066699008;
export const FAR_SCALE_9 = 0.9259663762453085;
export const FAR_SCALE_10 = -1.395175109306048;
export const FAR_SCALE_11 = 1.3517833729206359;
export const FAR_SCALE_12 = -0.6846793677437096;
export const FAR_SCALE_13 = 0.1395789491788486;

/** (1-p)/y as a polynomial in y = e^(-2 tau), for tau > NEAR_LIMIT. */
export const FAR_WEIGHT_0 = 2.142730633684465;
export const FAR_WEIGHT_1 = -3.3035644656369806e-8;
export const FAR_WEIGHT_2 = -2.1691627770895154;
export const FAR_WEIGHT_3 = -0.00008486883648390729;
export const FAR_WEIGHT_4 = 1.5006238541126447;
export const FAR_WEIGHT_5 = -0.013502187673223693;
export const FAR_WEIGHT_6 = -0.39478496187277046;
export const FAR_WEIGHT_7 = -0.3414734705611391;
export const FAR_WEIGHT_8 = 0.779822721386805;
export const FAR_WEIGHT_9 = -1.705856905119451;
export const FAR_WEIGHT_10 = 2.193920074446182;
export const FAR_WEIGHT_11 = -1.1965925759200748;
export const FAR_WEIGHT_12 = 0.1557585686501733;
export const FAR_WEIGHT_13 = 0.04865777607199352;

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
