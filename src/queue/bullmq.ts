/**
 * What is used of BullMQ and ioredis, which are optional: loaded when a queue is asked for, and by name, so that nothing here needs them to be installed. (BullMQ 6.7, ioredis 6,
 * Redis 5 or newer.)
 */
import { ScenarioError } from "../errors.ts";

export interface Redis {
  hset(key: string, field: string, value: string): Promise<unknown>;
  hget(key: string, field: string): Promise<string | null>;
  hkeys(key: string): Promise<string[]>;
  hstrlen(key: string, field: string): Promise<number>;
  hdel(key: string, field: string): Promise<unknown>;
  ping(): Promise<string>;
  connect(): Promise<void>;
  disconnect(): void;
  on(event: "error", listen: (error: Error) => void): void;
}

export interface Job {
  readonly id: string;
  readonly data: unknown;
  readonly returnvalue: unknown;
  readonly failedReason?: string;
  readonly finishedOn?: number;
  moveToWait(token: string | undefined): Promise<unknown>;
}

export interface JobToAdd {
  readonly name: string;
  readonly data: unknown;
  readonly opts: { readonly jobId: string };
}

interface Part {
  on(event: string, listen: (found: never) => void): void;
  close(): Promise<void>;
}

export interface Queue extends Part {
  addBulk(jobs: readonly JobToAdd[]): Promise<unknown>;
  getJob(id: string): Promise<Job | undefined>;
  remove(id: string): Promise<unknown>;
  /** Takes out what no worker has begun. */
  drain(): Promise<void>;
  getJobCounts(...states: string[]): Promise<Readonly<Record<string, number>>>;
  getWorkersCount(): Promise<number>;
}

interface Connected {
  readonly connection: Redis;
}

type Process = (job: Job, token: string | undefined) => Promise<unknown>;

export interface WorkerOptions extends Connected {
  /** Jobs at once. */
  readonly concurrency: number;
  /** Milliseconds for which a job is a worker's without a sign of life, which it gives twice as often. */
  readonly lockDuration: number;
  /** Milliseconds between two searches for jobs of workers that are gone. */
  readonly stalledInterval: number;
  readonly maxStalledCount: number;
}

export interface BullMq {
  readonly Queue: new (name: string, options: Connected) => Queue;
  readonly QueueEvents: new (name: string, options: Connected) => Part & { waitUntilReady(): Promise<unknown> };
  readonly Worker: new (name: string, process: Process, options: WorkerOptions) => Part & { close(force?: boolean): Promise<void> };
  readonly UnrecoverableError: new (message: string) => Error;
  readonly WaitingError: new () => Error;
}

/** Throws ScenarioError when it is not installed. */
export const loadBullMq = (): Promise<BullMq> => load<BullMq>("bullmq");

async function load<Module>(name: string): Promise<Module> {
  try {
    return (await import(name)) as Module;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw new ScenarioError("a queue needs the packages bullmq and ioredis, which are not installed (npm install bullmq ioredis)", { cause: error });
  }
}

interface RedisOptions {
  readonly lazyConnect?: boolean;
  readonly connectTimeout?: number;
  readonly maxRetriesPerRequest: number | null;
  readonly retryStrategy: (attempt: number) => number | null;
}

/** A Redis that answers, found by `redis://` or, over TLS, `rediss://`; lost afterwards, it is waited for. Throws ScenarioError; `shown`: the address without its password. */
export async function connect(url: string, shown: string): Promise<Redis> {
  const { Redis: Client } = await load<{ readonly Redis: new (url: string, options: RedisOptions) => Redis }>("ioredis");
  const first = new Client(url, { lazyConnect: true, connectTimeout: 5000, maxRetriesPerRequest: 0, retryStrategy: () => null });
  let heard: Error | undefined;
  first.on("error", (error) => (heard = error));
  try {
    await first.connect();
    await first.ping();
  } catch (error) {
    throw new ScenarioError(`${shown}: no Redis that lets us in (${reasonOf(heard ?? error)})`);
  } finally {
    first.disconnect();
  }
  const client = new Client(url, { maxRetriesPerRequest: null, retryStrategy: (attempt) => Math.min(100 * attempt, 2000) });
  // It comes back by itself; without a listener an error would end the program.
  client.on("error", () => {});
  return client;
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return (code && !message.includes(code) ? `${code}: ${message}` : message || code || "it does not answer").split("\n")[0];
}
