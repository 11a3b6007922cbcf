/** How the program answers whatever it is given: a code of the contract, complaints in lines, no stack, nothing unexpected, in time. */
import { expect } from "vitest";
import type { Said } from "../landau.ts";

const stackFrame = /^\s+at .*(:\d+:\d+|<anonymous>|node:)/m;

/** `input`: told when it fails. */
export function expectManners({ code, out, err }: Said, input: string): void {
  const told = `${input}\n--- code ${code}, stderr:\n${err}`;
  expect([0, 1, 2], told).toContain(code);
  expect(err, told).not.toMatch(stackFrame);
  expect(err, told).not.toMatch(/unexpected error|uncaught|unhandled|panicked/i);
  expect(err === "" || err.endsWith("\n"), told).toBe(true);
  expect(err.split("\n").slice(0, -1).filter((line) => line.trim() === ""), told).toEqual([]); // prettier-ignore
  if (code !== 2) return;
  expect(out, told).toBe("");
  expect(err.trim(), told).not.toBe("");
}

/** A wrong request is one line and nothing else. */
export function expectOneLine({ code, err }: Said, input: string): void {
  if (code === 2) expect(err, input).toMatch(/^[^\n\r]+\n$/);
}
