/** Bounds of radial on a fifth of the random mixtures (test/support/bounds-sweep.ts). */
import { sweepBounds } from "../../support/bounds-sweep.ts";

sweepBounds("radial", 0.2);
