/**
 * A seed is an address: `study/N=256/replicate=17`, not a number made by arithmetic.
 *
 * SHA-256 of the address, in hex, seeds the generator alea (package seedrandom), whose first four 32-bit outputs are the words of
 * the key. Two addresses that differ in one character therefore have unrelated words, and children are named, never numbered by
 * position: adding one moves no other stream.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import seedrandom from "seedrandom";
import { ScenarioError } from "../errors.ts";
import type { Key } from "../protocols/index.ts";

/** The hex digest that seeds every generator of this address. */
export function digestOf(address: string): string {
  return bytesToHex(sha256(utf8ToBytes(address)));
}

/** The key of a whole address, for instance `soft-potentials/gamma=-1/replicate=17`. Throws ScenarioError when it is empty. */
export function rootKey(address: string): Key {
  if (address === "") throw new ScenarioError("invalid key: an address of randomness cannot be empty");
  const generator = seedrandom.alea(digestOf(address));
  const words = Uint32Array.from({ length: 4 }, () => generator.int32());
  return {
    address,
    words,
    child(name, value) {
      return rootKey(value === undefined ? `${address}/${name}` : `${address}/${name}=${value}`);
    },
  };
}
