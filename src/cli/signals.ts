/**
 * Signals by which people and schedulers stop a run: SIGINT, SIGTERM, SIGHUP, and SIGUSR1, the warning that schedulers send before a time limit.
 *
 * SIGUSR1 is heard from the program's first moment: left alone, Node takes it as an order to open a debugger. It stops runs, and nothing else.
 */
const controller = new AbortController();
let asked = 0;

process.on("SIGUSR1", stop);

/** A signal to stop in good order; the third ends the program at once. */
export function interrupt(): AbortSignal {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, stop);
  return controller.signal;
}

function stop(signal: NodeJS.Signals): void {
  controller.abort(signal);
  if (++asked >= 3) process.exit(130);
}
