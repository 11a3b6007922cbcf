/** The text of `landau rates`: one line a quantity, value and rate; identities with both sides. */
import { max } from "d3-array";
import type { Model } from "../protocols/index.ts";
import type { Certificate, DistanceRate, FisherRate, InstantRates, MomentRates, Sides } from "../rates/index.ts";

type Line = readonly [label: string, text: string];

const digits = (value: number): string => value.toPrecision(12);
const orDiverges = (value: number | null): string => (value === null ? "diverges" : digits(value));
const vector = (values: readonly number[]): string => values.map((x) => x.toPrecision(8)).join(", ");

function block(title: string, lines: readonly Line[]): string {
  const width = max(lines, ([label]) => label.length) ?? 0;
  return `\n${title}\n${lines.map(([label, text]) => `  ${label.padEnd(width)}  ${text}\n`).join("")}`;
}

const identity = (title: string, { left, right, bound }: Sides): string =>
  block(title, [
    ["left", digits(left)],
    ["right", `${digits(right)} +- ${bound.toPrecision(2)}`],
  ]);

const fisherBlock = ({ value, rate, error, parallel, radial, spherical, remainder, boundary }: FisherRate): string =>
  block("Fisher information, mass-weighted", [
    ["I", digits(value)],
    ["dI/dt (Lemma 2.1)", `${digits(rate)} +- ${error.toPrecision(2)}`],
    ["- parallel", digits(parallel)],
    ["- radial", orDiverges(radial)],
    ["- spherical", orDiverges(spherical)],
    ["+ remainder", orDiverges(remainder)],
    ["+ boundary term", digits(boundary)],
  ]);

const momentsBlock = (model: Model, moments: readonly MomentRates[]): string =>
  moments
    .map(({ momentum, energy, secondMoment }, i) =>
      block(`species ${model.species[i].name}: rates of moments`, [
        ["momentum m n u", vector(momentum)],
        ["energy m n <|v|^2>/2", digits(energy)],
        ...secondMoment.map((row, k): Line => [`<v v^T>, row ${k + 1}`, vector(row)]),
      ]),
    )
    .join("");

const distanceBlock = ({ squared, rate, lemma4, theorem3, stability }: DistanceRate): string =>
  block("distance, D = sum m n W2^2", [
    ["D", digits(squared)],
    ["dD/dt", digits(rate)],
    ...(lemma4
      ? ([
          ["Lemma 4: dissipation", orDiverges(lemma4.dissipation)],
          ["Lemma 4: remainder", orDiverges(lemma4.remainder)],
          ["Lemma 4: boundary term", digits(lemma4.boundary)],
          ["Lemma 4: sum", `${digits(lemma4.right)} +- ${lemma4.bound.toPrecision(2)}`],
        ] as const)
      : []),
    ...(theorem3
      ? ([
          ["d/dt log D at most (Theorem 3, its proof)", digits(theorem3.proof)],
          ["... as printed", digits(theorem3.printed)],
          ["... best", digits(theorem3.best)],
        ] as const)
      : []),
    ...(stability === null ? [] : [["d/dt log D at most (mean over the geodesic)", digits(stability)] as const]),
  ]);

/** All blocks that there are, and why the others are not. */
export function ratesSheet(model: Model, rates: InstantRates): string {
  const { entropy, fisher, moments, wasserstein, entropic, heat, secondVariation, unavailable } = rates;
  const parts = [
    entropy && block("entropy", [["H", digits(entropy.value)], ["dH/dt", `${digits(entropy.rate)} +- ${entropy.error.toPrecision(2)}`]]), // prettier-ignore
    fisher && fisherBlock(fisher),
    moments && momentsBlock(model, moments),
    wasserstein && distanceBlock(wasserstein),
    ...(entropic ?? []).map(({ epsilon, C, S, asPrinted, CRate, SRate, asPrintedRate }) =>
      block(`entropic costs, epsilon = ${epsilon}`, [
        ["C, dC/dt", `${digits(C)}, ${digits(CRate)}`],
        ["S, dS/dt", `${digits(S)}, ${digits(SRate)}`],
        ["(1.2) as printed, rate", `${digits(asPrinted)}, ${digits(asPrintedRate)}`],
      ]),
    ),
    heat && identity("W2^2/2 under the heat equation", heat),
    secondVariation && identity("W2^2/2 by the second variation (4.8)", secondVariation),
    unavailable.length > 0 && block("not available", unavailable.map(({ block: name, because }): Line => [name, because])), // prettier-ignore
  ];
  return parts.filter((part) => typeof part === "string").join("").trimStart(); // prettier-ignore
}

/** Names, enclosures and what follows. */
export const certificateSheet = (certificates: readonly Certificate[]): string =>
  `\nsigns enclosed by interval arithmetic\n${certificates
    .map(({ name, statement, enclosure, lemma }) => `\n${name}\n  ${statement}\n  in [${enclosure.low}, ${enclosure.high}]\n  ${lemma}\n`)
    .join("")}`;
