/** Claims: how the series of a study are judged. */
export { agrees } from "./agrees.ts";
export { agreesAcross, type AcrossOptions } from "./across.ts";
export { conserved } from "./conserved.ts";
export { staysBelow } from "./below.ts";
export { decays, type DecaysOptions } from "./decays.ts";
export { zeroAtEquality } from "./equality.ts";
export { grows } from "./grows.ts";
export { cheaperByLevels, type LevelsOptions } from "./levels.ts";
export { nonincreasing } from "./nonincreasing.ts";
export type { Where } from "./over-cells.ts";
export { stationary } from "./stationary.ts";
export { quantityOf } from "./quantities.ts";
export { conjunction } from "./verdict.ts";
