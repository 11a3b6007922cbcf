/**
 * Measures what takes longer than a frame of the page, in its worker: the same couple at its start, whose ensembles take the clouds that the page sends. The start itself
 * serves the slope at t = 0, which is probed by steps of it.
 */
import type { Arrangement, Measuring } from "../../src/lab/protocol.ts";
import { openMeters } from "./moving.ts";
import { arranged } from "./setup.ts";

/** Throws ScenarioError. */
export function openMeasuring(arrangement: Arrangement): Measuring {
  const { setup, open } = arranged(arrangement);
  const motion = open();
  const measure = openMeters(setup, ({ late }) => late === true);
  return ({ t, clouds }) => {
    motion.ensembles.forEach(({ planes }, e) => planes.forEach((plane, k) => plane.set(clouds[e][k])));
    return measure(motion, t);
  };
}
