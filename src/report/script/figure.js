/**
 * An interactive figure in the place of the printed one: values with their intervals under the pointer or the arrow keys, curves switched on and off, linear
 * and logarithmic axes, zoom. The printed figure stays in the page, for print and for the switch "As printed".
 */
import { numberText } from "./axis.js";
import { axesOf, drawLook, drawn, drawPanel, inInk, markerAt, placesOf } from "./panel.js";

/** An element of HTML with properties and children. */
export function made(name, properties = {}, ...children) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}

const help = "Arrow keys go from point to point and from curve to curve, + and - zoom, 0 shows all, L changes the axis.";
const everything = () => ({ x: [0, 1], y: [0, 1] });

/** The names of a page come as HTML that is escaped. */
const named = (html) => made("span", { innerHTML: html });

export function openFigure(figure, data, save) {
  const state = { log: data.scale === "log", hidden: new Set(), hiddenStyles: new Set() };
  const panels = data.panels.map((panel) => openPanel(panel, data, state, act));
  const button = (text, act, more = {}) => made("button", { type: "button", textContent: text, onclick: act, ...more });
  const logarithmic = button("Logarithmic", () => act("log"), { disabled: !data.panels.some(({ log }) => log) });
  const printed = button("As printed", () => {
    printed.setAttribute("aria-pressed", String(figure.classList.toggle("as-printed")));
    act("redraw");
  });
  printed.setAttribute("aria-pressed", "false");
  function act(what, only) {
    if (what === "log" && !logarithmic.disabled) state.log = !state.log;
    if (what === "log" || what === "all") for (const panel of panels) panel.zoom = everything();
    if (what === "in" || what === "out") for (const panel of only ? [only] : panels) zoomed(panel, what === "in" ? 0.6 : 1 / 0.6);
    logarithmic.setAttribute("aria-pressed", String(state.log));
    for (const panel of panels) panel.draw();
  }
  const tools = made(
    "div",
    { className: "tools" },
    logarithmic,
    button("Zoom in", () => act("in")),
    button("Zoom out", () => act("out")),
    button("All", () => act("all")),
    printed,
    button("Save SVG", () => save(`${figure.id.replace(/^figure-/, "")}.svg`, "image/svg+xml", `${figure.querySelector(":scope > svg").outerHTML}\n`)),
  );
  const frame = made("div", { className: "panels" }, ...panels.map(({ element }) => element));
  const live = made("div", { className: "live" }, made("h3", {}, named(data.title)), legendOf(data, state, act), frame);
  figure.prepend(tools, live);
  figure.classList.add("is-live");
  new ResizeObserver(() => act("redraw")).observe(live);
  act("redraw");
}

/** Narrows or widens what is seen around its middle; never beyond everything. */
function zoomed(panel, factor) {
  for (const key of ["x", "y"]) {
    const [from, to] = panel.zoom[key];
    const [middle, half] = [(from + to) / 2, Math.min(0.5, (factor * (to - from)) / 2)];
    const begin = Math.min(Math.max(0, middle - half), 1 - 2 * half);
    panel.zoom[key] = [begin, begin + 2 * half];
  }
}

function legendOf({ legend, dashed }, state, act) {
  const entry = (name, set, key, glyph) => {
    const box = made("input", {
      type: "checkbox",
      checked: true,
      onchange: () => {
        if (box.checked) set.delete(key);
        else set.add(key);
        act("redraw");
      },
    });
    return made("label", {}, box, glyph, named(name));
  };
  const picture = (...children) => drawn("svg", { width: 26, height: 14, "aria-hidden": "true" }, ...children);
  const curves = legend.map(({ label, colour, symbol }, key) => {
    const glyph = drawn("g", { class: "curve" }, drawn("path", { class: "line", d: "M1,7h24" }), drawn("path", { class: "marks", d: markerAt(symbol, 13, 7) }));
    return entry(label, state.hidden, key, picture(inInk(glyph, colour)));
  });
  const known = dashed.map(({ name, dash }, style) => {
    const glyph = drawn("path", { class: "known", d: "M1,7h24", "stroke-dasharray": dash });
    return entry(name, state.hiddenStyles, style, picture(glyph));
  });
  const group = made("div", { className: "key" }, ...curves, ...known);
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", "Curves");
  return group;
}

function openPanel(panel, data, state, act) {
  const svg = drawn("svg", { tabindex: "0", role: "application", "aria-label": `${plain(data.y)}${panel.title ? `, ${plain(panel.title)}` : ""}. ${help}` });
  const tip = made("div", { className: "tip", hidden: true });
  const said = made("output", { className: "unseen" });
  const title = made("div", { className: "axis" }, ...(panel.title ? [made("strong", {}, named(panel.title)), " "] : []), named(data.y));
  const element = made("div", { className: "panel" }, title, svg, made("div", { className: "axis across" }, named(data.x)), tip, said);
  const hidden = (key) => state.hidden.has(key);
  const self = { element, zoom: everything(), draw };
  let axes;
  let look;
  function draw() {
    const width = Math.max(240, Math.floor(element.clientWidth) || 600);
    axes = axesOf(panel, { log: state.log, width, zoom: self.zoom });
    drawPanel(svg, panel, axes, { ...data, width, hidden, hiddenStyle: (style) => state.hiddenStyles.has(style) });
    show(undefined);
  }
  function show(place) {
    look = place;
    drawLook(svg, place, axes, place && data.legend[place.curve.key].colour);
    tip.hidden = place === undefined;
    if (place === undefined) return;
    const together = placesOf(panel, axes, hidden).filter(({ at }) => Math.abs(at[0] - place.at[0]) < 0.5);
    const rows = together.map(({ curve, point }) => rowOf(data.legend[curve.key], point, curve === place.curve));
    tip.replaceChildren(made("div", {}, named(data.x), ` = ${numberText(place.point[0])}`), made("table", {}, ...rows));
    // Beside the point where there is room, within the panel in any case.
    const beside = place.at[0] > axes.x.pixels[1] / 2 ? place.at[0] - 16 - tip.offsetWidth : place.at[0] + 16;
    tip.style.left = `${Math.max(0, Math.min(beside, element.clientWidth - tip.offsetWidth))}px`;
    tip.style.top = `${svg.getBoundingClientRect().top - element.getBoundingClientRect().top + 14}px`;
    said.textContent = `${plain(data.legend[place.curve.key].label)}, ${plain(data.x)} = ${numberText(place.point[0])}: ${valueText(place.point)}`;
  }
  const nearest = ([left, top]) =>
    placesOf(panel, axes, hidden).reduce((best, one) => {
      const distance = Math.hypot(one.at[0] - left, one.at[1] - top);
      return best && best.distance <= distance ? best : { ...one, distance };
    }, undefined);
  listen(svg, self, { axes: () => axes, nearest, show, draw });
  svg.addEventListener("keydown", (event) => {
    const to = step(placesOf(panel, axes, hidden), look, event.key);
    const deed = { "+": "in", "=": "in", "-": "out", 0: "all", l: "log", L: "log" }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey || (to === undefined && deed === undefined)) return;
    event.preventDefault();
    if (deed === undefined) show(to);
    else act(deed, self);
  });
  svg.addEventListener("blur", () => show(undefined));
  return self;
}

const plain = (html) => made("span", { innerHTML: html }).textContent;

/** Mean and ends of the interval. */
const valueText = ([, mean, low, high]) =>
  low === null || high === null ? numberText(mean) : `${numberText(mean)} [${numberText(low)}, ${numberText(high)}] (95 %)`;

function rowOf({ label, colour }, [, mean, low, high], chosen) {
  const swatch = inInk(made("td", { className: "swatch", textContent: "\u25cf" }), colour);
  const ends = low === null || high === null ? "" : `[${numberText(low)}, ${numberText(high)}]`;
  const cells = [named(label), numberText(mean), ends].map((text) => made("td", {}, text));
  return made("tr", { className: chosen ? "chosen" : "" }, swatch, ...cells);
}

/** Where an arrow key goes from a point: along its curve, or to the nearest point of the next curve. */
function step(places, look, key) {
  const [along, across] = [{ ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0, { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0];
  if ((along === 0 && across === 0) || places.length === 0) return undefined;
  if (look === undefined) return places[0];
  const curves = [...new Set(places.map(({ curve }) => curve))];
  const here = curves.indexOf(look.curve);
  const curve = curves[(here + across + curves.length) % curves.length];
  const own = places.filter((place) => place.curve === curve);
  const nearest = own.reduce((best, one) => (Math.abs(one.at[0] - look.at[0]) < Math.abs(best.at[0] - look.at[0]) ? one : best));
  return own[Math.min(Math.max(0, own.indexOf(nearest) + along), own.length - 1)];
}

/** The pointer: values under it; with a mouse, a rectangle that is drawn is zoomed to, and a double click shows all. */
function listen(svg, self, { axes, nearest, show, draw }) {
  let from;
  const box = drawn("rect", { class: "chosen-part" });
  const at = (event) => {
    const { left, top } = svg.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  };
  const sides = (to) => [0, 1].map((k) => [Math.min(from[k], to[k]), Math.max(from[k], to[k])]);
  svg.addEventListener("pointermove", (event) => {
    const to = at(event);
    if (from === undefined) return show(nearest(to));
    const [across, down] = sides(to);
    for (const [name, value] of Object.entries({ x: across[0], y: down[0], width: across[1] - across[0], height: down[1] - down[0] })) box.setAttribute(name, value);
    svg.append(box);
  }); // prettier-ignore
  svg.addEventListener("pointerdown", (event) => {
    if (event.pointerType === "touch") return show(nearest(at(event)));
    if (event.button !== 0) return;
    from = at(event);
    svg.setPointerCapture(event.pointerId);
  });
  svg.addEventListener("pointerup", (event) => {
    if (from === undefined) return;
    const [across, down] = sides(at(event));
    if (across[1] - across[0] > 8 && down[1] - down[0] > 8) narrow(self, axes(), across, down);
    from = undefined;
    box.remove();
    draw();
  });
  svg.addEventListener("dblclick", () => {
    self.zoom = everything();
    draw();
  });
  svg.addEventListener("pointerleave", () => from === undefined && show(undefined));
}

/** The part of the axes between pixels, in parts of the whole. */
function narrow(self, { x, y }, across, down) {
  const part = ({ pixels }, pixel) => Math.min(Math.max(0, (pixel - pixels[0]) / (pixels[1] - pixels[0])), 1);
  const inside = ([from, to], [a, b]) => [from + a * (to - from), from + b * (to - from)];
  self.zoom = {
    x: inside(
      self.zoom.x,
      across.map((pixel) => part(x, pixel)),
    ),
    y: inside(self.zoom.y, [part(y, down[1]), part(y, down[0])]),
  };
}
