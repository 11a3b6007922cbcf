/** All pages of the site in their order: those of `docs`, those made from the code, and the repository's own documents. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { main } from "../../src/cli/main.ts";
import { listStatements } from "../../src/cli/statements.ts";
import { statementsTable } from "../../src/report/text/statements.ts";
import { argumentsPage, describeEntries, type Described } from "./arguments.ts";
import { gallery } from "./gallery.ts";
import type { Page } from "./stage.ts";

/** Sections of the guide by folder of `docs`, in the order of the navigation. */
const sections: readonly (readonly [folder: string, group: string])[] = [
  ["docs", "Start here"],
  ["docs/how-to", "How to"],
  ["docs/concepts", "Concepts"],
];

/** Order within the sections: what is not named here follows by name. */
const firstPages = ["docs/tutorial.md", "docs/how-to/own-law.md", "docs/concepts/distance.md"];

/** Made from doc comments: title, introduction, and the source files whose functions are on the page. */
export const argumentPages: readonly { readonly path: string; readonly title: string; readonly about: string; readonly files: RegExp }[] = [
  { path: "laws", title: "Laws", about: "Probability laws on velocities. From `landau-flow`.", files: /^src\/(laws\/|files\/samples)/ },
  { path: "potentials", title: "Potentials and models", about: "Interactions, species and mixtures. From `landau-flow`.", files: /^src\/model\// },
  { path: "plasma", title: "Plasmas in physical units", about: "Units, plasmas and the classical rates. From `landau-flow`.", files: /^src\/plasma\// },
  {
    path: "systems",
    title: "Particle systems and starts",
    about: "What moves, alone or coupled, and how it starts. From `landau-flow/particles`.",
    files: /^particles\/(systems\/|simulate|initial|motionless|extrapolated|deterministic)/,
  },
  {
    path: "couplings",
    title: "Couplings",
    about: "How the second ensemble's noise is made from the first's. From `landau-flow/particles`.",
    files: /^particles\/couplings\//,
  },
  { path: "observables", title: "Observables", about: "What is measured. From `landau-flow/particles`.", files: /^particles\/observables\// },
  {
    path: "claims",
    title: "Claims",
    about: "How series are judged. From `landau-flow`; Theorem 3's from `landau-flow/theory`.",
    files: /^src\/(claims|theory)\//,
  },
  {
    path: "solvers",
    title: "Solutions to compare with",
    about: "Deterministic solutions, for `compare`. From `landau-flow`.",
    files: /^src\/(solvers\/named|files\/external)/,
  },
  { path: "studies", title: "Studies", about: "What a scenario is written with. From `landau-flow`.", files: /^src\/study\// },
  {
    path: "exact",
    title: "Exact curves",
    about: "What is known exactly of particle schemes, for `reference`. From `landau-flow/particles`.",
    files: /^particles\/exact\//,
  },
];

export const describedFunctions = (root: string): readonly Described[] => describeEntries(root, ["src/index.ts", "particles/index.ts", "src/theory/index.ts"]);

/** Markdown files of the repository that git knows or would take, sorted. */
export function markdownBelow(root: string, folder: string): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", `${folder}/*.md`], { cwd: root, encoding: "utf8" });
  return listed.trim().split("\n").sort();
}

/**
 * A page of the guide with its links to pages that are made from the code. These exist on the site alone, while the guide is read in the package and the repository too, where such a link would be dead: it is
 * written there as `*Laws*<!-- reference/laws -->`.
 */
export function withMadeLinks(path: string, text: string): string {
  const up = path.split("/").length > 2 ? "../" : "";
  return text.replace(/\*([^*\n]+)\*<!-- (reference\/[a-z-]+) -->/g, (_, words: string, page: string) => `[${words}](${up}${page}.md)`);
}

/** The pages written by hand. */
export function guidePages(root: string): readonly Page[] {
  const files = markdownBelow(root, "docs").filter((file) => file !== "docs/start.md");
  const ranked = [...firstPages, ...files.filter((file) => !firstPages.includes(file))].filter((file) => files.includes(file));
  return sections.flatMap(([folder, group]) =>
    ranked
      .filter((file) => file.slice(0, file.lastIndexOf("/")) === folder)
      .map((path) => ({ path, group, text: withMadeLinks(path, readFileSync(join(root, path), "utf8")) })),
  );
}

/** The pages made from the code; their paths are below docs/reference. */
export async function madePages(root: string, scenarioNames: readonly string[]): Promise<readonly Page[]> {
  const functions = describedFunctions(root);
  const page = (name: string, text: string): Page => ({ path: `docs/reference/${name}.md`, group: "Reference", text });
  const statements = (await listStatements()).map(({ statement }) => statement);
  return [
    page("gallery", await gallery(root, scenarioNames)),
    page("command-line", await commandLine()),
    ...argumentPages.map(({ path, title, about, files }) => {
      const chosen = functions.filter(({ file }) => files.test(file)).toSorted((a, b) => (a.name < b.name ? -1 : 1));
      return page(path, `# ${title}\n\n${about}\n\n${argumentsPage(chosen)}`);
    }),
    page("statements", `# Statements of the papers\n\n${aboutStatements}\n\n${statementsTable(statements)}\n`),
  ];
}

const aboutStatements =
  "What `npx landau verify` goes through: CP is the contractivity paper, MP the multi-species paper. A printed statement that is known to be false is expected to be violated, " +
  "and stands with its correction in [ERRATA](../../ERRATA.md); rows marked *ours* are in [RESULTS](../../RESULTS.md).";

/** The help of the program and of each of its verbs. */
async function commandLine(): Promise<string> {
  const help = async (...words: string[]): Promise<string> => {
    let text = "";
    await main(["node", "landau", ...words, "--help"], { stdout: (said) => void (text += said), stderr: () => {}, env: {}, isTTY: false, columns: 100 });
    return text.trim();
  };
  const whole = await help();
  const verbs = [...whole.matchAll(/^ {2}([a-z]+) /gm)].map(([, verb]) => verb).filter((verb) => verb !== "help");
  const sections: string[] = [];
  for (const verb of verbs) sections.push(`## landau ${verb}\n\n\`\`\`text\n${await help(verb)}\n\`\`\``);
  return `# The command line\n\nExit codes are in [the room of the command line](../../src/cli/README.md).\n\n\`\`\`text\n${whole}\n\`\`\`\n\n${sections.join("\n\n")}\n`;
}

/** The repository's own documents. */
export function ownPages(root: string): readonly Page[] {
  const read = (path: string): string => readFileSync(join(root, path), "utf8");
  const papers: Page[] = ["ERRATA.md", "RESULTS.md"].map((path) => ({ path, group: "Findings", text: read(path) }));
  const project: Page[] = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md"].map((path) => ({ path, group: "The project", text: read(path) }));
  const rooms = ["src", "particles", "scenarios", "test", "scripts"].flatMap((folder) => markdownBelow(root, folder));
  return [...papers, ...project, ...rooms.map((path) => ({ path, group: "Rooms of the source", text: read(path), title: path.replace("/README.md", "") }))];
}
