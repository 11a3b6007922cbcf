/** A page in headless Chromium, spoken to by its debugging protocol over a pipe: what it asks for, what it complains of, keys, pointer and pictures. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Readable, Writable } from "node:stream";

const names = ["chromium", "chromium-browser", "google-chrome"];

/** Its command; undefined where none is installed. */
export const chromium = names.find((name) => spawnSync(name, ["--version"]).status === 0);
export const skippedWithout = `skipped where none of ${names.join(", ")} is found`;

type Fields = Readonly<Record<string, unknown>>;

export interface Page {
  /** Loads a file of this machine, and waits for it. */
  open(file: string): Promise<void>;
  /** The value of an expression in the page, as JSON has it. */
  value<Value>(expression: string): Promise<Value>;
  /** Asks until an expression is true. Throws Error, with what the page says, after a minute and a half. */
  until(expression: string): Promise<void>;
  /** All addresses asked for since the page was opened, by its workers too. */
  readonly requests: readonly string[];
  /** Messages of console and log, exceptions, and violations of the page's policy. */
  readonly complaints: readonly string[];
  send(method: string, fields?: Fields): Promise<Fields>;
  key(key: string): Promise<void>;
  /** Moves, presses or releases the left button, at a place of the window. */
  mouse(type: "mouseMoved" | "mousePressed" | "mouseReleased", x: number, y: number): Promise<void>;
  /** A picture of the whole page. */
  picture(file: string): Promise<void>;
  close(): Promise<void>;
}

/** Codes of keys that do something of their own. */
const codes: Readonly<Record<string, number>> = { Tab: 9, Enter: 13, Escape: 27, " ": 32, Home: 36, ArrowRight: 39 };
const PATIENCE = 90_000;

export async function openChromium(): Promise<Page> {
  const folder = mkdtempSync(join(tmpdir(), "landau-chromium-"));
  const flags = ["--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${folder}`, "about:blank"];
  const browser = spawn(chromium!, flags, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
  const [to, from] = [browser.stdio[3] as Writable, browser.stdio[4] as Readable];
  const waiting = new Map<number, { resolve(fields: Fields): void; reject(error: Error): void }>();
  const [requests, complaints]: [string[], string[]] = [[], []];
  let loaded = () => {};
  let session: string | undefined = undefined;
  let last = 0;
  const hear = (method: string, fields: Fields) => {
    if (method === "Network.requestWillBeSent") requests.push((fields["request"] as { url: string }).url);
    if (["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded", "Audits.issueAdded"].includes(method))
      complaints.push(JSON.stringify(fields));
    if (method === "Page.loadEventFired") loaded();
    if (method === "Target.attachedToTarget" && session !== undefined) void attend(fields["sessionId"] as string);
  };
  let held = "";
  from.setEncoding("utf8").on("data", (text: string) => {
    const messages = (held + text).split("\0");
    held = messages.pop()!;
    for (const message of messages) {
      const { id, method, params, result, error } = JSON.parse(message) as { id?: number; method?: string; params: Fields; result: Fields; error?: Fields };
      if (method !== undefined) hear(method, params);
      const asked = waiting.get(id ?? 0);
      if (error) asked?.reject(new Error(JSON.stringify(error)));
      else asked?.resolve(result);
    }
  });
  const send = (method: string, fields: Fields = {}, sessionId = session): Promise<Fields> =>
    new Promise((resolve, reject) => {
      waiting.set(++last, { resolve, reject });
      to.write(`${JSON.stringify({ id: last, method, params: fields, ...(sessionId ? { sessionId } : {}) })}\0`);
    });
  /** Listens to a worker, which waits for that. */
  async function attend(worker: string): Promise<void> {
    for (const method of ["Network.enable", "Runtime.enable", "Log.enable", "Runtime.runIfWaitingForDebugger"]) await send(method, {}, worker).catch(() => {});
  }
  const { targetInfos } = (await send("Target.getTargets")) as { targetInfos?: { type: string; targetId: string }[] };
  const targetId = targetInfos?.find(({ type }) => type === "page")?.targetId ?? (await send("Target.createTarget", { url: "about:blank" }))["targetId"];
  session = (await send("Target.attachToTarget", { targetId, flatten: true }))["sessionId"] as string;
  for (const domain of ["Page", "Network", "Runtime", "Log", "Audits"]) await send(`${domain}.enable`);
  await send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
  async function value<Value>(expression: string): Promise<Value> {
    const { result, exceptionDetails } = await send("Runtime.evaluate", { expression, returnByValue: true, awaitPromise: true });
    if (exceptionDetails) throw new Error(JSON.stringify(exceptionDetails));
    return (result as { value: Value }).value;
  }
  return {
    requests,
    complaints,
    send: (method, fields) => send(method, fields),
    async open(file) {
      requests.length = complaints.length = 0;
      const done = new Promise<void>((resolve) => (loaded = resolve));
      await send("Page.navigate", { url: `file://${file}` });
      await done;
    },
    value,
    async until(expression) {
      for (let waited = 0; waited < PATIENCE; waited += 50) {
        if (await value<boolean>(`Boolean(${expression})`)) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`waited in vain for ${expression}: ${await value<string>("document.body.innerText")} ${complaints.join()}`);
    },
    async key(key) {
      const code = codes[key] === undefined ? {} : { code: key === " " ? "Space" : key, windowsVirtualKeyCode: codes[key] };
      const fields = { key, ...code, ...(key.length === 1 ? { text: key } : {}) };
      await send("Input.dispatchKeyEvent", { type: "keyDown", ...fields });
      await send("Input.dispatchKeyEvent", { type: "keyUp", key, ...code });
    },
    async mouse(type, x, y) {
      const pressed = type === "mouseMoved" ? {} : { button: "left", clickCount: 1 };
      await send("Input.dispatchMouseEvent", { type, x, y, ...pressed });
    },
    async picture(file) {
      const { data } = await send("Page.captureScreenshot", { captureBeyondViewport: true });
      writeFileSync(file, Buffer.from(data as string, "base64"));
    },
    async close() {
      const ended = new Promise((resolve) => browser.once("exit", resolve));
      browser.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
