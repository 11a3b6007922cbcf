#!/usr/bin/env node
/** The program `landau`. Scenarios may be TypeScript files and lie anywhere. */
import { interrupt } from "./signals.ts";
import { registerScenarioLoader } from "../study/plan/register.ts";
import { main } from "./main.ts";

// A reader that goes away (landau list | head) is no error.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
}

// Standard output has what the program says; what a scenario prints goes where complaints go.
const print = process.stdout.write.bind(process.stdout);
process.stdout.write = process.stderr.write.bind(process.stderr);

const code = await main(process.argv, {
  stdout: (text) => void print(text),
  stderr: (text) => void process.stderr.write(text),
  env: process.env,
  isTTY: process.stderr.isTTY === true,
  ...(process.stdout.columns ? { columns: process.stdout.columns } : {}),
  interrupt,
  prepare: registerScenarioLoader,
});
// What a scenario left running (a timer) keeps no program that is through; what was said is written first.
print("", () => process.exit(code));
