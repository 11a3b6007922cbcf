import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { conditions: ["source"] },
  ssr: { resolve: { conditions: ["source", "node", "import", "default"], externalConditions: ["source"] } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**", "test/support/**"],
    globalSetup: ["test/support/build.ts"],
    allowOnly: false,
    testTimeout: 180_000,
    pool: "forks",
    maxWorkers: 2,
  },
});
