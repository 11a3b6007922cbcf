/** A disk of its own (tmpfs, where it can be mounted) that is full while a run writes: the run waits, or is stopped and resumed, and ends in the table of an undisturbed one. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, it } from "vitest";
import { run, start, tableOf, undisturbed } from "../support/abuse.ts";

/** 8 MB. Undefined where it cannot be mounted. */
function smallDisk(): string | undefined {
  const disk = mkdtempSync(join(tmpdir(), "landau-disk-"));
  if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=8m", "tmpfs", disk]).status === 0) return disk;
  rmSync(disk, { recursive: true });
  return undefined;
}

/** Takes all the space there is; the file is what to remove to have it back. */
function fill(disk: string): string {
  const filler = join(disk, "filler");
  for (let size = 1 << 16; size > 0; size >>= 1) {
    try {
      for (;;) writeFileSync(filler, Buffer.alloc(size), { flag: "a" });
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe("ENOSPC");
    }
  }
  return filler;
}

it.for(["waits for space", "is stopped, and resumed"])("a run that finds the disk full %s", async (what, { skip }) => {
  const disk = smallDisk() ?? skip("a tmpfs cannot be mounted here (it takes root)");
  try {
    const directory = join(disk, "run");
    mkdirSync(directory);
    const { child, running, ended, said } = start(directory, "--workers", "2");
    await running;
    const filler = fill(disk);
    while (!said().includes("the disk is full")) await setTimeout(20);
    if (what === "is stopped, and resumed") {
      child.kill("SIGTERM");
      expect((await ended).code).toBe(85);
      rmSync(filler);
      expect((await run(directory)).code).toBe(0);
    } else {
      await setTimeout(500);
      rmSync(filler);
      expect((await ended).code).toBe(0);
    }
    expect(tableOf(directory)).toBe(await undisturbed());
  } finally {
    execFileSync("umount", [disk]);
    rmSync(disk, { recursive: true });
  }
});
