/**
 * One step of the white noise by sums and term by term, as test/law/white-noise.test.ts, for every coupling, dimension and exponent (in dimension 2 the spherical
 * coupling is the synchronous one) at the joint level of all of them; partners matched, which costs an assignment a step, once in each dimension.
 */
import { it } from "vitest";
import { partnersMatched, polarPairs, spherical, synchronous } from "../../particles/index.ts";
import { expectOneLaw } from "../support/one-law.ts";

const couplings = [synchronous(), spherical(), polarPairs()];

it("agree in law in every case", { timeout: 3_600_000 }, () => {
  const all = couplings.flatMap((coupling) =>
    ([2, 3] as const).flatMap((d) => (coupling === couplings[1] && d === 2 ? [] : [0, -1, -2.5, -3].map((gamma) => ({ coupling, d, gamma })))),
  );
  const matched = ([2, 3] as const).map((d) => ({ coupling: partnersMatched(spherical()), d, gamma: -2.5 }));
  expectOneLaw([...all, ...matched], 2700);
});
