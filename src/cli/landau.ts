#!/usr/bin/env node
/** The program `landau`. Scenarios may be TypeScript files and lie anywhere. */
import { registerScenarioLoader } from "../study/plan/register.ts";
import { main } from "./main.ts";

await registerScenarioLoader();

// A reader that goes away (landau list | head) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

function interrupt(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => controller.abort());
  return controller.signal;
}

process.exitCode = await main(process.argv, {
  stdout: (text) => void process.stdout.write(text),
  stderr: (text) => void process.stderr.write(text),
  env: process.env,
  isTTY: process.stderr.isTTY === true,
  ...(process.stdout.columns ? { columns: process.stdout.columns } : {}),
  interrupt,
});
