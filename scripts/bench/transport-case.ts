/** One case of the transport benchmark in a process of its own, so that the peak memory is its own: NAME N STEPS, answered as JSON. */
import { optimalAssignment } from "../../src/transport/index.ts";
import { cpuOf } from "./measure.ts";
import { benchClouds } from "./transport-clouds.ts";

const [name, count, steps] = process.argv.slice(2);
const [x, y] = benchClouds(name, Number(count), Number(steps));
const [seconds, { squared, gap, finished }] = cpuOf(() => optimalAssignment(x, y));
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
process.stdout.write(JSON.stringify({ seconds, squared, gap, finished, megabytes }));
