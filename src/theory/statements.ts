/** All statements that are judged without particles, in the order of the papers; those that particles witness are scenarios, and stand in their folder. */
import type { Check } from "../protocols/index.ts";
import { heat, heatLastLine } from "./contractivity/heat.ts";
import { lemma2, lemma2Poincare, lemma2Printed } from "./contractivity/lemma2.ts";
import { lemma4 } from "./contractivity/lemma4.ts";
import { theorem2InTime, theorem2InTimePrinted } from "./contractivity/theorem2-in-time.ts";
import { dissipation, theorem2, theorem2Printed, theorem2PrintedRates } from "./contractivity/theorem2.ts";

/** The checks of all rooms, in the order of the papers. */
export const checks: readonly Check[] = [
  ...[lemma2Printed, lemma2, lemma2Poincare],
  ...[theorem2Printed, theorem2PrintedRates, theorem2InTimePrinted, theorem2, theorem2InTime, dissipation],
  ...[heat, heatLastLine],
  lemma4,
];
