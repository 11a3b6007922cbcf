/**
 * Constants of the noise of a pair collision, shared with the AssemblyScript kernels (no type annotations: see
 * src/kernels/constants/elementary.ts). Their meaning is in particles/noise/rotation-law.ts.
 *
 * The polynomials were fitted, nearly in the uniform norm (weighted by tau^(3/2) for (h/tau - 1/2)/tau and tau^2.8 for rho/tau^3), to the exact
 * solution (h, rho) of m1 = e^(-2 tau), m2 = e^(-6 tau) by Newton with a quadrature in -log(1 - U). The test of the law integrates what is
 * implemented, independently.
 */

/** Heat flow X = RADIAL_SHIFT + RADIAL_SCALE U^4 with E X = 3 and E X^2 = 15: 3 - 3 sqrt(6)/4 and 15 sqrt(6)/4. */
export const RADIAL_SHIFT = 1.1628826929126164;
export const RADIAL_SCALE = 9.185586535436919;

/** Above this tau the e^(-2 tau) forms are used. */
export const NEAR_LIMIT = 0.15625;
/** e^(-81) is far below the rounding of h and rho: larger tau changes nothing, and every argument stays in range. */
export const TAU_LIMIT = 40.5;
/** Squared relative speeds are raised to this: a power of r stays a number even for two particles at the same place. */
export const SQUARE_FLOOR = 1e-280;

/** h = tau (1/2 + tau (HEAT_0 + HEAT_1 tau + ...)) for tau <= NEAR_LIMIT. */
export const HEAT_0 = 0.7499980314926853;
export const HEAT_1 = -2.863915238781389;
export const HEAT_2 = 16.23736744004712;
export const HEAT_3 = -135.21976236994757;
export const HEAT_4 = 824.2506228093338;
export const HEAT_5 = -3956.2647577400876;
export const HEAT_6 = 13216.15486639112;
export const HEAT_7 = -26763.52400021437;
export const HEAT_8 = 24871.85463391531;

/** rho = tau^3 (TAIL_0 + TAIL_1 tau + ...) for tau <= NEAR_LIMIT. */
export const TAIL_0 = 5.203911789289924;
export const TAIL_1 = -18.031245441347508;
export const TAIL_2 = 178.39048832021024;
export const TAIL_3 = -1204.8307029538973;
export const TAIL_4 = 5303.94438313247;
export const TAIL_5 = -16313.591677027609;
export const TAIL_6 = 32059.957967025595;
export const TAIL_7 = -29838.869537447546;

/** h and rho for tau > NEAR_LIMIT are polynomials in x = FAR_SLOPE e^(-2 tau) - 1, which lies in (-1, 1.0005). */
export const FAR_SLOPE = 2.734375;

/** h in powers of x. */
export const FAR_HEAT_0 = 0.191571422469146;
export const FAR_HEAT_1 = 0.04291495690511865;
export const FAR_HEAT_2 = -0.20952785558382928;
export const FAR_HEAT_3 = -0.05168815515212731;
export const FAR_HEAT_4 = 0.16457271848825825;
export const FAR_HEAT_5 = 0.05138029761096675;
export const FAR_HEAT_6 = -0.12088514808206383;
export const FAR_HEAT_7 = -0.09926921869966873;
export const FAR_HEAT_8 = 0.13067970409064925;
export const FAR_HEAT_9 = 0.13120857334340785;
export const FAR_HEAT_10 = -0.13358498084871692;
export const FAR_HEAT_11 = -0.18351605460354378;
export const FAR_HEAT_12 = 0.14330524207125267;
export const FAR_HEAT_13 = 0.2345438143215619;
export const FAR_HEAT_14 = -0.14135704269052707;
export const FAR_HEAT_15 = -0.2640325520321275;
export const FAR_HEAT_16 = 0.12121985558087746;
export const FAR_HEAT_17 = 0.2404502062049341;
export const FAR_HEAT_18 = -0.0818462332205099;
export const FAR_HEAT_19 = -0.1652824672884694;
export const FAR_HEAT_20 = 0.039677725443415815;
export const FAR_HEAT_21 = 0.07877639954142099;
export const FAR_HEAT_22 = -0.011999345551030556;
export const FAR_HEAT_23 = -0.02296481913979408;
export const FAR_HEAT_24 = 0.0016943216927058345;
export const FAR_HEAT_25 = 0.003054514090232181;

/** rho in powers of x. */
export const FAR_TAIL_0 = 0.3145066127045415;
export const FAR_TAIL_1 = -0.6033903658074136;
export const FAR_TAIL_2 = 0.33926288496115475;
export const FAR_TAIL_3 = 0.014345519689474277;
export const FAR_TAIL_4 = -0.0039894028142066955;
export const FAR_TAIL_5 = -0.09876746526709433;
export const FAR_TAIL_6 = 0.013937056300542776;
export const FAR_TAIL_7 = 0.09068143570114534;
export const FAR_TAIL_8 = -0.0007370818005741292;
export const FAR_TAIL_9 = -0.10402676444870432;
export const FAR_TAIL_10 = -0.012868223862866826;
export const FAR_TAIL_11 = 0.12701153340276883;
export const FAR_TAIL_12 = 0.027292073360097004;
export const FAR_TAIL_13 = -0.14863756564925118;
export const FAR_TAIL_14 = -0.04158226345661557;
export const FAR_TAIL_15 = 0.15724231722135276;
export const FAR_TAIL_16 = 0.04560543234757519;
export const FAR_TAIL_17 = -0.1371777869486369;
export const FAR_TAIL_18 = -0.03616595502139366;
export const FAR_TAIL_19 = 0.09154254477840412;
export const FAR_TAIL_20 = 0.019287844336109576;
export const FAR_TAIL_21 = -0.04271833014274844;
export const FAR_TAIL_22 = -0.006186207969932623;
export const FAR_TAIL_23 = 0.012262400979297264;
export const FAR_TAIL_24 = 0.0008892908953939215;
export const FAR_TAIL_25 = -0.001611832356576325;

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
