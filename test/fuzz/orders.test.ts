/** What a worker and a driver read of a queue, mutated: path traversal, keys of prototypes, huge sizes, other studies' and damaged results. Ten times as many in the long suite. */
import { it } from "vitest";
import { inFolderOfItsOwn } from "../support/cli.ts";
import { mutatedAnnouncements, mutatedAnswers, mutatedOrders, strangePaths } from "../support/fuzz/orders.ts";
import { long } from "../support/long.ts";

inFolderOfItsOwn();
const times = long ? 10 : 1;

it(`${150 * times} orders`, () => mutatedOrders(150 * times, "fuzz/orders"));

it(`${150 * times} announcements`, () => mutatedAnnouncements(150 * times, "fuzz/announcements"));

it("paths that lead out of the project", () => strangePaths());

it(`${200 * times} answers`, () => mutatedAnswers(200 * times, "fuzz/answers"));
