/** Runs what is missing of a plan into its folder, and concludes: the common part of run and resume. */
import { availableParallelism } from "node:os";
import { setTimeout } from "node:timers/promises";
import { told } from "../../errors.ts";
import { partsOf, readManifest, writeManifest } from "../../study/folder/manifest.ts";
import { writeSession } from "../../study/folder/session.ts";
import { keepSource } from "../../study/folder/source.ts";
import { openStore, readStore, type Store } from "../../study/folder/store.ts";
import { planParts, type Plan } from "../../study/plan/plan.ts";
import { commandLine } from "../../study/plan/command.ts";
import { nameOfShard, shardOf, type Shard } from "../../study/plan/shard.ts";
import { difference, sizeOf, union } from "../../study/plan/task.ts";
import { drive } from "../../study/run/drive.ts";
import { sweepCheckpoints, withoutCheckpoints } from "../../study/run/spent.ts";
import { serial, type Beside, type Executor } from "../../study/run/executor.ts";
import { courseOf, scheduleOf } from "../../study/conclude/course.ts";
import { fixed, type Schedule } from "../../study/run/schedule.ts";
import { codeOf, conclude, type Decisive } from "./conclude.ts";
import { inRounds, keptOfBudget } from "./budget.ts";
import { openWatch, type Watch } from "./session.ts";
import { openDeadline } from "./deadline.ts";
import { openNotes, tellDamage, tellLost, tellMissing, tellStrangers, tellUnasked, wholeIn } from "./folder.ts";
import { openAlbum, type Album, type Kept } from "./snapshots.ts";
import { printJson, type Io } from "../io.ts";
import { withoutPassword } from "../options.ts";
import { counted, duration, openMeter, tellNotes } from "../progress.ts";

export interface Execution {
  readonly plan: Plan;
  /** The part of the plan to run; then nothing is concluded. */
  readonly shard?: Shard;
  readonly digest: string;
  readonly directory: string;
  readonly workers?: number;
  /** The address of the Redis by which others run the replicates. */
  readonly queue?: string;
  /** Seconds since the program began. */
  readonly timeLimit?: number;
  /** When what is there then is concluded with. */
  readonly budget?: Spending;
  readonly json: boolean;
  /** As it was typed. */
  readonly command: string;
  readonly decisive: Decisive;
  /** Velocities to keep, cell by cell. */
  readonly kept: Kept;
  /** Between two checkpoints of a replicate, in seconds; by default five minutes. */
  readonly checkpoint?: number;
}

/** A budget is spent: `limit` in seconds since the program began; `record` asks of the folder what was kept, which nobody knows before. */
export interface Spending {
  readonly limit: number;
  record(plan: Plan): void;
}

/** Stopped early, and can go on: a code that nothing else has, so that schedulers need not take it for a fault. */
export const stoppedEarly = 85;

export async function execute(execution: Execution, io: Io): Promise<number> {
  const { digest, directory, shard } = execution;
  const plan = shard ? shardOf(execution.plan, shard) : wholeOf(execution);
  // A shard has no batch whole, and runs all that may be asked of it.
  const schedule = shard ? fixed(plan) : execution.budget ? inRounds(scheduleOf(plan)) : scheduleOf(plan);
  let concluded = plan;
  const name = nameOf(execution);
  const over = execution.queue === undefined ? [] : ["--queue", withoutPassword(execution.queue)];
  const resume = commandLine(["landau", "resume", directory, ...(shard ? ["--shard", nameOfShard(shard)] : []), ...over]);
  keepSource(directory, plan.scenario.path);
  const album = openAlbum(directory, digest, plan, execution.kept);
  const store = openStore(directory, digest, album?.complete);
  try {
    tellDamage(store.damage, true, io);
    tellLost(readManifest(directory).damaged, io);
    const first = await schedule.propose(store);
    const held = first.filter((task) => store.has(task)).length;
    const pending = first.length - held;
    const there = held ? `, ${held} ${held === 1 ? "is" : "are"} there` : "";
    const most = plan.stopping && !shard ? ` before it is looked at, ${plan.tasks.length} at most` : "";
    io.stderr(`${name}: ${counted(pending)} to run${most}${there}; Ctrl-C is safe (${resume})\n`);
    if (pending > 0) tellNotes(io, plan);
    const stopped = pending > 0 ? await complete({ ...execution, plan }, { schedule, store, album, pending }, io) : undefined;
    sweepCheckpoints(execution, plan.tasks.filter((task) => store.has(task))); // prettier-ignore
    const kept = stopped?.spent ? keptOfBudget(plan, (task) => store.has(task)) : undefined;
    execution.budget?.record(kept ?? plan);
    if (kept) {
      concluded = kept;
      io.stderr(`${name}: its budget is spent after ${kept.tasks.length} of ${counted(plan.tasks.length)}\n`);
    } else if (stopped !== undefined) {
      const finished = plan.tasks.filter((task) => store.has(task)).length;
      writeManifest(directory);
      const most = plan.stopping && !shard ? "at most " : "";
      io.stderr(`${name}: ${stopped.why} after ${finished} of ${most}${counted(plan.tasks.length)}; go on with: ${resume}\n`);
      return stoppedEarly;
    }
    if (shard) return stored(execution, plan, store, io);
  } finally {
    store.close();
  }
  return finish({ ...execution, plan: concluded }, io);
}

/** A rule is about all that was ever asked of a folder; without one, what is asked now is run. */
function wholeOf({ plan, directory }: Execution): Plan {
  if (plan.scenario.study.until === undefined) return plan;
  return planParts(plan.scenario, plan.edition, union(plan.cells, partsOf(readManifest(directory).cells))).plan;
}

const nameOf = ({ plan: { scenario }, shard }: Execution): string => `${scenario.name}${shard ? ` ${nameOfShard(shard)}` : ""}`;

/** Tells that a shard is through. Its code is 1 when a replicate was lost to something that running it again may mend. */
function stored({ directory, digest, shard, json }: Execution, { scenario, tasks }: Plan, store: Store, io: Io): number {
  writeManifest(directory);
  const lost = tasks.filter((task) => !store.has(task)).length;
  if (lost > 0) io.stderr(`${scenario.name}: ${counted(lost)} failed in a way that running again may mend\n`);
  const document = { study: scenario.name, digest, directory, shard, replicates: tasks.length, lost };
  if (json) printJson(io, document);
  else io.stdout(`${directory}\n`);
  return lost > 0 ? 1 : 0;
}

/** Concludes with all that the folder holds by now, whoever ran it. */
async function finish({ plan, digest, directory, json, decisive }: Execution, io: Io): Promise<number> {
  writeManifest(directory);
  const stored = readStore(directory, digest);
  const asked = partsOf(readManifest(directory).cells);
  const { plan: whole, strangers } = planParts(plan.scenario, plan.edition, wholeIn(plan, union(plan.cells, asked), stored));
  const notes = openNotes(directory, io);
  tellStrangers(strangers, notes);
  const course = await courseOf(whole)(stored);
  tellUnasked(whole, course, stored, io);
  const others = sizeOf(difference(stored.parts(), plan.cells));
  if (others > 0 && !whole.stopping) {
    io.stderr(`${plan.scenario.name}: ${counted(plan.tasks.length)} asked for; the report is of all ${sizeOf(stored.parts())} in ${directory}\n`);
  }
  const incomplete = tellMissing(directory, difference(whole.stopping ? course.cells : asked, stored.parts()), notes);
  const ending = await conclude(
    course,
    { run: digest, judged: digest },
    stored,
    { directory, json, files: true, smoke: plan.edition.smoke ?? false, incomplete, notes: notes.all },
    io,
  );
  return codeOf(ending, decisive);
}

/** What is to be done. */
interface Work {
  readonly schedule: Schedule;
  readonly store: Store;
  readonly album: Album | undefined;
  /** Replicates that are not there. */
  readonly pending: number;
}

/** Seconds between two checkpoints of a replicate. */
const checkpointEvery = 300;

/** In words, that and why a run was stopped; `spent`: by its budget. */
interface Stopped {
  readonly why: string;
  readonly spent: boolean;
}

/** Undefined when all is there. */
async function complete(execution: Execution, { schedule, store, album, pending }: Work, io: Io): Promise<Stopped | undefined> {
  const { plan, workers = availableParallelism(), timeLimit = Infinity, budget, directory, digest, checkpoint: seconds = checkpointEvery } = execution;
  const name = nameOf(execution);
  const interrupt = io.interrupt?.();
  if (execution.queue === undefined && workers > availableParallelism())
    io.stderr(`${name}: ${workers} workers on ${availableParallelism()} cores are slower than as many as cores\n`);
  const beside = { checkpoints: { directory, digest, seconds }, ...(album ? { snapshots: album.snapshots } : {}) };
  const width = Math.min(workers, plan.stopping ? plan.tasks.length : pending);
  const opened = execution.queue === undefined ? await openHere(plan, width, interrupt !== undefined, beside) : await openQueue(execution, execution.queue, io);
  const limit = Math.min(timeLimit, budget?.limit ?? Infinity);
  const deadline = limit === Infinity ? undefined : openDeadline(limit);
  const watch = openWatch();
  const executor = watch.over(deadline?.watch(opened) ?? opened);
  const signals = [interrupt, deadline?.signal].filter((one) => one !== undefined);
  const signal = signals.length > 0 ? AbortSignal.any(signals) : undefined;
  const meter = openMeter(io, name);
  const waiting = (count: number) => io.stderr(`${name}: waiting for ${counted(count)} that another process runs\n`);
  const again = patience(io, name, signal);
  const options = { progress: meter.show, waiting, again, ...(signal ? { signal } : {}), ...(deadline ? { begin: deadline.begin } : {}) };
  try {
    if (await drive(schedule, executor, withoutCheckpoints(store, execution), options)) return undefined;
    const limited = deadline?.reached() === true && !interrupt?.aborted;
    if (limited && limit < timeLimit) return { why: "stopped by its budget", spent: true };
    return { why: limited ? `stopped by its time limit of ${duration(timeLimit)}` : "stopped", spent: false };
  } finally {
    deadline?.end();
    meter.end();
    await executor.close();
    keepSession(execution, watch, io);
  }
}

/** A disk that is full keeps the run's replicates first: without room, the session is not told. */
function keepSession({ directory, command }: Execution, watch: Watch, io: Io): void {
  const session = watch.session(command);
  try {
    if (session) writeSession(directory, session);
  } catch (error) {
    io.stderr(`${directory}: its session is not written down: ${told(error)}\n`);
  }
}

/** A thread that computes hears no signal: who can be interrupted leaves computing to others. Threads are loaded late: a serial run needs none. */
async function openHere(plan: Plan, workers: number, interruptible: boolean, beside: Beside): Promise<Executor> {
  if (workers < 2 && !interruptible) return serial(plan, beside);
  const { threads } = await import("../../study/run/threads.ts");
  return threads(plan, workers, beside);
}

async function openQueue({ plan, digest }: Execution, url: string, io: Io): Promise<Executor> {
  const { queued } = await import("../../queue/driver.ts");
  return queued({ url, shown: withoutPassword(url), plan, digest, tell: (line) => io.stderr(`${plan.scenario.name}: ${line}\n`) });
}

/** Seconds that a full disk is waited for. */
const longest = 300;

/** Whether to try again to write an outcome: while the disk is full, for minutes; then the error stands. */
function patience(io: Io, name: string, signal: AbortSignal | undefined): (error: unknown) => Promise<boolean> {
  let waited = 0;
  return async (error) => {
    const { code } = error as NodeJS.ErrnoException;
    if ((code !== "ENOSPC" && code !== "EDQUOT") || signal?.aborted || waited >= longest) return false;
    if (waited === 0) io.stderr(`${name}: the disk is full (${code}); finished replicates wait for up to ${longest} s\n`);
    waited++;
    await setTimeout(1000);
    return true;
  };
}
