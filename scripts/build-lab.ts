/**
 * Makes the laboratory's page, dist/lab.html: the page (src/lab) and the laboratory (particles/lab) in one script, the kernels in it, under a content security policy that
 * allows this script, this style sheet and a worker made of the script, and no request of any kind.
 *
 * The script is bundled from source, so that it needs no other build than that of the kernels. Exits with 1 and the bundler's message when the sources do not bundle.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../", import.meta.url));

const entry = `
  import kernels from "./dist/kernels.wasm";
  import { openKernels } from "./src/kernels/index.ts";
  import { enter } from "./src/lab/index.ts";
  import { laboratory } from "./particles/lab/index.ts";
  openKernels(kernels);
  enter(laboratory);
`;

/** As an asynchronous function: a package of the bundle awaits its own kernels, and browsers start workers from a disk as plain scripts only. */
async function bundled(): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root, loader: "ts" },
    absWorkingDir: root,
    bundle: true,
    minify: true,
    write: false,
    charset: "ascii",
    format: "esm",
    platform: "browser",
    target: "es2022",
    conditions: ["source"],
    loader: { ".wasm": "binary" },
    logLevel: "error",
  });
  return `"use strict";(async()=>{${outputFiles[0].text.trim()}})();`;
}

const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

function documentOf(script: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hash(script)} 'wasm-unsafe-eval'`,
    "worker-src blob:",
    `style-src ${hash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy.join("; ")}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Landau laboratory</title>
<style>${style}</style>
</head>
<body>
<noscript>The laboratory computes in this page, by its own script: allow scripts to see it.</noscript>
<script>${script}</script>
</body>
</html>
`;
}

mkdirSync(`${root}dist`, { recursive: true });
try {
  writeFileSync(`${root}dist/lab.html`, documentOf(await bundled(), readFileSync(`${root}src/lab/style.css`, "utf8")));
} catch {
  process.exitCode = 1; // the bundler has said why
}
