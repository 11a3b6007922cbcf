/**
 * CP, Theorem 3 (i), -3 < gamma < 0, at an instant and link by link (rates/distances/theorem3-chain.ts):
 *
 *   d/dt W2^2 <= k K C (|f|_p^b + |g|_p^b) W2^2,   K = gamma^2,   p > 3/(3+gamma).
 *
 * The proof's chain, whose conventions of T differ, gives k = 6; k = 3 is printed, and true, since r^gamma is a positive-definite kernel; 2 is the best known. "Contractive" is the paper's word
 * for a stability estimate: the rate may be positive (beyond/growth). Beside it the inequality of Fournier and Guerin, which needs no norm.
 */
import { gaussian } from "../../laws/index.ts";
import { fournierGuerinChain, hessianBounds, normConvexity, theorem3Chain, type Constant, type Link } from "../../rates/index.ts";
import type { Check, Comparison, Law } from "../../protocols/index.ts";
import { atMost, equal } from "../cases.ts";
import { check, type Datum } from "../check.ts";
import { skewGaussians, skewPairs } from "../gaussians.ts";

/** Two Gaussians, a power law, and the exponent of the norms. */
export interface NormedPair extends Datum {
  readonly from: Law;
  readonly to: Law;
  readonly gamma: number;
  readonly p: number;
}

/** Of the paper's range p > 3/(3+gamma), not far above its end. */
const exponents: readonly (readonly [gamma: number, p: number])[] = [[-0.5, 2], [-1, 3], [-2, 4], [-2.5, 8], [-2.9, 40]]; // prettier-ignore

/** Elongated Gaussians between which the distance grows. */
const elongated = { from: gaussian({ variances: [1, 0.1, 0.1] }), to: gaussian({ variances: [1.21, 0.1, 0.1] }) };

const data: readonly NormedPair[] = exponents.flatMap(([gamma, p]) => [
  { name: `skew Gaussians, gamma = ${gamma}, p = ${p}`, gamma, p, ...skewGaussians(3) },
  { name: `elongated Gaussians, gamma = ${gamma}, p = ${p}`, gamma, p, ...elongated },
]);

const outside = ({ from, gamma, p }: NormedPair): string | undefined => {
  if (from.dimension !== 3) return `the theorem is about dimension 3, not ${from.dimension}`;
  if (!(gamma > -3 && gamma < 0)) return `(i) needs -3 < gamma < 0, and gamma = ${gamma}`;
  return p > 3 / (3 + gamma) ? undefined : `p = ${p} is not above 3/(3+gamma) = ${3 / (3 + gamma)}`;
};

/** Both sides of a link; the first of a chain is an identity. */
const linkCase = ({ name, left, right, bound }: Link, k: number): Comparison => (k === 0 ? equal : atMost)(name, left, { value: right, bound });

const chain =
  (constant: Constant) =>
  ({ from, to, gamma, p }: NormedPair) =>
    theorem3Chain({ from, to, gamma, p, constant });
const ends = (links: readonly Link[]): Comparison => {
  const { right, bound } = links[links.length - 1];
  return atMost("dW2^2/dt and the bound", links[0].left, { value: right, bound });
};

const words = {
  statement: "The distance between two solutions grows at most exponentially when their L^p norms are integrable in time, soft potentials",
  evidence: "exact",
  expected: "consistent",
  cites: ["contractivity"],
} as const;

/** Data that the theorem does not speak about. */
const strangers: readonly NormedPair[] = [
  { name: "skew Gaussians, gamma = -1, p = 1.4", gamma: -1, p: 1.4, ...skewGaussians(3) },
  { name: "skew Gaussians, d = 2", gamma: -1, p: 3, ...skewGaussians(2) },
];

/** With the printed constant. */
export const theorem3: Check = check({
  ...words,
  id: "contractivity/theorem-3",
  source: "CP, Theorem 3 (i), at an instant",
  printed: "d/dt W2^2 <= 3 K C (|f|_p^b + |g|_p^b) W2^2",
  reading: "printed",
  data: [...data, ...strangers],
  hypothesis: outside,
  compare: (datum) => [ends(chain("printed")(datum))],
});

/** Every inequality of the proof. */
export const theorem3Proof: Check = check({
  ...words,
  id: "contractivity/theorem-3-chain",
  statement: "Every inequality in the proof of Theorem 3 (i)",
  source: "CP, proof of Theorem 3 (i): its chain, which gives 6 K in either convention of T",
  printed: "a chain that ends in 3 K |I_gamma rho| T",
  corrected: "the same chain, ending in 6 K |I_gamma rho| W2^2; 3 K by positive definiteness of r^gamma",
  reading: "corrected",
  data,
  hypothesis: outside,
  compare: (datum) => [...chain("proof")(datum), ...chain("printed")(datum).slice(3)].map((link, k) => linkCase(link, k)),
});

/** The best constant known. */
export const theorem3Best: Check = check({
  ...words,
  id: "beyond/theorem-3-best-constant",
  source: "after CP, Theorem 3 (i); ours",
  corrected: "d/dt W2^2 <= (d-1) K sup I_gamma rho W2^2, and every step before",
  reading: "corrected",
  data,
  hypothesis: outside,
  compare: (datum) => chain("best")(datum).map(linkCase),
});

/** The inequality of Fournier and Guerin, by both ways to its constant. */
export const fournierGuerin: Check = check({
  id: "contractivity/fournier-guerin",
  statement: "The distance between two solutions grows at most at the rate of the potentials sup_v int f(w) |v-w|^gamma dw",
  source: "Fournier and Guerin (2009), which CP, Theorem 3 reproves: the coupling by equal noise, link by link",
  printed: "d/dt W2^2 <= C (J_gamma(f) + J_gamma(g)) W2^2",
  corrected: "with C = 2(d-1) gamma^2, or (d-1) gamma^2 by positive definiteness",
  reading: "corrected",
  expected: "consistent",
  evidence: "exact",
  cites: ["fournier2009", "contractivity"],
  data: skewPairs([-0.5, -1, -1.5]),
  further: skewPairs([-1.9, -2.5]),
  hypothesis: ({ from, gamma }) => (gamma > -from.dimension ? undefined : `J_gamma is infinite: gamma = ${gamma} is not above -d = ${-from.dimension}`),
  compare: ({ from, to, gamma }) =>
    (["proof", "best"] as const).flatMap((constant) =>
      fournierGuerinChain({ from, to, gamma, constant }).map((link) =>
        atMost(`${link.name} (${constant})`, link.left, { value: link.right, bound: link.bound }),
      ),
    ),
});

/** What the proofs of Theorem 3 use of geodesics. */
export const geodesics: Check = check({
  id: "contractivity/geodesics",
  statement: "Along geodesics int rho_s^p is convex (McCann), and the Hessian of the potential lies between -1/(1-s) and 1/s (Hopf and Lax)",
  source: "CP, proof of Theorem 3, what it uses of displacement interpolation",
  printed: "int rho_s^p <= (1-s) int f^p + s int g^p;  -1/(1-s) <= D^2 u_s <= 1/s",
  reading: "printed",
  expected: "consistent",
  evidence: "exact",
  cites: ["contractivity", "villani2003"],
  data: [
    { name: "skew Gaussians, d = 2", ...skewGaussians(2) },
    { name: "skew Gaussians, d = 3", ...skewGaussians(3) },
    { name: "elongated Gaussians", ...elongated },
  ],
  compare: ({ from, to }) =>
    [0.2, 0.5, 0.9].flatMap((s) =>
      [...[1.5, 3].map((p) => normConvexity({ from, to, p, s })), ...hessianBounds({ from, to, s })].map(({ name, left, right, bound }) =>
        atMost(`${name}, s = ${s}`, left, { value: right, bound }),
      ),
    ),
});
