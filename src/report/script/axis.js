/** Axes of an interactive figure: where values stand, in pixels, and round ticks on whatever part of them is shown. */

/** `type`: "linear" or "log"; `domain` and `pixels`: both ends of the axis. Values that a logarithmic axis cannot show have no place (NaN). */
export function axisOf(type, domain, pixels) {
  const to = type === "log" ? Math.log : (value) => value;
  const back = type === "log" ? Math.exp : (value) => value;
  const [low, high] = [to(domain[0]), to(domain[1])];
  return {
    type,
    domain,
    pixels,
    at: (value) => pixels[0] + ((to(value) - low) / (high - low)) * (pixels[1] - pixels[0]),
    valueAt: (pixel) => back(low + ((pixel - pixels[0]) / (pixels[1] - pixels[0])) * (high - low)),
  };
}

/** The domain seen through a window [from, to] in parts of the axis, 0 its beginning and 1 its end. */
export function windowed({ type, domain }, [from, to]) {
  const { valueAt } = axisOf(type, domain, [0, 1]);
  return [valueAt(from), valueAt(to)];
}

/** Ticks inside the domain, about `count` of them. */
export function ticksOf({ type, domain }, count) {
  return type === "log" ? logTicks(domain, count) : linearTicks(domain, count);
}

function linearTicks([low, high], count) {
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough * 0.99);
  const ticks = [];
  for (let k = Math.ceil(low / step - 1e-9); k <= Math.floor(high / step + 1e-9); k++) ticks.push(Number((k * step).toPrecision(12)));
  return ticks;
}

/** Powers of ten over two decades and more; below that 1, 2, 5 times powers, or round linear steps where those are too few. */
function logTicks([low, high], count) {
  const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
  const every = Math.max(1, Math.ceil((last - first) / (count + 1)));
  const factors = Math.log10(high / low) >= 2 ? [1] : [1, 2, 5];
  const ticks = [];
  for (let e = first; e <= last; e++) if (e % every === 0 || factors.length > 1) for (const factor of factors) ticks.push(Number(`${factor}e${e}`));
  const inside = ticks.filter((tick) => tick >= low && tick <= high);
  return inside.length >= 3 ? inside : linearTicks([low, high], count);
}

const raised = "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079";

/** At most `digits` significant digits, with a minus sign proper; very large and very small numbers as powers of ten. */
export function numberText(value, digits = 5) {
  if (!Number.isFinite(value)) return value > 0 ? "inf" : value < 0 ? "-inf" : "none";
  const [mantissa, exponent] = Number(value.toPrecision(digits)).toExponential().split("e").map(Number);
  const plain = exponent >= -4 && exponent <= 5;
  const power = `10${exponent < 0 ? "\u207b" : ""}${[...String(Math.abs(exponent))].map((digit) => raised[digit]).join("")}`;
  const text = plain ? String(Number(value.toPrecision(digits))) : mantissa === 1 ? power : `${mantissa}\u00b7${power}`;
  return text === "-0" ? "0" : text.replace(/^-/, "\u2212");
}
