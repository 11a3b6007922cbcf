/** The page: clouds, controls, charts and numbers around a player, drawn once a frame and only where something changed. */
import { openChart } from "./parts/chart.ts";
import { button, element } from "./parts/element.ts";
import { openForm } from "./parts/form.ts";
import { fieldsOf, fragmentOf } from "./fragment.ts";
import { openFrameCounter } from "./frames.ts";
import { listenToKeys } from "./keys.ts";
import { layOut } from "./parts/layout.ts";
import { inDigits } from "./parts/numbers.ts";
import { openPlayer, type Player } from "./player.ts";
import type { Laboratory } from "./protocol.ts";
import { openScatter, type Plane } from "./parts/scatter.ts";
import type { Session } from "./session.ts";
import { openTable } from "./parts/table.ts";
import { openTextDialog } from "./parts/text-dialog.ts";

const planes: Readonly<Record<string, Plane>> = { xy: [0, 1], xz: [0, 2], yz: [1, 2] };

/** `script`: the text of the page's own script. */
export function show(laboratory: Laboratory, script: string): void {
  const message = element("p", { class: "message", role: "status" });
  const said = (words: string): void => void (message.textContent = words);
  /** What is to be drawn in the next frame. */
  const stale = { state: true, clouds: true, values: true };
  const player = openPlayer(laboratory, script, {
    changed: () => void (stale.state = stale.clouds = true),
    moved: () => void (stale.clouds = true),
    measured: () => void (stale.values = true),
    said,
  });

  const scatter = openScatter("Two clouds of particles in a plane of velocity, partners joined by segments");
  const charts = laboratory.charts.map(openChart);
  const table = openTable(laboratory.charts.flatMap(({ curves }) => curves));
  const form = openForm(laboratory.controls, (fields) => player.begin({ ...fields, step: "0" }, player.running));
  const text = openTextDialog("The same as a scenario", "laboratory.ts");
  const status = element("p", { class: "status" });
  const view = element("select", { name: "plane" }, ...Object.keys(planes).map((name) => element("option", {}, name)));
  const toggle = (): void => player.run(!player.running);
  const run = button("Run", { class: "main", "aria-keyshortcuts": "Space" }, toggle);
  const tools = [
    run,
    button("Step", { "aria-keyshortcuts": "ArrowRight" }, player.step),
    button("Start again", { "aria-keyshortcuts": "Home" }, player.restart),
    button("Copy link", {}, () => void share(player, said)),
    button("Copy as scenario", {}, () => text.show(laboratory.scenario(player.arrangement, player.session.seen))),
    element("label", {}, element("span", {}, "plane"), view),
  ];
  layOut({
    about: laboratory.about,
    canvas: scatter.canvas,
    tools,
    status,
    message,
    form: form.form,
    figures: charts.map(({ figure }) => figure),
    table: table.table,
    dialog: text.dialog,
  });
  const frames = openFrameCounter();
  /** Whose choices the form has: it is left alone while somebody types. */
  let shown: Session | undefined;

  function frame(time: number): void {
    requestAnimationFrame(frame);
    player.advance();
    const { running, arrangement, session } = player;
    if (stale.state) {
      run.textContent = running ? "Pause" : "Run";
      if (session !== shown) form.show(arrangement);
      shown = session;
      remember(player);
      frames.pause();
    }
    if (running) frames.frame(time);
    if (stale.clouds) {
      scatter.draw(session.moving, planes[view.value]);
      status.textContent = statusOf(player, frames.perSecond());
    }
    if (stale.values) {
      charts.forEach((chart) => chart.draw(session.seen, session.moving.end));
      table.fill(session.seen);
    }
    stale.state = stale.clouds = stale.values = false;
  }

  const redraw = (): void => void (stale.clouds = stale.values = true);
  view.addEventListener("change", redraw);
  addEventListener("resize", redraw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
  addEventListener("hashchange", () => player.begin(fieldsOf(location.hash), false));
  listenToKeys({ " ": toggle, ArrowRight: player.step, Home: player.restart });
  const given = fieldsOf(location.hash);
  player.begin(given, !("step" in given) && !matchMedia("(prefers-reduced-motion: reduce)").matches);
  requestAnimationFrame(frame);
}

function statusOf({ session: { moving }, running }: Player, speed: number | undefined): string {
  const words = [`t = ${inDigits(moving.t)} of ${inDigits(moving.end)}`, `step ${moving.step} of ${moving.steps}`];
  return [...words, ...(running && speed !== undefined ? [`${speed} frames a second`] : [])].join(", ");
}

/** Keeps what is shown in the page's address. */
function remember({ arrangement }: Player): void {
  history.replaceState(null, "", fragmentOf(arrangement));
}

async function share(player: Player, say: (words: string) => void): Promise<void> {
  remember(player);
  try {
    await navigator.clipboard.writeText(location.href);
    say("The link to this state is on the clipboard.");
  } catch {
    say("The link to this state is the address of this page now.");
  }
}
