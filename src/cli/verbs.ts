/**
 * The verbs in the order of the help, each with the head that the program's help shows. What a verb does is loaded when it is asked for: most of the program, and all of
 * the mathematics, is not needed to say what there is.
 */
import type { Verb } from "./io.ts";

/** A verb before it is loaded. */
export interface Listing {
  /** Name and arguments: `plan <scenario>`. */
  readonly usage: string;
  readonly description: string;
  /** Whether it runs scenarios' code, or may be asked to. */
  readonly loadsScenarios: boolean;
  load(): Promise<Verb>;
}

const scenarios = { loadsScenarios: true } as const;
const none = { loadsScenarios: false } as const;

export const verbs: readonly Listing[] = [
  { usage: "list", description: "the scenarios: name, question, sources, expected time", ...scenarios, load: async () => (await import("./list.ts")).addList },
  {
    usage: "plan <scenario>",
    description: "cells, replicates, stream addresses, cost estimate; runs nothing",
    ...scenarios,
    load: async () => (await import("./plan.ts")).addPlan,
  },
  {
    usage: "run [scenario]",
    description: "run a study: estimates, verdicts, figures; goes on from what is there",
    ...scenarios,
    load: async () => (await import("./run.ts")).addRun,
  },
  { usage: "resume <dir>", description: "go on with a run that was stopped", ...scenarios, load: async () => (await import("./resume.ts")).addResume },
  {
    usage: "check <dir>",
    description: "estimates and verdicts again, from the stored replicates; writes nothing",
    ...scenarios,
    load: async () => (await import("./again.ts")).addCheck,
  },
  {
    usage: "report <dir>",
    description: "table, figures and report.html again, from the stored replicates",
    ...scenarios,
    load: async () => (await import("./again.ts")).addReport,
  },
  {
    usage: "watch <dir>",
    description: "a running study: progress and estimates so far, and verdicts so far where its code may be run; ends with the study, writes nothing",
    ...scenarios,
    load: async () => (await import("./watch.ts")).addWatch,
  },
  {
    usage: "merge <dir...>",
    description: "join shards of one run: table, figures and report.html of all of them; overlaps are accepted, other runs refused",
    ...scenarios,
    load: async () => (await import("./merge.ts")).addMerge,
  },
  {
    usage: "diff <first> <second>",
    description:
      "two run folders: settings, estimates that differ by more than chance (simultaneous 99 % intervals), verdicts; exit 1 when the latter two differ",
    ...scenarios,
    load: async () => (await import("./diff.ts")).addDiff,
  },
  {
    usage: "export <dir>",
    description: "the table of all estimates as one file; a Parquet file tells where it comes from",
    ...scenarios,
    load: async () => (await import("./export.ts")).addExport,
  },
  {
    usage: "submit <scenario>",
    description: "the script of an array job that runs a study in shards; prints it, or submits it with --go",
    ...scenarios,
    load: async () => (await import("./submit.ts")).addSubmit,
  },
  {
    usage: "worker",
    description: "take replicates from a queue: those of scenarios in this folder whose digest is the own one; others are refused",
    ...scenarios,
    load: async () => (await import("./worker.ts")).addWorker,
  },
  {
    usage: "verify [names...]",
    description: "statements of both papers and beyond, as printed and as corrected: verdicts with what they rest on; goes on from what is there",
    ...scenarios,
    load: async () => (await import("./verify.ts")).addVerify,
  },
  {
    usage: "cite <names...>",
    description: "BibTeX of every method and theorem that scenarios or statements use",
    ...scenarios,
    load: async () => (await import("./cite.ts")).addCite,
  },
  {
    usage: "transport <A> <B>",
    description: "distance between two point clouds in files (NPY, CSV, HDF5)",
    ...none,
    load: async () => (await import("./transport.ts")).addTransport,
  },
  {
    usage: "compare <dir> <file>",
    description: "a run against an external grid solution (HDF5 or NPY density on a tensor grid)",
    ...scenarios,
    load: async () => (await import("./compare.ts")).addCompare,
  },
  {
    usage: "solve <spec>",
    description: "reference solution of a SPEC.json, without particles: moments, H, Fisher, relative L2, density",
    ...none,
    load: async () => (await import("./solve.ts")).addSolve,
  },
  {
    usage: "rates <spec>",
    description: "rates at an instant of a SPEC.json: entropy, Fisher information, moments, W2, entropic costs, and their identities",
    ...none,
    load: async () => (await import("./rates.ts")).addRates,
  },
  {
    usage: "lab",
    description: "the laboratory: two coupled ensembles moving in a browser, as one offline HTML file",
    ...none,
    load: async () => (await import("./lab.ts")).addLab,
  },
];
