#!/usr/bin/env node
/** The program `landau`. From dist it registers tsx, so that scenarios may be TypeScript files. */
import { main } from "./main.ts";

if (import.meta.url.endsWith(".js")) {
  const { register } = await import("tsx/esm/api");
  register();
}

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
