/** One panel of an interactive figure, drawn as SVG at the width that there is: axes, bands, curves, markers, and the point that is looked at. */
import { axisOf, numberText, ticksOf, windowed } from "./axis.js";

const space = "http://www.w3.org/2000/svg";
const room = { left: 62, right: 14, top: 10, bottom: 26 };
const height = 300;

/** An element of SVG with attributes and children. */
export function drawn(name, attributes = {}, ...children) {
  const element = document.createElementNS(space, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

const around = (corners, radius, turn) =>
  Array.from({ length: corners }, (_, k) => [radius * Math.sin(turn + (2 * Math.PI * k) / corners), -radius * Math.cos(turn + (2 * Math.PI * k) / corners)]);
const star = Array.from({ length: 10 }, (_, k) => around(10, k % 2 ? 2.4 : 6, 0)[k]);
const bar = (turn) => [-1.6, 1.6].map((side) => [side * Math.cos(turn) + 5.4 * Math.sin(turn), side * Math.sin(turn) - 5.4 * Math.cos(turn)]);
const arms = (count, turn) => Array.from({ length: count }, (_, k) => bar(turn + (2 * Math.PI * k) / count)).flat();

/** Corners of the markers; a circle has many. */
const markers = {
  circle: around(24, 4.6, 0),
  square: around(4, 5.8, Math.PI / 4),
  triangle: around(3, 6, 0),
  triangle2: around(3, 6, Math.PI),
  diamond: around(4, 6, 0),
  cross: arms(4, 0),
  wye: arms(3, Math.PI / 3),
  star,
  hexagon: around(6, 5.4, 0),
};

/** A marker as the path of its outline around a place. */
export const markerAt = (symbol, x, y) => `M${markers[symbol].map(([dx, dy]) => `${(x + dx).toFixed(2)},${(y + dy).toFixed(2)}`).join("L")}Z`;

/** The axes of a panel for what is shown of it: the scale of the figure, and the window that was zoomed to. */
export function axesOf(panel, { log, width, zoom }) {
  const x = axisOf(panel.x.type, windowed(panel.x, zoom.x), [room.left, width - room.right]);
  const whole = { type: log && panel.log ? "log" : "linear", domain: log && panel.log ? panel.log : panel.linear };
  const y = axisOf(whole.type, windowed(whole, zoom.y), [height - room.bottom, room.top]);
  return { x, y };
}

const shows = (value, axis) => Number.isFinite(value) && (axis.type === "linear" || value > 0);

/** Draws a panel into its SVG, in the place of what was there. `hidden(key)` tells curves, `hiddenStyle(k)` known curves that are switched off. */
export function drawPanel(svg, panel, axes, { width, hidden, hiddenStyle, legend, dashed, relative }) {
  const { x, y } = axes;
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("width", width);
  svg.setAttribute("height", height);
  const frame = { x: room.left, y: room.top, width: width - room.left - room.right, height: height - room.top - room.bottom };
  // Nested, it cuts off what leaves the frame, in the coordinates of the panel.
  const inside = drawn("svg", { ...frame, viewBox: `${frame.x} ${frame.y} ${frame.width} ${frame.height}` });
  const curves = panel.curves.filter(({ key }) => !hidden(key));
  for (const line of [...(relative ? [1] : []), ...(y.type === "linear" ? [0] : [])]) {
    inside.append(drawn("path", { class: "rule", d: `M${frame.x},${y.at(line)}h${frame.width}` }));
  }
  for (const curve of curves) inside.append(inInk(drawn("path", { class: "band", d: band(curve.points, x, y) }), legend[curve.key].colour));
  for (const curve of curves) inside.append(inInk(curveOf(curve, x, y, legend[curve.key].symbol, dashed, hiddenStyle), legend[curve.key].colour));
  svg.replaceChildren(...grid(x, y, frame), inside, drawn("g", { class: "look" }));
}

/** Colours are a property of style, so that a dark page lightens them. */
export function inInk(element, colour) {
  element.style.setProperty("--ink", colour);
  return element;
}

function grid(x, y, frame) {
  const bottom = frame.y + frame.height;
  const columns = Math.max(2, Math.floor(frame.width / 90));
  return [
    ...ticksOf(y, 5).flatMap((value) => [
      drawn("path", { class: "grid", d: `M${frame.x},${y.at(value)}h${frame.width}` }),
      drawn("text", { x: frame.x - 7, y: y.at(value) + 4, "text-anchor": "end" }, numberText(value)),
    ]),
    ...ticksOf(x, columns).flatMap((value) => [
      drawn("path", { class: "tick", d: `M${x.at(value)},${bottom}v5` }),
      drawn("text", { x: x.at(value), y: bottom + 19, "text-anchor": "middle" }, numberText(value)),
    ]),
    drawn("path", { class: "frame", d: `M${frame.x},${frame.y}V${bottom}H${frame.x + frame.width}` }),
  ];
}

/** A band with a gap where there is no interval; on a logarithmic axis it goes down to below the frame. */
function band(points, x, y) {
  const deep = y.type === "log" ? y.domain[0] / 10 : -Infinity;
  const runs = [[]];
  for (const [at, , low, high] of points) {
    if (low === null || high === null || !(high > deep)) runs.push([]);
    else runs.at(-1).push([x.at(at), y.at(Math.max(low, deep)), y.at(high)]);
  }
  const outline = (run) => `M${run.map(([at, , top]) => `${at},${top}`).join("L")}L${[...run].reverse().map(([at, low]) => `${at},${low}`).join("L")}Z`; // prettier-ignore
  return runs
    .filter((run) => run.length > 0)
    .map(outline)
    .join("");
}

function polyline(points, x, y) {
  let pen = "M";
  return points
    .map(([at, value]) => {
      if (value === null || !shows(value, y) || !shows(at, x)) {
        pen = "M";
        return "";
      }
      const step = `${pen}${x.at(at).toFixed(2)},${y.at(value).toFixed(2)}`;
      pen = "L";
      return step;
    })
    .join("");
}

function curveOf({ points, references, scattered }, x, y, symbol, dashed, hiddenStyle) {
  const group = drawn("g", { class: "curve" });
  if (!scattered) group.append(drawn("path", { class: "line", d: polyline(points, x, y) }));
  for (const { style, points: known } of references) {
    const tone = points.length > 0 && !scattered ? "known" : "known own";
    if (!hiddenStyle(style)) group.append(drawn("path", { class: tone, d: polyline(known, x, y), "stroke-dasharray": dashed[style].dash }));
  }
  const marks = points.filter(([at, mean]) => shows(mean, y) && shows(at, x)).map(([at, mean]) => markerAt(symbol, x.at(at), y.at(mean)));
  group.append(drawn("path", { class: "marks", d: marks.join("") }));
  return group;
}

/** Every point that is shown, with its place. */
export function placesOf(panel, { x, y }, hidden) {
  const within = (pixel, [from, to]) => pixel >= Math.min(from, to) - 1 && pixel <= Math.max(from, to) + 1;
  return panel.curves
    .filter(({ key }) => !hidden(key))
    .flatMap((curve) => curve.points.map((point) => ({ curve, point, at: [x.at(point[0]), y.at(point[1])] })))
    .filter(({ at }) => within(at[0], x.pixels) && within(at[1], y.pixels));
}

/** Marks the point that is looked at, with its interval. */
export function drawLook(svg, place, { x, y }, colour) {
  const look = svg.querySelector(".look");
  if (place === undefined) return look.replaceChildren();
  const [at, , low, high] = place.point;
  const end = (value) => Math.min(Math.max(y.at(value), y.pixels[1]), y.pixels[0]);
  const bar = low === null || high === null ? "" : `M${x.at(at)},${end(y.type === "log" && low <= 0 ? y.domain[0] : low)}V${end(high)}`;
  const ring = drawn("circle", { cx: place.at[0], cy: place.at[1], r: 9 });
  look.replaceChildren(drawn("path", { class: "cursor", d: `M${x.at(at)},${y.pixels[1]}V${y.pixels[0]}` }), drawn("path", { class: "interval", d: bar }), ring);
  inInk(look, colour);
}
