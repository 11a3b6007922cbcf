/**
 * Constants of the noise of the Kac diffusion in dimension 3, shared with the AssemblyScript kernels (no type annotations: see
 * src/kernels/constants/elementary.ts). Their meaning is in particles/noise/two-angles.ts.
 */

/** Up to this tau mean and spread of sink are Taylor polynomials in tau, whose next terms are 5e-10 and 3.4e-9 of them there. */
export const SERIES_LIMIT = 0.0078125;
/** mean/tau = (3/4)(1 - e^(-2 tau))/tau. */
export const MEAN_0 = 1.5;
export const MEAN_1 = -1.5;
export const MEAN_2 = 1.0;
export const MEAN_3 = -0.5;
/** spread/tau = (1 - q) sqrt(1 + 5 q)/(4 tau), q = e^(-2 tau): sqrt(6)/4 times 2, -11/3, 143/36, -659/216. */
export const SPREAD_0 = 1.224744871391589;
export const SPREAD_1 = -2.2453655975512463;
export const SPREAD_2 = 2.4324793973471834;
export const SPREAD_3 = -1.8683029403867064;
/** q is raised to 2^-18, so that a half-turn is never quite reached: 1 - sink |n|^2 stays positive for directions of single precision. */
export const DECAY_FLOOR = 0.000003814697265625;

/**
 * The words of the pairs, from the highest bit: 15 bits k, signed, of the polar cosine (k + 1/2) 2^-14; the sign of the azimuth's cosine and sine; their
 * exchange; 14 bits k of the angle (pi/2)((k + 1/2) 2^-14 - 1/2); the choice.
 */
export const POLAR_SCALE = 0.00006103515625;
export const POLAR_SHIFT = 0.000030517578125;
/** By 2 k. */
export const EIGHTH_SCALE = 0.000047936899621426287;
export const EIGHTH_SHIFT = -0.7853502264978268;
/** Exclusive or with these bits, of the polar cosine and the sign, reverses the direction. */
export const TURNED = -65536;
/** sin x for |x| <= pi/4 in single precision (S. L. Moshier, Cephes, sinf.c: 2.6e-8). */
export const SINGLE_SIN_3 = -0.16666654611;
export const SINGLE_SIN_5 = 0.0083321608736;
export const SINGLE_SIN_7 = -0.00019515295891;
