/** Bounds of fourier on two fifths of the random mixtures (test/support/bounds-sweep.ts). */
import { sweepBounds } from "../../support/bounds-sweep.ts";

sweepBounds("fourier", 0.4);
