/** Peers in Python: a script run by the first interpreter that has the modules it imports. */
import { spawnSync } from "node:child_process";

/** The interpreter of a distribution's own packages first (Debian's python3-scipy, python3-pot); any other python3 after it. */
const interpreters = ["/usr/bin/python3", "python3"];

/** The first interpreter that imports all `modules`, or undefined. */
export function pythonWith(modules: readonly string[]): string | undefined {
  const script = modules.map((name) => `import ${name}`).join("; ");
  return interpreters.find((python) => spawnSync(python, ["-c", script], { stdio: "ignore" }).status === 0);
}

/** Runs a script on one thread of the linear algebra with `input` on stdin; its answer is the last line of stdout, as JSON. Throws when it fails. */
export function answerOf(python: string, script: string, input: unknown): unknown {
  const env = { ...process.env, OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
  const options = { input: JSON.stringify(input), encoding: "utf8", env, maxBuffer: 1e9 } as const;
  const { stdout, stderr, status } = spawnSync(python, ["-c", script], options);
  if (status !== 0) throw new Error(`${python} failed: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  return JSON.parse(stdout.trim().split("\n").at(-1));
}
