/**
 * A member of a crew (threads.ts): instantiates the kernels over the shared memory and makes its calls whenever the generation advances.
 *
 * Plain JavaScript, so that a thread needs no loader, from source or from dist.
 */
import { workerData } from "node:worker_threads";

const { module, memory, control, commands, names } = workerData;
const { exports } = new WebAssembly.Instance(module, { env: { memory } });
const [GENERATION, DONE] = [0, 1];

for (let seen = 0; ;) {
  for (let spin = 0; spin < 20000 && Atomics.load(control, GENERATION) === seen; spin++);
  // Woken without a new generation too: by the notice of a last one that was seen before its notice came.
  while (Atomics.load(control, GENERATION) === seen) Atomics.wait(control, GENERATION, seen);
  seen = Atomics.load(control, GENERATION);
  let at = 1;
  for (let call = 0; call < commands[0]; call++) {
    const count = commands[at + 1];
    exports[names[commands[at]]](...commands.subarray(at + 2, at + 2 + count));
    at += 2 + count;
  }
  Atomics.add(control, DONE, 1);
  Atomics.notify(control, DONE);
}
