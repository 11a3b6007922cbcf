/** Laws: their constructors, which users call and SPEC.json names. */
export { bkw } from "./bkw.ts";
export { gaussian, maxwellian } from "./gaussian.ts";
export { mixture, type MixtureComponent } from "./mixture.ts";
export type { NormalOptions } from "./normal.ts";
export { shell } from "./shell.ts";
export { tiltedMaxwellian, type TiltedOptions } from "./tilted.ts";
export { uniform } from "./uniform.ts";
