import { describe, expect, it } from "vitest";
import type { Estimate } from "../../src/protocols/index.ts";
import { tableCsv } from "../../src/report/index.ts";
import { cell, resultOf } from "../support/report-fixture.ts";

/** A reader of RFC 4180, written from its grammar: records end in CRLF, quoted fields may hold commas, quotes (doubled) and breaks. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length) {
    const record: string[] = [];
    for (;;) {
      const quoted = /"((?:[^"]|"")*)"/y;
      const bare = /[^",\r\n]*/y;
      quoted.lastIndex = bare.lastIndex = at;
      const match = quoted.exec(text);
      if (match) record.push(match[1].replaceAll('""', '"'));
      else record.push(bare.exec(text)![0]);
      at = match ? quoted.lastIndex : bare.lastIndex;
      if (text[at] === ",") at += 1;
      else break;
    }
    expect(text.slice(at, at + 2)).toBe("\r\n");
    at += 2;
    records.push(record);
  }
  return records;
}

const awkward: Estimate[] = [
  { t: 0, mean: 0.1 + 0.2, low: 5e-324, high: 1.7976931348623157e308, standardError: 1 / 3, count: 16 },
  { t: 0.30000000000000004, mean: -0, low: -Infinity, high: Infinity, standardError: Infinity, count: 1 },
  { t: 1e21, mean: -123456789.12345679, low: -1e-7, high: 2 ** -1074, standardError: 4.9e-17, count: 3 },
];

describe("table as CSV", () => {
  it("reads back to the same bits, in order", () => {
    const result = resultOf([
      cell({ point: { gamma: -2.5, coupling: "synchronous" }, series: { w2: awkward, "w2.raw": [awkward[1]] } }),
      cell({ point: { gamma: 0, coupling: 'spherical, "Tanaka"\r\nnew' }, series: { w2: [awkward[2]] } }),
    ]);
    const [header, ...records] = readCsv(tableCsv(result));
    expect(header).toEqual(["gamma", "coupling", "t", "series", "mean", "low", "high", "error", "count"]);
    expect(records.map((record) => [record[0], record[1], record[3]])).toEqual([
      ["-2.5", "synchronous", "w2"],
      ["-2.5", "synchronous", "w2"],
      ["-2.5", "synchronous", "w2"],
      ["-2.5", "synchronous", "w2.raw"],
      ["0", 'spherical, "Tanaka"\r\nnew', "w2"],
    ]);
    const written = [...awkward, awkward[1], awkward[2]];
    records.forEach((record, k) => {
      const { t, mean, low, high, standardError, count } = written[k];
      const read = [record[2], ...record.slice(4)].map(Number);
      [t, mean, low, high, standardError, count].forEach((value, j) => expect(Object.is(read[j], value), `${record.join()} field ${j}`).toBe(true));
    });
  });

  it("keeps a parameter apart from a measured column of its name, and leaves what a point lacks empty", () => {
    const result = resultOf([cell({ point: { t: 5 }, series: { w2: [awkward[0]] } }), cell({ point: { N: 7 }, series: { w2: [awkward[0]] } })]);
    const [header, first, second] = readCsv(tableCsv(result));
    expect(header.slice(0, 3)).toEqual(["point.t", "N", "t"]);
    expect(first.slice(0, 3)).toEqual(["5", "", "0"]);
    expect(second.slice(0, 3)).toEqual(["", "7", "0"]);
  });
});
