/**
 * The scenario of an arrangement: TypeScript that `landau run` takes, whose replicate 0 is what the laboratory shows, bit for bit, and whose others are its error bars.
 */
import type { Arrangement, Values } from "../../src/lab/protocol.ts";
import { OBSERVATIONS, STEPS } from "./arrangement.ts";
import { couplings, data, potentials } from "./choices.ts";
import { observed } from "./observed.ts";
import { endOf, NAME } from "./setup.ts";

/** Names that scenarios import, by entry. */
const entries = {
  "landau-flow":
    "conserved coulomb gaussian horizon maxwellMolecules maxwellian mixture nonincreasing powerLaw screened study",
  "landau-flow/particles":
    "coupled coupledCost coupledOptimally debiasedWasserstein energy first independent independently lowerBound pairCollisions polarPairs second spherical synchronous temperatureTensor theorem3Allows",
}; // prettier-ignore

/** `seen`: what was measured so far, all of it or only what is quick. Two observations of it are told in full precision. */
export function scenarioOf(arrangement: Arrangement, seen: readonly { readonly t: number; readonly values: Values }[]): string {
  const particles = Number(arrangement["particles"]);
  const [potential, start, coupling] = [potentials[arrangement["potential"]], data[arrangement["data"]], couplings[arrangement["coupling"]]];
  const body = `${start.before === undefined ? "" : `${start.before}\n\n`}export default study({
  title: "From the laboratory",
  vary: { seed: [${JSON.stringify(arrangement["seed"])}] },
  replicates: 8,
  scenario: () => ({
    system: coupled(pairCollisions({ potential: ${potential.text} }), ${coupling.text}),
    initial: ${start.text},
    particles: ${particles},
    time: horizon({ end: ${endOf(arrangement)}, steps: ${STEPS}, observe: ${OBSERVATIONS} }),
    observe: {
${Object.entries(observed)
  .map(([name, { text }]) => `      ${name}: ${text(particles)},`)
  .join("\n")}
    },
  }),
  claims: [nonincreasing("w2"), conserved("energy")],
});
`;
  return `${comment(`${potential.label}; ${start.label}; coupling ${coupling.label}`, seen)}\n${imports(body)}\n\n${body}`;
}

function comment(what: string, seen: Parameters<typeof scenarioOf>[1]): string {
  const told = seen.slice(0, 2).map(({ t, values }) => `t = ${t}: ${main(values)}`);
  const lines = [
    `Does W2 between the two solutions fall? ${what}.`,
    "",
    `Save this as ${NAME}.ts: the name of the file begins the address of its random numbers. Replicate 0 is what the laboratory shows, bit for bit:`,
    "",
    ...told,
    "",
    `  landau run ${NAME}.ts --workers 2`,
  ];
  return `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */`;
}

/** Main series in full precision. */
const main = (values: Values): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (name.includes(".") ? [] : [`${name} = ${value}`]))
    .join(", ");

/** Imports of the names that a text uses. */
function imports(body: string): string {
  return Object.entries(entries)
    .map(([entry, names]) => {
      const used = names.split(" ").filter((name) => new RegExp(`\\b${name}\\(`).test(body));
      return `import { ${used.join(", ")} } from "${entry}";`;
    })
    .join("\n");
}
