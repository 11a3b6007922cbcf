/**
 * A queue as an executor: orders go into Redis, workers anywhere take them, and their answers come back. The run folder is the driver's alone; Redis holds what is on its way.
 *
 * An order is in the queue under the name of its content until its answer was taken. Events tell of answers at once; when none come for seconds, and now and then, all orders that are out are looked
 * up, so that neither a lost event nor a Redis that comes back empty loses any: what is gone is ordered again. A run that is stopped takes back what no worker has begun, so
 * that workers are free for other studies; what is under way they finish, and the next run finds its answers. One that is killed takes nothing back.
 */
import type { Executor } from "../study/run/executor.ts";
import type { Plan } from "../study/plan/plan.ts";
import type { Outcome, Task } from "../study/plan/task.ts";
import { connect, loadBullMq, type Job } from "./bullmq.ts";
import { announcementOf, jobOf, orderOf, queueOf, readAnswer, register } from "./payload.ts";

/** Orders that are out at once: more than the threads of a few servers, so that none waits for the driver. */
const width = 256;
/** Milliseconds between two sweeps. */
const sweepEvery = 3000;
/** While answers come by themselves, every so many sweeps look at all that is out: a look at each order costs as much as its answer. */
const lookEvery = 5;
/** Answers to one order that are not what a worker writes, before it counts as failed. */
const mostTries = 3;

export interface Driving {
  readonly url: string;
  /** The address without its password. */
  readonly shown: string;
  readonly plan: Plan;
  readonly digest: string;
  readonly tell: (line: string) => void;
}

interface Order {
  readonly task: Task;
  resolve(outcome: Outcome): void;
  reject(error: Error): void;
  tries: number;
}

/** Throws ScenarioError when there is no Redis, no BullMQ, or the scenario lies outside the current folder. */
export async function queued({ url, shown, plan, digest, tell }: Driving): Promise<Executor> {
  const announcement = JSON.stringify(announcementOf(plan, digest, process.cwd()));
  const { Queue, QueueEvents } = await loadBullMq();
  const connection = await connect(url, shown);
  const queue = new Queue(queueOf(digest), { connection });
  const events = new QueueEvents(queueOf(digest), { connection });
  for (const part of [queue, events]) part.on("error", () => {});
  const out = new Map<string, Order>();
  const seconds = new Map<string, number>();
  const taken: string[] = [];
  let adding: Task[] = [];
  let [sweeping, lonely, answers, passed] = [false, 0, 0, 0];
  let closing: Promise<void> | undefined;

  const add = (tasks: readonly Task[]) =>
    queue.addBulk(tasks.map((task) => ({ name: "replicate", data: orderOf(digest, task), opts: { jobId: jobOf(digest, task) } }))).catch(() => {});
  function settle(id: string, outcome: Outcome): void {
    out.get(id)?.resolve(outcome);
    out.delete(id);
    taken.push(id);
  }
  function answered(id: string, value: unknown): void {
    const order = out.get(id);
    if (!order) return;
    const answer = readAnswer(value, order.task, digest);
    if (answer === undefined) return void failed(id, "its answer is not what a worker writes");
    answers++;
    seconds.set(id, answer.seconds);
    settle(id, answer.outcome);
  }
  async function failed(id: string, reason: string): Promise<void> {
    const order = out.get(id);
    if (!order) return;
    const message = `lost in the queue: ${reason.split("\n")[0]}`;
    if (++order.tries >= mostTries) return settle(id, { ...order.task, message });
    tell(`${message}; it is ordered again`);
    await queue.remove(id).catch(() => {});
    await add([order.task]);
  }
  events.on("completed", ({ jobId, returnvalue }: { jobId: string; returnvalue: unknown }) => answered(jobId, returnvalue));
  events.on("failed", ({ jobId, failedReason }: { jobId: string; failedReason: string }) => void failed(jobId, failedReason));

  async function sweep(): Promise<void> {
    await connection.hset(register, digest, announcement);
    await forget();
    if (answers === 0 || ++passed === lookEvery) {
      passed = 0;
      await look();
    }
    answers = 0;
    if (out.size > 0 && (await queue.getWorkersCount()) === 0) {
      if (lonely++ === 1) tell(`no worker takes replicates from ${shown} yet: landau worker --queue ${shown} in the project's folder of any machine`);
    } else lonely = 0;
  }
  async function look(): Promise<void> {
    const found = await Promise.all([...out.keys()].map(async (id) => [id, await queue.getJob(id)] as const));
    const gone = found.flatMap(([id, job]) => (job === undefined ? (out.get(id)?.task ?? []) : []));
    if (gone.length > 0) await add(gone);
    for (const [id, job] of found) if (job?.finishedOn !== undefined) finished(id, job);
  }
  function finished(id: string, { returnvalue, failedReason }: Job): void {
    if (failedReason) void failed(id, failedReason);
    else answered(id, returnvalue);
  }
  const forget = () => Promise.all(taken.splice(0).map((id) => queue.remove(id)));
  const timer = setInterval(() => {
    if (sweeping) return;
    sweeping = true;
    // A Redis that went away is waited for.
    sweep()
      .catch(() => {})
      .finally(() => (sweeping = false));
  }, sweepEvery);
  await connection.hset(register, digest, announcement);

  return {
    width,
    run(task) {
      const id = jobOf(digest, task);
      if (adding.length === 0) {
        setImmediate(() => {
          void add(adding);
          adding = [];
        });
      }
      adding.push(task);
      return new Promise((resolve, reject) => {
        if (closing) reject(new Error("the queue is closed"));
        else out.set(id, { task, resolve, reject, tries: 0 });
      });
    },
    secondsOf: (task) => seconds.get(jobOf(digest, task)),
    close: () => (closing ??= close()),
  };

  async function close(): Promise<void> {
    clearInterval(timer);
    for (const { reject } of out.values()) reject(new Error("the queue is closed"));
    // Whoever else drives the same study announces it again, and orders again what is taken back here.
    const leave = async () => {
      await connection.hdel(register, digest);
      await forget();
      if (out.size > 0) await queue.drain();
    };
    await Promise.race([leave().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 2000))]);
    connection.disconnect();
    await Promise.race([Promise.allSettled([events.close(), queue.close()]), new Promise((resolve) => setTimeout(resolve, 500))]);
  }
}
