/** `landau plan SCENARIO`: cells, replicates, stream addresses and cost. Runs nothing. */
import { availableParallelism } from "node:os";
import { footingOf } from "../study/plan/digest.ts";
import { upToLook, type Plan } from "../study/plan/plan.ts";
import { stoppingNote } from "../report/text/cells.ts";
import { coordinatesOf } from "../study/plan/task.ts";
import { printJson, type Verb } from "./io.ts";
import { counted, duration, tellNotes } from "./progress.ts";
import { addChoice, planOf, type Choice } from "./run.ts";

/** Seconds of one particle-step on one core: of the order of the kernels' own figure. */
const particleStep = 1e-8;

/** Seconds that a plan takes on the cores of this machine, measurements at their worth in particle-steps. */
export const expectedSeconds = (cost: number): number => (cost * particleStep) / availableParallelism();

export const addPlan: Verb = (program, { io, finish }) => {
  addChoice(program.command("plan").description("cells, replicates, stream addresses, cost estimate; runs nothing").argument("<scenario>"))
    .option("--json", "one JSON document on stdout")
    .addHelpText("after", examples)
    .action(async (file: string, options: Choice & { json?: boolean }) => {
      const plan = await planOf(file, options, io);
      const { scenario, tasks, cost, stopping } = plan;
      const cells = plan.cells.map(({ point, setup, cost: particleSteps, replicates, notes }) => ({
        point,
        particles: setup.particles,
        time: setup.time,
        system: setup.system.name,
        particleSteps,
        replicates: replicates.length,
        notes,
        addresses: tasks.filter((task) => task.point === point).map((task) => task.address),
      }));
      tellNotes(io, plan);
      if (options.json) {
        const whole = { particleSteps: cost, expectedSeconds: expectedSeconds(cost) };
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
      }
      finish(0);
    });
};

/** Replicates of all cells at every look. */
const looksOf = (plan: Plan, looks: number): number[] => Array.from({ length: looks }, (_, k) => upToLook(plan, k + 1).tasks.length);

const examples = `
Examples:
  landau plan scenarios/soft-potentials.ts
  landau plan scenarios/soft-potentials.ts --set gamma=-2.5 --replicates 64 --json`;
