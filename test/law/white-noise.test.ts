/**
 * One step of the white noise by sums has the law of one step term by term (test/support/one-step.ts): drifts to rounding, covariances within simultaneous 99 %
 * intervals that are shorter than 1 % to either side, so that an error of 1 % is seen; the part of C that a transposition reverses, which is small, to a half of
 * itself. Every coupling, dimension and exponent: test/long/white-noise.test.ts; without statistics: test/exact/white-noise-sums.test.ts.
 */
import { spherical } from "../../particles/index.ts";
import { inLong } from "../support/long.ts";
import { expectOneLaw } from "../support/one-law.ts";

inLong("a step by sums and term by term agree in law", { timeout: 600_000 }, () => expectOneLaw([{ d: 3, gamma: -3, coupling: spherical() }], 750));
