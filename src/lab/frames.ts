/** How many frames a second the page shows, over the last half second of motion. */

/** Counts frames by their times in milliseconds; `pause` forgets them. */
export function openFrameCounter(): { frame(now: number): void; pause(): void; perSecond(): number | undefined } {
  let times: number[] = [];
  return {
    frame(now) {
      times = [...times.filter((time) => now - time < 500), now];
    },
    pause: () => void (times = []),
    perSecond: () => (times.length < 5 ? undefined : Math.round((1000 * (times.length - 1)) / (times.at(-1)! - times[0]))),
  };
}
