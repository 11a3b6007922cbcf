/** All statements that are judged without particles, in the order of the papers; those that particles witness are scenarios, and stand in their folder. */
import type { Check } from "../protocols/index.ts";
import { fromTheStart, sinkhornDivergence } from "./beyond/conjectures.ts";
import { contractionMap } from "./beyond/contraction-map.ts";
import { duality } from "./beyond/duality.ts";
import { hydrogen, ionRatios, lorentz, lyapunov, massRatios, tiltedGrowth } from "./beyond/fisher-growth.ts";
import { contractionAtEquilibrium, fourBeamRates, growth } from "./beyond/growth.ts";
import { landauMetricGrowth } from "./beyond/landau-metric.ts";
import { couplings, mixtureContraction, mixtureGrowth, mixtureLemma4, mixtureStability, plasmaGrowth } from "./beyond/mixture-distance.ts";
import { largestRate } from "./beyond/theorem1-from-the-start.ts";
import { theorem3Saturated } from "./beyond/theorem3-saturated.ts";
import { commutator } from "./contractivity/commutator.ts";
import { conservation } from "./contractivity/conservation.ts";
import { convexity, convexityPrinted } from "./contractivity/convexity.ts";
import { heat, heatLastLine } from "./contractivity/heat.ts";
import { lemma1 } from "./contractivity/lemma1.ts";
import { lemma2, lemma2Poincare, lemma2Printed } from "./contractivity/lemma2.ts";
import { lemma3 } from "./contractivity/lemma3.ts";
import { lemma4, lemma4General } from "./contractivity/lemma4.ts";
import { proposition2, proposition2InTime } from "./contractivity/proposition2.ts";
import { proposition3, proposition3InTime } from "./contractivity/proposition3.ts";
import { proposition4 } from "./contractivity/proposition4.ts";
import { radialData } from "./contractivity/radial-data.ts";
import { secondVariation, strictDecrease } from "./contractivity/second-variation.ts";
import { theorem1, theorem1Monotone, theorem1Remark, theorem1Sharper, theorem1Twice } from "./contractivity/theorem1.ts";
import { theorem2Fourier, theorem2FourierPrinted } from "./contractivity/theorem2-fourier.ts";
import { theorem2InTime, theorem2InTimePrinted } from "./contractivity/theorem2-in-time.ts";
import { dissipation, theorem2, theorem2Printed, theorem2PrintedRates } from "./contractivity/theorem2.ts";
import { fournierGuerin, geodesics, theorem3, theorem3Best, theorem3Proof } from "./contractivity/theorem3-chains.ts";
import { coulombExponent, coulombExponentPrinted, coulombIntegral, coulombIntegralPrinted } from "./contractivity/theorem3-coulomb.ts";
import { theorem3InSolutions } from "./contractivity/theorem3-along.ts";
import { theorem3Coulomb, theorem3CoulombProof } from "./contractivity/theorem3-coulomb.ts";
import { additive, screenedClass } from "./contractivity/theorem3-wider.ts";
import { coefficients, conservation as conservationOfMixtures, equilibrium } from "./multispecies/conservation.ts";
import { hTheorem, production, productionPrinted } from "./multispecies/entropy.ts";
import { lemma21, proposition22, proposition22Certificate, proposition22Printed } from "./multispecies/fisher-formulas.ts";
import { proposition31, proposition31Finite, proposition31Printed } from "./multispecies/fisher-formulas.ts";
import { fokkerPlanck, fokkerPlanckPrinted } from "./multispecies/fokker-planck.ts";
import { evenRatio, lemma32, lemma32Even, sphereForms } from "./multispecies/lemma32.ts";
import { oneSpecies, theorem11, theorem11InTime, theorem11Mixtures } from "./multispecies/theorem11.ts";
import { conserving, reach, reachPrinted, skewCorrected, skewPrinted, squares } from "./multispecies/vector-fields.ts";

/** The checks of all rooms, in the order of the papers. */
export const checks: readonly Check[] = [
  ...[conservation, proposition2, proposition2InTime, radialData],
  ...[lemma1, lemma2Printed, lemma2, lemma2Poincare],
  ...[theorem1, theorem1Sharper, theorem1Monotone, theorem1Remark],
  ...[proposition3, proposition3InTime],
  ...[lemma3, commutator],
  ...[theorem2Printed, theorem2PrintedRates, theorem2InTimePrinted, theorem2FourierPrinted, theorem2, theorem2InTime, theorem2Fourier, dissipation],
  ...[proposition4, convexityPrinted, convexity],
  ...[secondVariation, strictDecrease, heat, heatLastLine],
  ...[lemma4, lemma4General, theorem3, theorem3InSolutions, theorem3Proof, geodesics, fournierGuerin, screenedClass],
  ...[theorem3Coulomb, theorem3CoulombProof, coulombIntegralPrinted, coulombIntegral, coulombExponentPrinted, coulombExponent],
  ...[conservationOfMixtures, coefficients, equilibrium, hTheorem, productionPrinted, production, fokkerPlanckPrinted, fokkerPlanck],
  ...[theorem11, theorem11Mixtures, theorem11InTime, oneSpecies],
  ...[lemma21, proposition22Printed, proposition22Certificate, proposition22, conserving, skewPrinted, skewCorrected, reachPrinted, reach, squares],
  ...[proposition31Printed, proposition31, proposition31Finite, lemma32, lemma32Even, sphereForms],
  ...[growth, fourBeamRates, contractionMap, contractionAtEquilibrium, duality, theorem3Best, theorem3Saturated, additive, couplings, landauMetricGrowth],
  ...[mixtureContraction, mixtureStability, mixtureGrowth, plasmaGrowth, mixtureLemma4],
  ...[tiltedGrowth, massRatios, ionRatios, hydrogen, lorentz, lyapunov, evenRatio],
  ...[theorem1Twice, largestRate, fromTheStart, sinkhornDivergence],
];
