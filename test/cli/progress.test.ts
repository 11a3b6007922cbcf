/** Progress on stderr, told by a clock of the test. */
import { describe, expect, it } from "vitest";
import { duration, openMeter } from "../../src/cli/progress.ts";

describe("progress", () => {
  const show = (isTTY: boolean) => {
    let at = 0;
    let said = "";
    const io = { stdout: () => {}, stderr: (text: string) => void (said += text), env: {}, isTTY };
    const meter = openMeter(io, "toy", () => at);
    // 12 replicates of 3 seconds, seen every second.
    for (; at <= 36_000; at += 1000) meter.show({ done: Math.floor(at / 3000), total: 12, fraction: at / 36_000 });
    meter.end();
    return said;
  };

  it("is a line every five seconds, with the time left from the time gone", () => {
    expect(show(false).split("\n")).toEqual([
      "toy: 1 of 12 replicates, 31 s left",
      "toy: 3 of 12 replicates, 26 s left",
      "toy: 5 of 12 replicates, 21 s left",
      "toy: 6 of 12 replicates, 16 s left",
      "toy: 8 of 12 replicates, 11 s left",
      "toy: 10 of 12 replicates, 6 s left",
      "toy: 11 of 12 replicates, 1 s left",
      "",
    ]);
  });

  it("is one line drawn over on a terminal, and taken away at the end", () => {
    const frames = show(true).split("\r");
    expect(frames).toHaveLength(1 + 37 + 1);
    expect(frames[1]).toBe("[------------------------] toy: 0 of 12 replicates, time left unknown\u001b[K");
    expect(frames[10]).toBe("[######------------------] toy: 3 of 12 replicates, 27 s left\u001b[K");
    expect(frames.at(-1)).toBe("\u001b[K");
  });

  it.each([
    [0.2, "1 s"],
    [89, "89 s"],
    [91, "2 min"],
    [5000, "83 min"],
    [9000, "2.5 h"],
  ])("says %d seconds as %s", (seconds, text) => expect(duration(seconds)).toBe(text));
});
