/**
 * Couplings as the kernels of pairs know them: what becomes of the first ensemble's noise for the second. A coupling that carries one of these codes
 * maps noise by the same operations in the same order (particles/couplings/).
 */
/** One ensemble, no coupling. */
export const ALONE = 0;
export const SYNCHRONOUS = 1;
export const SPHERICAL = 2;
export const POLAR = 3;

/** Two velocities with 2 (1 + cos) below this are taken as opposite in sums over pairs: rounding would choose the plane to turn in. */
export const OPPOSITE_LIMIT = 1e-14;
/** The same in single precision, of the square of the sine. */
export const OPPOSITE_SINGLE = 1e-9;
