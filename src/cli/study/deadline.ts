/**
 * `--time-limit`: a run that ends before somebody ends it.
 *
 * No replicate is begun that would end after the limit if it took as long as the longest so far, and what is under way at the limit is dropped. But the
 * first one is always begun and waited for: a limit shorter than a replicate still gets on, by one replicate a run.
 */
import type { Executor } from "../../study/run/executor.ts";

export interface Deadline {
  /** The same executor, watched. */
  watch(executor: Executor): Executor;
  /** Whether another replicate may be begun. */
  begin(): boolean;
  /** Aborts when what is under way is to be dropped. */
  readonly signal: AbortSignal;
  /** Whether it was the limit that stopped the run. */
  reached(): boolean;
  end(): void;
}

/** `limit` in seconds by the clock `now` (milliseconds), which begins with the program. */
export function openDeadline(limit: number, now: () => number = () => performance.now()): Deadline {
  const controller = new AbortController();
  const left = () => 1000 * limit - now();
  let [longest, done, reached] = [0, 0, false];
  const stop = () => {
    reached = true;
    controller.abort();
  };
  let timer = wait();
  function wait(): NodeJS.Timeout {
    return setTimeout(
      () => {
        if (left() > 0) timer = wait();
        else if (done > 0) stop();
      },
      Math.min(Math.max(0, left()), mostMilliseconds),
    ).unref();
  }
  return {
    watch: (executor) => ({
      ...executor,
      async run(task, progress) {
        const begun = now();
        const outcome = await executor.run(task, progress);
        // The first of a thread waits until that has started, the others do not.
        const seconds = executor.secondsOf?.(task);
        longest = Math.max(longest, seconds === undefined ? now() - begun : 1000 * seconds);
        done++;
        return outcome;
      },
    }),
    begin() {
      if (done === 0 || left() > longest) return true;
      reached = true;
      if (left() <= 0) stop();
      return false;
    },
    signal: controller.signal,
    reached: () => reached,
    end: () => clearTimeout(timer),
  };
}

/** The longest that a timer of Node waits, 24.8 days: then it waits again. */
const mostMilliseconds = 2 ** 31 - 1;
