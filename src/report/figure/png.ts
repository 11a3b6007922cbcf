/**
 * SVG to PNG with DejaVu Sans from its package and no font of the machine, so the bytes are the same everywhere. Twice the pixels of the
 * SVG: 380 dots an inch on a column of 85 mm. (Without font files resvg draws no text at all, and does not say so.)
 */
import { createRequire } from "node:module";
import { Resvg } from "@resvg/resvg-js";

const resolve = createRequire(import.meta.url).resolve;
const fontFiles = ["DejaVuSans.ttf", "DejaVuSans-Bold.ttf"].map((file) => resolve(`dejavu-fonts-ttf/ttf/${file}`));

/** PNG bytes of an SVG document. */
export function pngOf(svg: string): Uint8Array {
  const font = { loadSystemFonts: false, fontFiles, defaultFontFamily: "DejaVu Sans", sansSerifFamily: "DejaVu Sans" };
  return new Resvg(svg, { font, fitTo: { mode: "zoom", value: 2 }, background: "white" }).render().asPng();
}
