/**
 * A worker's side of a queue: studies that are announced are held against the own code, and those with its digest are served, one at a time, by threads. The thread that speaks to Redis computes
 * nothing, so that a replicate of hours keeps its lock; a worker that dies loses its locks within seconds, and others take its replicates.
 */
import { setTimeout } from "node:timers/promises";
import { ScenarioError } from "../errors.ts";
import { footingOf } from "../study/plan/digest.ts";
import { loadScenario } from "../study/plan/load.ts";
import { planStudy, type Plan } from "../study/plan/plan.ts";
import { threads } from "../study/run/threads.ts";
import { connect, loadBullMq, type BullMq, type Job, type Redis } from "./bullmq.ts";
import { heard } from "./heard.ts";
import { answerOf, longestAnnouncement, queueOf, readAnnouncement, register, scenarioIn, taskOf } from "./payload.ts";

/** Milliseconds. A lock is renewed at half its time; a dead worker's replicates are retaken after a lock and a search. */
const [lockDuration, stalledInterval, lookEvery] = [15_000, 5_000, 1000];
/** Looks that find nothing of a study that somebody drives, before others are served. */
const mostEmpty = 10;
/** Workers that may die on one replicate before it counts as failed. */
const maxStalledCount = 5;

export interface Serving {
  readonly url: string;
  /** The address without its password. */
  readonly shown: string;
  /** Worker threads. */
  readonly count: number;
  /** Seconds without a replicate after which the worker ends; without, it stays. */
  readonly idle?: number;
  readonly signal?: AbortSignal;
  readonly tell: (line: string) => void;
}

export interface Served {
  /** Replicates that were answered. */
  readonly answered: number;
  /** Studies and orders that were refused. */
  readonly refused: number;
  /** Whether something that it serves is left in the queue. */
  readonly left: boolean;
}

interface Study {
  readonly plan: Plan;
  readonly digest: string;
}

/** Ends when interrupted, or idle for long. Throws ScenarioError when there is no Redis or no BullMQ. */
export async function serve(serving: Serving): Promise<Served> {
  const { url, shown, idle = Infinity, signal, tell } = serving;
  const bull = await loadBullMq();
  const connection = await connect(url, shown);
  const studies = new Map<string, Study | "refused">();
  const counts = { answered: 0, refused: 0 };
  const watch = { busy: performance.now(), active: 0 };
  let left = false;
  const over = () => signal?.aborted === true || (watch.active === 0 && performance.now() - watch.busy > 1000 * idle);
  const refuse = (digest: string, error: unknown) => {
    if (!(error instanceof Error) || error.name !== "ScenarioError") throw error;
    counts.refused++;
    studies.set(digest, "refused");
    tell(`refused: ${error.message}`);
  };
  try {
    while (!over()) {
      const announced = await heard(connection.hkeys(register), signal);
      for (const digest of announced ?? []) {
        if (!studies.has(digest)) {
          try {
            studies.set(digest, await openStudy(connection, digest));
          } catch (error) {
            refuse(digest, error);
          }
        }
        const study = studies.get(digest);
        if (study !== undefined && study !== "refused") {
          try {
            left = await serveStudy(study, bull, connection, { ...serving, over, counts, watch });
          } catch (error) {
            refuse(digest, error);
          }
        }
        if (over()) break;
      }
      await heard(setTimeout(lookEvery), signal);
    }
  } finally {
    connection.disconnect();
  }
  return { ...counts, left };
}

/** Throws ScenarioError for a study that is not this worker's. */
async function openStudy(connection: Redis, digest: string): Promise<Study> {
  if (!/^[0-9a-f]{64}$/.test(digest)) throw new ScenarioError(`announcement of ${JSON.stringify(digest.slice(0, 20))}: not a digest`);
  const length = await connection.hstrlen(register, digest);
  if (length > longestAnnouncement)
    throw new ScenarioError(`announcement of ${digest.slice(0, 12)}: ${length} bytes (expected ${longestAnnouncement} at most)`);
  const { scenario: path, edition } = readAnnouncement((await connection.hget(register, digest)) ?? "", digest);
  const plan = planStudy(await loadScenario(scenarioIn(process.cwd(), path)), edition);
  await hold(plan, digest, path);
  return { plan, digest };
}

/** Throws ScenarioError when the code that threads would load now is not that of the digest. */
async function hold(plan: Plan, digest: string, path: string): Promise<void> {
  const { digest: own } = await footingOf(plan);
  if (own === digest) return;
  const { name } = plan.scenario;
  throw new ScenarioError(`${name} (${path}): digest ${digest.slice(0, 12)} is not this worker's, ${own.slice(0, 12)}: scenario or package differ`);
}

interface Manner extends Serving {
  readonly over: () => boolean;
  readonly counts: { answered: number; refused: number };
  /** When there was a replicate last, and how many there are now. */
  readonly watch: { busy: number; active: number };
}

/** Until it is over, or nothing of the study is left for a while; whether something is left. Throws ScenarioError when its code is another by now. */
async function serveStudy({ plan, digest }: Study, bull: BullMq, connection: Redis, manner: Manner): Promise<boolean> {
  const { count, signal, over, counts, watch, tell } = manner;
  const queue = new bull.Queue(queueOf(digest), { connection });
  queue.on("error", () => {});
  const open = async () => Object.values(await queue.getJobCounts("waiting", "active", "delayed", "prioritized")).reduce((sum, one) => sum + one, 0);
  if (!(await heard(open(), signal))) return false;
  // Days may have passed since the study was opened.
  await hold(plan, digest, plan.scenario.shown);
  const name = `${plan.scenario.name} (${digest.slice(0, 12)})`;
  tell(`serves ${name} with ${count} ${count === 1 ? "thread" : "threads"}`);
  const executor = threads(plan, count);
  let stopping = false;
  const process = async (job: Job, token: string | undefined): Promise<unknown> => {
    const task = accepted(job, plan, digest, bull, manner);
    const begun = performance.now();
    watch.active++;
    try {
      const outcome = await executor.run(task);
      counts.answered++;
      return answerOf(outcome, digest, (performance.now() - begun) / 1000);
    } catch (error) {
      if (!stopping) throw error;
      // Dropped: it goes back at once, and is nobody's failure.
      await job.moveToWait(token);
      throw new bull.WaitingError();
    } finally {
      watch.active--;
      watch.busy = performance.now();
    }
  };
  const worker = new bull.Worker(queueOf(digest), process, { connection, concurrency: count, lockDuration, stalledInterval, maxStalledCount });
  worker.on("error", () => {});
  for (let empty = 0; !over() && empty < mostEmpty;) {
    await heard(setTimeout(lookEvery), signal);
    if ((await heard(open(), signal)) !== 0) empty = 0;
    else empty += (await heard(connection.hget(register, digest), signal)) ? 1 : mostEmpty;
  }
  stopping = true;
  await executor.close();
  await Promise.race([worker.close(), setTimeout(3000)]);
  const rest = await Promise.race([open(), setTimeout(1000, 1)]);
  return rest > 0;
}

function accepted({ data }: Job, plan: Plan, digest: string, bull: BullMq, { counts, tell }: Manner): ReturnType<typeof taskOf> {
  try {
    return taskOf(data, plan, digest);
  } catch (error) {
    counts.refused++;
    const { message } = error as Error;
    tell(message);
    throw new bull.UnrecoverableError(message);
  }
}
