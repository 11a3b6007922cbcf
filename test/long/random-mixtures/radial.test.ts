/** Bounds of radial on 400 random mixtures (test/support/bounds-sweep.ts). */
import { sweepBounds } from "../../support/bounds-sweep.ts";

sweepBounds("radial", 400);
