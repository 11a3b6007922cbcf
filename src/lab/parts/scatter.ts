/**
 * Two clouds of points and the segments between partners, on a canvas: a plane of velocity, the same scale on both axes and at all times.
 *
 * All segments are one path.
 */
import type { Planes } from "../../protocols/index.ts";
import { element } from "./element.ts";
import type { Moving } from "../protocol.ts";

/** Axes of the plane that is seen. */
export type Plane = readonly [number, number];

/** The clouds on a canvas. */
export interface Scatter {
  readonly canvas: HTMLCanvasElement;
  draw(moving: Moving, plane: Plane): void;
}

/** Points are squares of so many pixels of the page. */
const SIZE = 2;
/** Part of the canvas that the start takes up. */
const FILLED = 0.86;

export function openScatter(label: string): Scatter {
  const canvas = element("canvas", { role: "img", "aria-label": label, tabindex: "0" });
  const context = canvas.getContext("2d", { alpha: false })!;
  return {
    canvas,
    draw({ first, second, start }, plane) {
      const ratio = Math.min(devicePixelRatio, 2);
      const side = Math.max(1, Math.round(canvas.clientWidth * ratio));
      if (canvas.width !== side) canvas.width = canvas.height = side;
      const style = getComputedStyle(canvas);
      const colour = (name: string): string => style.getPropertyValue(`--${name}`);
      const scale = (FILLED * side) / (2 * reachOf(start.clouds, plane));
      const pixels = (planes: Planes): Pixels => [planes[plane[0]].map((x) => side / 2 + scale * x), planes[plane[1]].map((y) => side / 2 - scale * y)];
      context.fillStyle = colour("ground");
      context.fillRect(0, 0, side, side);
      axes(context, side, colour("faint"));
      names(context, side, ratio, plane, colour("soft"));
      const [v, w] = [pixels(first), pixels(second)];
      segments(context, v, w, colour("segment"));
      points(context, v, SIZE * ratio, colour("first"));
      points(context, w, SIZE * ratio, colour("second"));
    },
  };
}

/** The largest coordinate of the start. */
const reachOf = (clouds: readonly Planes[], plane: Plane): number =>
  clouds.reduce((most, planes) => plane.reduce((found, k) => planes[k].reduce((a, x) => Math.max(a, Math.abs(x)), found), most), 0) || 1;

type Pixels = readonly [Float64Array, Float64Array];

function segments(context: CanvasRenderingContext2D, [x0, y0]: Pixels, [x1, y1]: Pixels, colour: string): void {
  context.beginPath();
  for (let i = 0; i < x0.length; i++) {
    context.moveTo(x0[i], y0[i]);
    context.lineTo(x1[i], y1[i]);
  }
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.stroke();
}

function points(context: CanvasRenderingContext2D, [x, y]: Pixels, size: number, colour: string): void {
  context.fillStyle = colour;
  for (let i = 0; i < x.length; i++) context.fillRect(x[i] - size / 2, y[i] - size / 2, size, size);
}

function axes(context: CanvasRenderingContext2D, side: number, colour: string): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(0, side / 2);
  context.lineTo(side, side / 2);
  context.moveTo(side / 2, 0);
  context.lineTo(side / 2, side);
  context.stroke();
}

/** Names of the axes at their ends. */
function names(context: CanvasRenderingContext2D, side: number, ratio: number, [across, up]: Plane, colour: string): void {
  context.fillStyle = colour;
  context.font = `${13 * ratio}px system-ui, sans-serif`;
  context.textAlign = "right";
  context.fillText(`${"xyz"[across]} velocity`, side - 6 * ratio, side / 2 - 6 * ratio);
  context.textAlign = "left";
  context.fillText(`${"xyz"[up]} velocity`, side / 2 + 6 * ratio, 16 * ratio);
}
