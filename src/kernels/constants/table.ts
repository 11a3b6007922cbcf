/**
 * Layout of a tabulated interaction, shared with the AssemblyScript kernels (no type annotations: see src/kernels/constants/elementary.ts).
 * The numbers that AssemblyScript must take as f64 carry a fraction or an exponent.
 */

/** Squared distances are clamped to [2^-64, 2^64): beyond them alpha is held at its value there. */
export const TABLE_FIRST = 5.421010862427522e-20;
/** The double below 2^64. */
export const TABLE_LAST = 1.844674407370955e19;
/** Bytes of one subinterval: six coefficients of a polynomial of degree five. */
export const TABLE_STRIDE = 48;
