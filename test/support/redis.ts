/** A Redis of a test's own, on a free port of this machine, with a password or over TLS when asked, that can be restarted; and what is needed for a queue. */
import { execFileSync, spawn, spawnSync, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

export interface RedisServer {
  readonly url: string;
  /** The certificate that signs a server over TLS. */
  readonly certificate?: string;
  /** Stops it as its service would, and starts it again; `emptied`: with nothing in it. */
  restart(emptied?: boolean): Promise<void>;
  /** What redis-cli prints. */
  command(...words: string[]): string;
  stop(): Promise<void>;
}

/** What is missing here, in words; undefined when there is all. */
export function missing(): string | undefined {
  if (spawnSync("redis-server", ["--version"]).status !== 0) return "redis-server not installed (Debian: redis-server)";
  try {
    for (const name of ["bullmq", "ioredis"]) createRequire(import.meta.url).resolve(name);
    return undefined;
  } catch {
    return "bullmq and ioredis not installed (optional packages)";
  }
}

export async function startRedis({ password, tls = false }: { readonly password?: string; readonly tls?: boolean } = {}): Promise<RedisServer> {
  const folder = mkdtempSync(join(tmpdir(), "landau-redis-"));
  const port = await freePort();
  const certificate = join(folder, "certificate.pem");
  const key = join(folder, "key.pem");
  if (tls) {
    const subject = ["-subj", "/CN=landau", "-addext", "subjectAltName=IP:127.0.0.1"];
    execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-keyout", key, "-out", certificate, ...subject], { stdio: "ignore" });
  } // prettier-ignore
  const secure = tls ? ["--port", "0", "--tls-port", String(port), "--tls-cert-file", certificate, "--tls-key-file", key, "--tls-auth-clients", "no"] : ["--port", String(port)]; // prettier-ignore
  const words = ["--bind", "127.0.0.1", "--dir", folder, "--save", "3600 1", ...secure, ...(password ? ["--requirepass", password] : [])];
  let server: ChildProcess;
  const start = async () => {
    server = spawn("redis-server", words, { stdio: "ignore" });
    for (let waited = 0; !(await answers(port)); waited++) {
      if (waited > 300) throw new Error("no redis-server in 30 s");
      await setTimeout(100);
    }
  };
  const stop = async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  };
  await start();
  return {
    url: `${tls ? "rediss" : "redis"}://${password ? `:${password}@` : ""}127.0.0.1:${port}`,
    ...(tls ? { certificate } : {}),
    command: (...rest) => execFileSync("redis-cli", ["-p", String(port), ...rest], { encoding: "utf8" }).trim(),
    async restart(emptied = false) {
      await stop();
      if (emptied) rmSync(join(folder, "dump.rdb"), { force: true });
      await start();
    },
    async stop() {
      await stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.once("error", () => resolve(false));
  });
}
