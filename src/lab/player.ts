/**
 * Runs one session after another: a call of `advance`, one a frame of the screen, takes a step; a session that begins at a later step catches up in as many as a frame
 * has room for.
 */
import type { Arrangement, Laboratory } from "./protocol.ts";
import { openSession, type Session } from "./session.ts";

/** Milliseconds of a frame that catching up may take. */
const ROOM = 10;

/** What the page is told of. */
export interface Listener {
  /** Another session, or another state of this one: begun, running, paused, one step on. */
  changed(): void;
  moved(): void;
  measured(): void;
  /** In a line; empty when all is well. */
  said(words: string): void;
}

/** A session and what is done with it. */
export interface Player {
  readonly session: Session;
  readonly running: boolean;
  /** What is shown now: the choices and the step. */
  readonly arrangement: Arrangement;
  /** Goes on with the session that it has when the choices cannot be; says why. */
  begin(given: Readonly<Record<string, string>>, thenRun: boolean): void;
  run(now: boolean): void;
  step(): void;
  restart(): void;
  advance(): void;
}

/** `script`: the text of the page's own script. Begins with what is given, or with the defaults where that cannot be. */
export function openPlayer(laboratory: Laboratory, script: string, listener: Listener): Player {
  const open = (given: Readonly<Record<string, string>>): Session =>
    openSession(laboratory, script, laboratory.arrange(given), { measured: listener.measured, trouble: listener.said });
  let session = open({});
  /** Whether it runs, and the step that it catches up with. */
  let [running, target] = [false, 0];
  function run(now: boolean): void {
    running = now && !session.ended;
    listener.changed();
  }
  function begin(given: Readonly<Record<string, string>>, thenRun: boolean): void {
    try {
      const next = open(given);
      session.close();
      session = next;
      target = Number(next.arrangement["step"]);
      listener.said("");
      listener.measured();
      run(thenRun);
    } catch (error) {
      listener.said(error instanceof Error ? error.message : String(error));
    }
  }
  return {
    get session() {
      return session;
    },
    get running() {
      return running;
    },
    get arrangement() {
      return { ...session.arrangement, step: String(Math.max(session.moving.step, target)) };
    },
    begin,
    run,
    step() {
      session.step();
      target = 0;
      run(false);
    },
    restart: () => begin({ ...session.arrangement, step: "0" }, running),
    advance() {
      const { moving } = session;
      const begun = performance.now();
      const behind = moving.step < target;
      while (moving.step < target && performance.now() - begun < ROOM) session.step();
      if (!behind && running) session.step();
      if (behind || running) listener.moved();
      if (running && session.ended) run(false);
    },
  };
}
