/** Laws: the names that other rooms use. */
export type { MixtureComponent } from "./mixture.ts";
export { isotropic as isotropicRows, temperatureOf, type GaussianComponent, type MomentLaw } from "./moment-law.ts";
export type { NormalOptions } from "./normal.ts";
export { bkw } from "./bkw.ts";
export { gaussian, maxwellian } from "./gaussian.ts";
export { mixture } from "./mixture.ts";
export { gaussianComponents, quadratureOf, type Quadrature } from "./quadrature/quadrature.ts";
export { tensorNodes } from "./quadrature/tensor-nodes.ts";
export { radialSquaredDistance } from "./radial-distance.ts";
export { shell } from "./shell.ts";
export { tiltedMaxwellian } from "./tilted.ts";
export { uniform } from "./uniform.ts";
export { everySecond, STENCIL, gridLaw, trapezoid } from "./grid-law.ts";
export { samplesOf } from "./samples.ts";
export type { Table } from "./rows.ts";
