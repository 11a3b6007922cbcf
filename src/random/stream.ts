/**
 * Sequential draws on the host: the generator alea (package seedrandom), seeded by the digest of a key's address.
 *
 * Normal draws by Box and Muller (1958) with this project's own logarithm, sine and cosine, so that they have the same bits on
 * every machine. Both numbers of a pair are used, in the order cosine, sine.
 */
import seedrandom from "seedrandom";
import { cos, log, sin } from "../math/elementary.ts";
import type { Key, Stream } from "../protocols/index.ts";
import { digestOf } from "./key.ts";

/** Opens the stream of a key. The prefix keeps it apart from the words of the same key. */
export function openStream(key: Key): Stream {
  const generator = seedrandom.alea(`stream ${digestOf(key.address)}`);
  let spare: number | undefined;
  function uniform(): number {
    let u = generator.double();
    while (u === 0) u = generator.double();
    return u;
  }
  function normal(): number {
    if (spare !== undefined) {
      const value = spare;
      spare = undefined;
      return value;
    }
    const radius = Math.sqrt(-2 * log(uniform()));
    const angle = 2 * Math.PI * uniform();
    spare = radius * sin(angle);
    return radius * cos(angle);
  }
  return { uniform, normal };
}
