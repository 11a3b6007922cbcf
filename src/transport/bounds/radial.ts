/**
 * The distance of the speeds about the means (maps/radial.ts) is a lower bound of W2^2 of any two clouds: with x - m_x = u, y - m_y = v,
 * E|x - y|^2 = |m_x - m_y|^2 + E|u - v|^2 under every plan, and |u - v| >= ||u| - |v||.
 */
import type { Planes } from "../../protocols/index.ts";
import { inUnits } from "../../math/units.ts";
import { radialSquared } from "../maps/radial.ts";
import { lowered, roundOff } from "./round-off.ts";

/** The distance of two clouds of equal size by their speeds, and what is left of it as a lower bound in spite of round-off. Throws as `radialSquared`. */
export function radialBound(x: Planes, y: Planes): { readonly squared: number; readonly lower: number } {
  const squared = radialSquared(x, y);
  const { x: u, y: v, area } = inUnits(x, y);
  return { squared, lower: lowered(squared / area, roundOff(u, v)) * area };
}
