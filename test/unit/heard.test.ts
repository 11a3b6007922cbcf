/** Waits that an interruption ends: what they give, and that none of them stays on the signal. */
import { getEventListeners } from "node:events";
import { expect, it } from "vitest";
import { heard } from "../../src/queue/heard.ts";

const never = new Promise<number>(() => {});

it("gives what comes, or throws what fails, and leaves nothing on the signal", async () => {
  const { signal } = new AbortController();
  for (let wait = 0; wait < 20; wait++) expect(await heard(Promise.resolve(wait), signal)).toBe(wait);
  await expect(heard(Promise.reject(new Error("lost")), signal)).rejects.toThrow("lost");
  await new Promise(setImmediate);
  expect(getEventListeners(signal, "abort")).toEqual([]);
});

it("ends with nothing when interrupted, before or while it waits", async () => {
  const controller = new AbortController();
  const waiting = heard(never, controller.signal);
  controller.abort();
  expect(await waiting).toBeUndefined();
  expect(await heard(never, controller.signal)).toBeUndefined();
  expect(await heard(Promise.reject(new Error("too late")), controller.signal)).toBeUndefined();
  expect(await heard(Promise.resolve(1), undefined)).toBe(1);
});
