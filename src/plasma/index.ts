/** Plasmas in physical units: their model in reduced ones, and the classical rates to compare with. */
export { equilibrationRate, frictionRate, isotropisationRate, testParticleRates, type MaxwellianSpecies, type TestParticleRates } from "./formulary.ts";
export { plasma, type PairLogarithm, type Plasma, type PlasmaSpecies } from "./plasma.ts";
export { physicalUnits, type PhysicalOptions } from "./physical.ts";
export { particleMasses, plasmaUnits, type PlasmaUnits, type UnitsOptions } from "./units.ts";
