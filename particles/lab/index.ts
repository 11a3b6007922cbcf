/** The laboratory without its page (src/lab): two coupled ensembles under pair collisions, chosen, moved and measured. */
import type { Laboratory } from "../../src/lab/protocol.ts";
import { arrange, controls } from "./arrangement.ts";
import { openMeasuring } from "./measuring.ts";
import { openMoving } from "./moving.ts";
import { charts } from "./observed.ts";
import { scenarioOf } from "./scenario.ts";

export const laboratory: Laboratory = {
  about:
    "Two solutions of the Landau equation as two ensembles of colliding particles that share their collisions. Partners are joined by a segment; the mean of its square, the coupled cost, is an upper bound of the " +
    "squared Wasserstein distance of the solutions.",
  controls,
  charts,
  arrange,
  open: openMoving,
  measuring: openMeasuring,
  scenario: scenarioOf,
};
