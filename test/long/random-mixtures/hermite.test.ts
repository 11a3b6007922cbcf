/** Bounds of hermite on two fifths of the random mixtures (test/support/bounds-sweep.ts). */
import { sweepBounds } from "../../support/bounds-sweep.ts";

sweepBounds("hermite", 0.4);
