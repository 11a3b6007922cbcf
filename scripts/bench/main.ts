/**
 * npm run bench: the kernels against a straightforward TypeScript loop, interleaved in one run; medians of CPU time; then optimal
 * transport (transport.ts).
 *
 * Goals (one core): 4 times the straightforward loop at gamma = 0 and 5 times at gamma = -3; 1.4e8 and 1.1e8 particle-steps per second.
 */
import { benchCollisions } from "./collisions.ts";
import { benchEntropic } from "./entropic.ts";
import { benchTransforms } from "./fft.ts";
import { benchMeanField } from "./mean-field.ts";
import { machine } from "./measure.ts";
import { benchTransport } from "./transport.ts";

process.stdout.write(`${machine()}\n\n`);
const benches: readonly (() => void)[] = [benchCollisions, benchEntropic, benchTransport, benchTransforms];
const benches: readonly (() => void)[] = [benchCollisions, benchMeanField, benchEntropic, benchTransport];
for (const bench of benches) bench();
