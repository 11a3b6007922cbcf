import { defineConfig } from "vitest/config";
import base from "./vitest.config.ts";
import { falseAlarms } from "./test/support/false-alarms.ts";
import { otherSeed } from "./test/support/seed.ts";

export default defineConfig({ ...base, plugins: [otherSeed()], test: { ...base.test, include: Object.keys(falseAlarms) } });
