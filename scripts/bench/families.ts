/**
 * Exact assignment on 25 families of clouds (family-shapes.ts, transport-clouds.ts), each solved in a process of its own: CPU seconds, gap and peak memory, and POT
 * 's dense emd2 up to N = 1e4 where python3 has it. Goals: gap at most 1e-12 everywhere, and ten times the Gaussian's time.
 *
 * `--counts=1e4,3e4` chooses N (default 1e4, 3e4, 1e5), `--only="Cauchy;beams"` families, `--no-peers` leaves POT out.
 */
import { families } from "./family-shapes.ts";
import { printTable } from "./measure.ts";
import { solveApart } from "./transport.ts";
import { benchClouds } from "./transport-clouds.ts";
import { peer } from "./transport-peers.ts";

/** Fast before any of the others was. */
const FAST = ["aniso", "near", "same law", "beams", "shell", "aniso 2-D"];
const NAMES = [...FAST, ...Object.keys(families)];
const PEERS_TO = 1e4;
const SLOWEST = 10;

const option = (name: string): string | undefined => process.argv.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);

export function benchFamilies(): void {
  const counts = (option("counts") ?? "1e4,3e4,1e5").split(",").map(Number);
  const names = option("only")?.split(";") ?? NAMES;
  const peers = !process.argv.includes("--no-peers");
  for (const count of counts) {
    const rows = [["family", "N", "CPU", "times the Gaussian's", "goal", "W_N^2", "gap", "goal", "peak memory", "POT emd2", "difference"]];
    const gaussian = solveApart("aniso", count, 0).seconds;
    for (const name of names) {
      const { seconds, squared, gap, finished, megabytes } = solveApart(name, count, 0);
      const other = peers && count <= PEERS_TO ? peer(...benchClouds(name, count), false) : undefined;
      rows.push([
        name,
        String(count),
        seconds.toFixed(2),
        (seconds / gaussian).toFixed(1),
        String(SLOWEST),
        squared.toPrecision(8),
        `${gap.toExponential(1)}${finished ? "" : " not finished"}`,
        "1e-12",
        `${megabytes} MB`,
        other?.otSeconds?.toFixed(1) ?? "-",
        other?.otCost === undefined ? "-" : (Math.abs(other.otCost - squared) / squared).toExponential(1),
      ]);
    }
    printTable(rows);
  }
}
