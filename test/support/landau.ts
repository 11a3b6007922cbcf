/** The command line in process: what `landau ARGS` prints and returns, off a terminal and in an empty environment. */
import { main } from "../../src/cli/main.ts";

export async function landau(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const io = {
    stdout: (text: string) => void (out += text),
    stderr: (text: string) => void (err += text),
    env: {},
    isTTY: false,
  };
  const code = await main(["node", "landau", ...args], io);
  return { code, out, err };
}
