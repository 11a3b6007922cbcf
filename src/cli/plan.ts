/** `landau plan SCENARIO`: cells, replicates, stream addresses and cost. Runs nothing. */
import { availableParallelism } from "node:os";
import { footingOf } from "../study/plan/digest.ts";
import { upToLook, type Plan } from "../study/plan/plan.ts";
import { stoppingNote } from "../report/text/cells.ts";
import { coordinatesOf, labelOf } from "../study/plan/task.ts";
import { printJson, type Verb } from "./io.ts";
import { counted, duration, tellNotes } from "./progress.ts";
import { lasting } from "./options.ts";
import { addChoice, budgeted, budgetHelp, planOf, type Choice } from "./run.ts";
import { particleStep } from "./study/budget.ts";
import { diskOf, memoryOf } from "./study/needs.ts";

/** Seconds that a plan takes on the cores of this machine, measurements at their worth in particle-steps. */
export const expectedSeconds = (cost: number): number => (cost * particleStep) / availableParallelism();

export const addPlan: Verb = (program, { io, finish }) => {
  addChoice(program.command("plan").description("cells, replicates, stream addresses, cost estimate; runs nothing").argument("<scenario>"))
    .option("--budget <duration>", budgetHelp, lasting)
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (file: string, options: Choice & { budget?: number; json?: boolean }) => {
      const asked = await planOf(file, options, io);
      const plan = options.budget === undefined ? asked : budgeted(asked, (await footingOf(asked)).digest, { seconds: options.budget }, io);
      const { scenario, tasks, cost, stopping } = plan;
      const streams = new Map<string, string[]>(plan.cells.map(({ point }) => [labelOf(point), []]));
      for (const { point, address } of tasks) streams.get(labelOf(point))?.push(address);
      const cells = plan.cells.map(({ point, setup, cost: particleSteps, replicates, notes }) => ({
        point,
        particles: setup.particles,
        time: setup.time,
        system: setup.system.name,
        particleSteps,
        replicates: replicates.length,
        notes,
        addresses: streams.get(labelOf(point)) ?? [],
      }));
      tellNotes(io, plan);
      if (options.json) {
        const needed = { memoryBytes: memoryOf(plan, availableParallelism()), diskBytes: diskOf(plan) };
        const whole = { particleSteps: cost, expectedSeconds: expectedSeconds(cost), ...needed, solutions: solutionsOf(plan) };
        printJson(io, {
          study: scenario.name,
          title: scenario.study.title,
          digest: (await footingOf(plan)).digest,
          cells,
          ...whole,
          ...(stopping ? { stopping: { ...stopping, replicates: looksOf(plan, stopping.looks) } } : {}),
        });
      } else {
        const lines = cells.map(({ point, particles, time, addresses, particleSteps }) =>
          [
            `  ${coordinatesOf(point).join(", ") || "the only point"}`,
            `${counted(addresses.length)} of ${particles} particles, ${time.steps} steps to t = ${time.end}, ${time.observe} observations`,
            `${(particleSteps * addresses.length).toExponential(2)} particle-steps, measurements included`,
            `${addresses[0]}${addresses.length > 1 ? ` ... ${addresses.at(-1)?.split("/").at(-1)}` : ""}`,
          ].join("\n    "),
        );
        io.stdout(`${scenario.study.title}\n${lines.join("\n")}\n`);
        if (stopping) io.stdout(`${stoppingNote(stopping)}: after ${looksOf(plan, stopping.looks).join(", ")} replicates in all\n`);
        io.stdout(`${stopping ? "at most " : ""}${counted(tasks.length)} in all, about ${duration(expectedSeconds(cost))} on the cores of this machine\n`);
        for (const one of solutionsOf(plan)) io.stdout(`${uncounted(one)}\n`);
        io.stdout(`at most about ${inBytes(memoryOf(plan, availableParallelism()))} of memory, ${inBytes(diskOf(plan))} of disk for the replicates\n`);
      }
      finish(0);
    });
};

/** A solution that a study needs, which takes time of its own that no particle-steps tell. */
interface Uncounted {
  readonly name: string;
  readonly cells: number;
  /** Compared with, after the replicates, on one core; or the system itself. */
  readonly role: "compare" | "system";
  /** Of each, on one core. */
  readonly atMostSeconds?: number;
}

/** Each once, with its number of cells. */
function solutionsOf({ cells }: Plan): Uncounted[] {
  const all = cells.flatMap(({ setup: { compare = [], system }, cost }): Uncounted[] => [
    ...(cost === 0 ? [{ name: system.name, cells: 1, role: "system" as const }] : []),
    ...compare.map(({ name, atMost }) => ({ name, cells: 1, role: "compare" as const, ...(atMost === undefined ? {} : { atMostSeconds: atMost }) })),
  ]);
  const counts = new Map<string, Uncounted>();
  for (const one of all) {
    const key = JSON.stringify(one);
    counts.set(key, { ...one, cells: (counts.get(key)?.cells ?? 0) + 1 });
  }
  return [...counts.values()];
}

function uncounted({ name, cells, role, atMostSeconds }: Uncounted): string {
  const where = cells === 1 ? "in one cell" : `in each of ${cells} cells`;
  const limit = atMostSeconds === undefined ? "" : `: seconds to minutes, at most about ${duration(atMostSeconds)}${cells === 1 ? "" : " each"}`;
  return role === "system"
    ? `not in this time: ${name}, the system ${where}`
    : `not in this time: ${name}, solved after the replicates ${where} on one core${limit}`;
}

/** `340 MB`, two digits: no estimate is better. */
function inBytes(bytes: number): string {
  const [unit, size] = bytes < 1e6 ? ["kB", 1e3] : bytes < 1e9 ? ["MB", 1e6] : ["GB", 1e9];
  return `${Number((bytes / size).toPrecision(2))} ${unit}`;
}

/** Replicates of all cells at every look. */
const looksOf = (plan: Plan, looks: number): number[] => Array.from({ length: looks }, (_, k) => upToLook(plan, k + 1).tasks.length);

const examples = `
Examples:
  landau plan scenarios/soft-potentials.ts
  landau plan scenarios/soft-potentials.ts --set gamma=-2.5 --replicates 64 --json`;
