/** The command line in process: what `landau ARGS` prints and returns, off a terminal and in an empty environment unless told otherwise. */
import { main } from "../../src/cli/main.ts";

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export const landau = (...args: string[]): Promise<Said> => landauIn({}, ...args);

export async function landauIn({ env = {}, isTTY = false }: { env?: Record<string, string>; isTTY?: boolean }, ...args: string[]): Promise<Said> {
  let [out, err] = ["", ""];
  const io = { stdout: (text: string) => void (out += text), stderr: (text: string) => void (err += text), env, isTTY };
  const code = await main(["node", "landau", ...args], io);
  return { code, out, err };
}
