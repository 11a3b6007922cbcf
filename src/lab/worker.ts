/**
 * The worker of the page, made from the page's own script: it measures what takes longer than a frame, in the order of the observations. One worker serves one arrangement and
 * ends with it.
 */
import type { Arrangement, Laboratory, Observation, Values } from "./protocol.ts";

/** What a worker is told: first what was chosen, then what was seen. */
type Told = { readonly arrangement: Arrangement } | Pick<Observation, "index" | "t" | "clouds">;

/** What it answers. */
type Answer = { readonly ready: true } | { readonly index: number; readonly values: Values } | { readonly trouble: string };

/** A worker at work. */
export interface Measurer {
  measure(observation: Observation): void;
  close(): void;
}

/** The worker's side: the global scope of the script is a worker. */
export function serve(laboratory: Laboratory): void {
  let measure: ReturnType<Laboratory["measuring"]> | undefined;
  const answer = (told: Told): Answer | undefined => {
    try {
      if ("arrangement" in told) {
        measure = laboratory.measuring(told.arrangement);
        return undefined;
      }
      return measure && { index: told.index, values: measure(told) };
    } catch (error) {
      return { trouble: error instanceof Error ? error.message : String(error) };
    }
  };
  addEventListener("message", ({ data }: MessageEvent<Told>) => {
    const said = answer(data);
    if (said) postMessage(said);
  });
  postMessage({ ready: true } satisfies Answer);
}

/** The page's side. `script`: the text of its own script. `trouble` is told in a line what went wrong. */
export function openMeasurer(
  script: string,
  arrangement: Arrangement,
  found: (index: number, values: Values) => void,
  trouble: (message: string) => void,
): Measurer {
  const address = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
  const worker = new Worker(address);
  // What is told before the script is through (it compiles its modules) would be lost.
  let waiting: Told[] | undefined = [{ arrangement }];
  const tell = (told: Told): void => (waiting ? void waiting.push(told) : worker.postMessage(told));
  const open = (): void => {
    waiting?.forEach((told) => worker.postMessage(told));
    waiting = undefined;
  };
  worker.addEventListener("error", ({ message }) => trouble(`W2 is not measured: ${message || "this browser starts no worker from a file"}`));
  worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
    if ("ready" in data) open();
    else if ("trouble" in data) trouble(data.trouble);
    else found(data.index, data.values);
  });
  return {
    measure: ({ index, t, clouds }) => tell({ index, t, clouds }),
    close() {
      worker.terminate();
      URL.revokeObjectURL(address);
    },
  };
}
