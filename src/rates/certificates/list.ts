/** The list of certificates: the signs that theorems hang on, enclosed. */
import type { Certificate } from "./certificate.ts";
import { printedEntropicCost } from "./entropic-cost.ts";
import { fisherBoundary } from "./fisher-boundary.ts";
import { printedLemma2 } from "./lemma2.ts";
import { wassersteinGrowth } from "./wasserstein-growth.ts";

/** All certificates; each encloses its number when asked for it, in 0.1 s at most. */
export const certificates: readonly Certificate[] = [...wassersteinGrowth, ...printedEntropicCost, ...printedLemma2, ...fisherBoundary];
