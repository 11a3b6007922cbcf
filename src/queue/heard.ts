/** A wait that an interruption ends. A worker waits every second for days on one signal, so that no wait may leave anything on it. */

/** What comes of `value`, or undefined when `signal` is interrupted before: a Redis that is away answers when it is back. */
export function heard<Value>(value: Promise<Value>, signal: AbortSignal | undefined): Promise<Value | undefined> {
  if (!signal) return value;
  return new Promise((resolve, reject) => {
    const end = () => resolve(undefined);
    if (signal.aborted) end();
    else signal.addEventListener("abort", end, { once: true });
    // Also after an interruption: a value that fails then is nobody's.
    void value.then(resolve, reject).finally(() => signal.removeEventListener("abort", end));
  });
}
