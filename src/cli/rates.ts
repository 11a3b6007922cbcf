/** `landau rates SPEC.json`: what the equation does at this instant to the laws in a SPEC.json, and `--certify`: signs of such rates that are proved. */
import { readProblem, type Problem } from "../files/index.ts";
import { certificates, ratesAtInstant, type DistanceRate, type InstantRates } from "../rates/index.ts";
import { ScenarioError } from "../errors.ts";
import { printJson, type Verb } from "./io.ts";
import { certificateSheet, ratesSheet } from "./rates-sheet.ts";

export const addRates: Verb = (program, { io }) => {
  program
    .command("rates")
    .description("rates at an instant of a SPEC.json: entropy, Fisher information, moments, W2, entropic costs, and their identities")
    .argument("<spec>", "SPEC.json: species with their laws, interactions; second: laws to measure distances to; epsilon: of entropic costs")
    .option("--certify", "also the signs that theorems rest on, each enclosed by interval arithmetic (of data of their own, not of SPEC.json)")
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action((file: string, { certify = false, json = false }: { certify?: boolean; json?: boolean }) => {
      const problem = readProblem(file);
      const rates = ratesOf(file, problem);
      if (json) return printJson(io, { ...documentOf(problem, rates), ...(certify ? { certificates } : {}) });
      io.stdout(ratesSheet(problem.model, rates) + (certify ? certificateSheet(certificates) : ""));
    });
};

function ratesOf(file: string, problem: Problem): InstantRates {
  try {
    return ratesAtInstant(problem);
  } catch (error) {
    throw error instanceof ScenarioError ? new ScenarioError(`${file}: ${error.message}`) : error;
  }
}

function documentOf({ model }: Problem, { moments, wasserstein, ...rest }: InstantRates) {
  const each = <Field extends string>(field: Field, of: (i: number) => unknown) => ({
    [field]:
      moments && model.species.map(({ name }, i) => ({ species: name, rate: of(i), ...(moments[i].error === undefined ? {} : { error: moments[i].error }) })),
  });
  return {
    ...rest,
    ...each("secondMoment", (i) => moments?.[i].secondMoment),
    ...each("momentumExchange", (i) => moments?.[i].momentum),
    ...each("energyExchange", (i) => moments?.[i].energy),
    wasserstein: wasserstein && boundsOf(wasserstein),
  };
}

const boundsOf = ({ theorem3, ...rest }: DistanceRate) => ({
  ...rest,
  bound: theorem3 && { chain: theorem3.proof, printed: theorem3.printed, best: theorem3.best },
});

const examples = `
Gaussian laws in closed form; mixtures of Gaussians and tilted Maxwellians by quadrature, each rate with its error. entropy: H = sum_i int f_i log f_i and dH/dt; fisher: the
mass-weighted I and dI/dt by Lemma 2.1, and the parts of Proposition 3.1, rate = -parallel - radial - spherical + remainder + boundary, null where they diverge, principalValue:
Proposition 2.2 as printed; momentumExchange and energyExchange: d/dt of m n u and of m n <|v|^2>/2; relativeL2: E, dE/dt and Lemma 1; fokkerPlanck: the identity of every species
and of the sum; growth: K of every interaction, and what takes its place for sums of powers; wasserstein: D = sum m_i n_i W2^2 and its rate, Lemma 4's parts, and bounds of
d/dt log D (Theorem 3 with the constant of its proof, as printed, and the best known); coupledCost: d/dt of sum m n E|V - V~|^2 under every coupling, and what each pair of species
adds; entropic: C, S and the cost as printed in (1.2) at epsilon; chains: inequalities link by link. asPrinted is what a paper prints where that differs. A block that does not exist
for the data is null, and "unavailable" says why.

Examples:
  landau rates spec.json
  landau rates spec.json --json --certify`;
