/** Interactions and mixtures: their constructors, which users call and SPEC.json names. */
export { generalPotential, type GeneralPotential } from "./general.ts";
export { coulomb, maxwellMolecules, powerLaw } from "./power-law.ts";
export { screened } from "./screened.ts";
export { model, singleSpecies, type Interacting, type Interaction, type ModelOptions } from "./species.ts";
export { sumOfPowers } from "./sum-of-powers.ts";
