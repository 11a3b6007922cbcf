/** Makes the picture of the README from its scenario: `npm run figures` (a few minutes). */
import { copyFileSync, mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { main } from "../src/cli/main.ts";

const root = new URL("../", import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), "landau-figures-"));
const io = {
  stdout: (text: string) => void process.stdout.write(text),
  stderr: (text: string) => void process.stderr.write(text),
  env: process.env,
  isTTY: false,
};
const code = await main(["node", "landau", "run", join(root, "scenarios/w2-growth.ts"), "--out", folder], io);
if (code !== 0) throw new Error(`the run ended with exit code ${code}`);
mkdirSync(join(root, "scenarios/figures"), { recursive: true });
copyFileSync(join(folder, "figures/growth.png"), join(root, "scenarios/figures/growth.png"));
