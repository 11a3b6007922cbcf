/** Bounds of hermite on 800 random mixtures (test/support/bounds-sweep.ts). */
import { sweepBounds } from "../../support/bounds-sweep.ts";

sweepBounds("hermite", 800);
