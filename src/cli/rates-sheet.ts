/** The text of `landau rates`: one line a quantity, value and rate; identities with both sides, as printed and as corrected where a paper prints them otherwise. */
import { max } from "d3-array";
import type { Model } from "../protocols/index.ts";
import type { Certificate, InstantRates, PrintedSides, Sides } from "../rates/index.ts";

type Line = readonly [label: string, text: string];
type Found<Block extends keyof InstantRates> = NonNullable<InstantRates[Block]>;

const digits = (value: number): string => value.toPrecision(12);
const orDiverges = (value: number | null): string => (value === null ? "diverges" : digits(value));
const within = (value: number, bound: number): string => `${digits(value)} +- ${bound.toPrecision(2)}`;
const vector = (values: readonly number[]): string => values.map((x) => x.toPrecision(8)).join(", ");

function block(title: string, lines: readonly Line[]): string {
  const width = max(lines, ([label]) => label.length) ?? 0;
  return `\n${title}\n${lines.map(([label, text]) => `  ${label.padEnd(width)}  ${text}\n`).join("")}`;
}

const sides = ({ left, right, bound }: Sides): Line[] => [
  ["left", digits(left)],
  ["right", within(right, bound)],
];
const printedSides = (found: PrintedSides): Line[] => [...sides(found), ["right as printed", digits(found.asPrinted)]];

const named = (name: string, lines: readonly Line[]): Line[] => lines.map(([label, text]) => [`${name}: ${label}`, text]);

function fisherBlock({ value, rate, error, parallel, radial, spherical, remainder, principalValue, boundary }: Found<"fisher">): string {
  const lines: Line[] = [["I", digits(value)], ["dI/dt (Lemma 2.1)", within(rate, error)]]; // prettier-ignore
  if (principalValue !== null && boundary !== null)
    lines.push(
      ["- parallel", orDiverges(parallel)],
      ["- radial", orDiverges(radial)],
      ["- spherical", orDiverges(spherical)],
      ["+ remainder", orDiverges(remainder)],
      ["+ boundary term", digits(boundary)],
      ["Proposition 2.2 as printed", digits(principalValue)],
      ["... corrected", digits(principalValue + boundary)],
    );
  return block("Fisher information, mass-weighted", lines);
}

const momentsBlock = (model: Model, moments: Found<"moments">): string =>
  moments
    .map(({ momentum, energy, secondMoment, error }, i) =>
      block(`species ${model.species[i].name}: rates of moments`, [
        ["momentum m n u", vector(momentum)],
        ["energy m n <|v|^2>/2", digits(energy)],
        ...secondMoment.map((row, k): Line => [`<v v^T>, row ${k + 1}`, vector(row)]),
        ...(error === undefined ? [] : [["each within", error.toPrecision(2)] as const]),
      ]),
    )
    .join("");

const relativeBlock = ({ value, rate, lemma1 }: Found<"relativeL2">): string =>
  block("E = int (f/m - 1)^2 m", [
    ["E", digits(value)],
    ...(rate === null ? [] : [["dE/dt", digits(rate)] as const]),
    ...(lemma1 === null ? [] : named("Lemma 1", printedSides(lemma1))),
  ]);

const fokkerPlanckBlock = (model: Model, { species, total }: Found<"fokkerPlanck">): string =>
  block("relative entropy under the linear Fokker-Planck equation, d/dt", [
    ...species.flatMap((one, i) => named(model.species[i].name, printedSides(one))),
    ...named("sum", printedSides(total)),
  ]);

const growthBlock = (growth: Found<"growth">): string =>
  block(
    "growth of interactions, K = sup alpha'^2/(alpha r^(gamma-2))",
    growth.flatMap(({ between, interaction, constants, additive }) => {
      const name = `${between.join("-")}, ${interaction}`;
      return [
        ...constants.map(({ gamma, K }): Line => [`${name}: K at gamma = ${gamma}`, K === null ? "infinite" : digits(K)]),
        ...(additive === null ? [] : [[`${name}: sum c_k gamma_k^2 sup I_gamma_k`, digits(additive)] as const]),
      ];
    }),
  );

const distanceBlock = ({ squared, rate, lemma4, theorem3, stability }: Found<"wasserstein">): string =>
  block("distance, D = sum m n W2^2", [
    ["D", digits(squared)],
    ["dD/dt", digits(rate)],
    ["Lemma 4: dissipation", orDiverges(lemma4.dissipation)],
    ["Lemma 4: remainder", orDiverges(lemma4.remainder)],
    ["Lemma 4: boundary term", digits(lemma4.boundary)],
    ["Lemma 4: sum", within(lemma4.right, lemma4.bound)],
    ["... as printed", digits(lemma4.asPrinted)],
    ...(theorem3
      ? ([
          ["d/dt log D at most (Theorem 3, its proof)", digits(theorem3.proof)],
          ["... as printed", digits(theorem3.printed)],
          ["... best", digits(theorem3.best)],
        ] as const)
      : []),
    ...(stability === null ? [] : [["d/dt log D at most (mean over the geodesic)", digits(stability)] as const]),
  ]);

const coupledBlock = (coupled: Found<"coupledCost">): string =>
  block(
    "coupled cost sum m n E|V - V~|^2 from the optimal coupling, d/dt",
    coupled.flatMap(({ coupling, rate, bound, pairs }): Line[] => [
      [coupling, within(rate, bound)],
      ...(pairs && pairs.length > 1 ? pairs.map((pair): Line => [`${coupling}: ${pair.between.join("-")}`, digits(pair.rate)]) : []),
    ]),
  );

const entropicBlock = (entropic: Found<"entropic">): string =>
  entropic
    .map(({ epsilon, C, S, asPrinted, CRate, SRate, asPrintedRate, identity }) =>
      block(`entropic costs, epsilon = ${epsilon}`, [
        ["C, dC/dt", `${digits(C)}, ${digits(CRate)}`],
        ["S, dS/dt", `${digits(S)}, ${digits(SRate)}`],
        ["(1.2) as printed, rate", `${digits(asPrinted)}, ${digits(asPrintedRate)}`],
        ["(1.3), dJ/dt: left", digits(identity.left)],
        ["(1.3), dJ/dt: right", within(identity.right.value, identity.right.bound)],
      ]),
    )
    .join("");

const chainsBlock = (chains: Found<"chains">): string =>
  chains
    .map(({ statement, links }) =>
      block(
        `${statement}: d/dt W2^2 = ${links[0].left.toPrecision(8)}`,
        links.map(({ name, right }): Line => [name, right.toPrecision(8)]),
      ),
    )
    .join("");

/** All blocks that there are, and why the others are not. */
export function ratesSheet(model: Model, rates: InstantRates): string {
  const { entropy, fisher, moments, equilibrium, relativeL2, relativePower, fokkerPlanck, growth, unavailable } = rates;
  const { wasserstein, coupledCost, entropic, heat, secondVariation, chains } = rates;
  const parts = [
    entropy && block("entropy", [["H", digits(entropy.value)], ["dH/dt", within(entropy.rate, entropy.error)]]), // prettier-ignore
    equilibrium && block("mixture Maxwellian", [["mean velocity", vector(equilibrium.velocity)], ["temperature", digits(equilibrium.temperature)], ["relative entropy to it", within(equilibrium.relativeEntropy.value, equilibrium.relativeEntropy.bound)]]), // prettier-ignore
    fisher && fisherBlock(fisher),
    moments && momentsBlock(model, moments),
    relativeL2 && relativeBlock(relativeL2),
    relativePower && block(`E_p = int (f/m)^p m, p = ${relativePower.p}`, [["E_p", digits(relativePower.value)], ["dE_p/dt", within(relativePower.rate, relativePower.error)]]), // prettier-ignore
    fokkerPlanck && fokkerPlanckBlock(model, fokkerPlanck),
    growth && growth.length > 0 && growthBlock(growth),
    wasserstein && distanceBlock(wasserstein),
    coupledCost && coupledBlock(coupledCost),
    entropic && entropicBlock(entropic),
    heat && block("W2^2/2 under the heat equation", printedSides(heat)),
    secondVariation && block("W2^2/2 by the second variation (4.8)", sides(secondVariation)),
    chains && chainsBlock(chains),
    unavailable.length > 0 && block("not available", unavailable.map(({ block: name, because }): Line => [name, because])), // prettier-ignore
  ];
  return parts.filter((part) => typeof part === "string").join("").trimStart(); // prettier-ignore
}

/** Names, enclosures and what follows. */
export const certificateSheet = (certificates: readonly Certificate[]): string =>
  `\nsigns enclosed by interval arithmetic\n${certificates
    .map(({ name, statement, enclosure, lemma }) => `\n${name}\n  ${statement}\n  in [${enclosure.low}, ${enclosure.high}]\n  ${lemma}\n`)
    .join("")}`;
