#!/usr/bin/env node
/** The program `landau`. Scenarios may be TypeScript files and lie anywhere. */
import { interrupt } from "./signals.ts";
import { registerScenarioLoader } from "../study/plan/register.ts";
import { main } from "./main.ts";

// A reader that goes away (landau list | head) is no error; a disk that is full is one. What cannot be said on stderr can be said nowhere.
let unsaid: NodeJS.ErrnoException | undefined;
const lose = (error: NodeJS.ErrnoException | null | undefined): void => {
  if (error && error.code !== "EPIPE") unsaid ??= error;
};
process.stdout.on("error", lose);
process.stderr.on("error", () => {});

// Standard output has what the program says; what a scenario prints goes where complaints go.
const write = process.stdout.write.bind(process.stdout);
const print = (text: string): void => void write(text, lose);
process.stdout.write = process.stderr.write.bind(process.stderr);

const code = await main(process.argv, {
  stdout: print,
  stderr: (text) => void process.stderr.write(text),
  env: process.env,
  isTTY: process.stderr.isTTY === true,
  ...(process.stdout.columns ? { columns: process.stdout.columns } : {}),
  interrupt,
  prepare: registerScenarioLoader,
});
// What a scenario left running (a timer) keeps no program that is through; what was said is written first.
write("", () => {
  if (unsaid) process.stderr.write(`standard output: cannot write it (${unsaid.code ?? unsaid.message})\n`);
  process.exit(unsaid && code === 0 ? 1 : code);
});
