/** The budget of false alarms holds, and every test that draws intervals from random numbers is on its list. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { BUDGET, falseAlarms } from "../support/false-alarms.ts";

const ROOMS = ["exact", "law", "order", "property", "unit", "contract", "conformance"];

it("the shares of all files are within the budget", () => {
  expect(Object.values(falseAlarms).reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(BUDGET);
  for (const file of Object.keys(falseAlarms)) expect(existsSync(file), file).toBe(true);
});

it("every statistical test is listed", () => {
  const statistical = ROOMS.flatMap((room) => readdirSync(`test/${room}`).map((name) => `test/${room}/${name}`)).filter((file) => {
    const text = readFileSync(file, "utf8");
    return /[^.\w]interval\(|\* (\w+\.)?(standardError|deviation)\b/.test(text) && /rootKey\(|streamOf\(/.test(text);
  });
  expect(statistical.length).toBeGreaterThan(12);
  expect(statistical.filter((file) => !(file in falseAlarms))).toEqual([]);
});
