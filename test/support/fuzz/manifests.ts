/** Manifests with values replaced, doubled, moved or taken away, wherever they stand in them. */
import { damaged, oneOf, type Below } from "./damage.ts";

const odd: readonly unknown[] = [
  ...[
    null,
    true,
    0,
    -1,
    2.5,
    1e300,
    "",
    "0",
    "a/b",
    "../../../../../../etc/passwd",
    "/dev/zero",
    "\u0000",
    "__proto__",
    "constructor",
    "\ud800",
    "x".repeat(5000),
  ],
  ...["0-999999", "0-999999999", "1-0", "7,3", "999999999", [], {}, [[]], { length: 3 }, [null], { toString: 1, valueOf: "x" }],
];

type Tree = Record<string, unknown> | unknown[];
const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

/** Every place of a JSON value. */
function placesOf(tree: Tree): [Tree, string][] {
  return Object.entries(tree).flatMap(([key, value]) => [[tree, key] as [Tree, string], ...(isTree(value) ? placesOf(value) : [])]);
}

/** The text of a manifest after one to three changes; `decisive`: the keys that may change, and what is below them. */
export function mutatedManifest(text: string, decisive: readonly string[], below: Below): string {
  if (below(8) === 0) return damaged(Buffer.from(text), below).toString("latin1");
  const manifest = JSON.parse(text) as Record<string, unknown>;
  for (let n = below(3); n >= 0; n--) {
    const parts = Object.fromEntries(decisive.flatMap((key) => (key in manifest ? [[key, manifest[key]]] : [])));
    const [tree, key] = oneOf(placesOf(parts), below);
    // The outermost keys are those of the manifest itself.
    const target = (tree === parts ? manifest : tree) as Record<string, unknown>;
    const kind = below(6);
    if (kind < 3) target[key] = oneOf(odd, below);
    else if (kind === 3) delete target[key];
    else if (kind === 4) {
      // A list has its own length, which cannot be another property.
      const name = oneOf(["__proto__", "constructor", "drift", ...(Array.isArray(target) ? [] : ["length"])], below);
      Object.defineProperty(target, name, { value: oneOf(odd, below), enumerable: true, configurable: true, writable: true });
    } else if (Array.isArray(target[key])) target[key] = [...(target[key] as unknown[]), ...(target[key] as unknown[])];
    else target[key] = oneOf(placesOf(manifest), below)[1];
  }
  return JSON.stringify(manifest);
}
