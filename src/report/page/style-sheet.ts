/**
 * The style sheet of a page: one column for reading, figures at their printed proportion, verdicts by colour and by word, light and dark as the reader's system has it.
 * Print is light, and shows the printed figures in the place of the interactive ones.
 */

/** Colours of verdicts have 4.5 : 1 on their ground at least (WCAG 2.1, 1.4.3). */
const light = `--ground: #fff; --text: #1a1a1a; --quiet: #444; --line: #ccc; --stripe: #f4f4f4; --link: #0b57a4; --alarm: #fdeceb; --bad: #b3261e;
--consistent: #1b6e3c; --violated: #b3261e; --undecided: #8a5a00; --inapplicable: #4a5a6a; --on-kind: #fff; --lighter: 0%;`;
const dark = `--ground: #15181c; --text: #e6e6e6; --quiet: #b4bac2; --line: #4a515a; --stripe: #20252b; --link: #8ab8f0; --alarm: #3a1d1b; --bad: #ff8a80;
--consistent: #7fd6a0; --violated: #ff8a80; --undecided: #f0b95c; --inapplicable: #b4c2d0; --on-kind: #15181c; --lighter: 45%;`;

const kinds = ["consistent", "violated", "undecided", "inapplicable"]
  .map((kind) => `.claim.${kind} { border-color: var(--${kind}); } .kind.${kind} { background: var(--${kind}); }`)
  .join("\n");

const live = `
.tools { display: flex; flex-wrap: wrap; gap: .4rem; margin: .4rem 0; }
button { font: inherit; font-size: .86rem; color: var(--text); background: var(--stripe); border: 1px solid var(--line); border-radius: .3rem; padding: .25rem .6rem; cursor: pointer; }
button:hover, button[aria-pressed="true"] { border-color: var(--text); } button[aria-pressed="true"] { background: var(--line); } button:disabled { opacity: .5; cursor: default; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
button.sort { all: unset; cursor: pointer; } button.sort:focus-visible { outline: 2px solid var(--link); }
th[aria-sort] button.sort::after { content: " \\25b2"; } th[aria-sort="descending"] button.sort::after { content: " \\25bc"; }
.command { position: relative; } .command pre { padding-right: 5rem; } .copy { position: absolute; top: .35rem; right: .35rem; }
figure.is-live > svg { display: none; } figure.as-printed > svg { display: block; } figure.as-printed .live { display: none; }
.panels { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; }
figure.column .panels { max-width: 40rem; }
.panel { position: relative; min-width: 0; } .panel > svg { touch-action: pan-y; cursor: crosshair; width: auto; max-width: 100%; }
.live h3 { margin: .8rem 0 .2rem; }
.axis { font-size: .86rem; } .axis.across { text-align: center; }
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .3rem 0 .6rem; font-size: .9rem; } .key label { display: inline-flex; align-items: center; gap: .3rem; cursor: pointer; }
.key svg, figure .key svg { width: 26px; height: 14px; display: inline; }
.live text { font-size: 12px; fill: var(--text); } .live .grid { stroke: var(--line); stroke-opacity: .6; } .live .frame, .live .tick { stroke: var(--text); fill: none; }
.live .rule { stroke: var(--text); stroke-width: 1.3; }
.live .band { fill: color-mix(in oklab, var(--ink), white var(--lighter)); fill-opacity: .2; }
.live .line, .live .known.own { stroke: color-mix(in oklab, var(--ink), white var(--lighter)); stroke-width: 2; fill: none; }
.live .known { stroke: var(--text); stroke-width: 1.7; fill: none; } .live .marks { fill: color-mix(in oklab, var(--ink), white var(--lighter)); stroke: var(--ground); }
.look circle, .look .interval { stroke: color-mix(in oklab, var(--ink), white var(--lighter)); stroke-width: 2.2; fill: none; } .look .cursor { stroke: var(--quiet); stroke-dasharray: 3 3; }
.chosen-part { fill: var(--link); fill-opacity: .15; stroke: var(--link); }
.tip { position: absolute; pointer-events: none; background: var(--ground); border: 1px solid var(--line); border-radius: .3rem; padding: .3rem .5rem; font-size: .82rem; width: max-content; max-width: 100%; box-sizing: border-box; z-index: 1; }
.tip table { margin: .1rem 0 0; font-size: 1em; } .tip td { padding: 0 .35rem; white-space: normal; } .tip tbody tr:nth-child(even), .tip tr { background: none; } .tip tr.chosen { font-weight: bold; }
.swatch { color: color-mix(in oklab, var(--ink), white var(--lighter)); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/**
 * Paper: nothing scrolls, so headings of tables wrap and values are smaller; headings stay with what follows, rows and figures whole; what is folded is open, with or
 * without the script; badges keep their colours, since white letters on no ground are none.
 */
const print = `@page { margin: 15mm 14mm; }
@media print {
body { max-width: none; padding: 0; font-size: 10pt; } .question, figcaption { max-width: none; }
h2, h3, h4, summary { break-after: avoid; } figure, .claim, tr, dt, pre { break-inside: avoid; } dt { break-after: avoid; } p, dd { orphans: 2; widows: 2; }
figure > svg { max-height: 235mm; } figure.column > svg { max-width: 125mm; }
.scroll { overflow: visible; } table { font-size: 7.5pt; max-width: 100%; } th, td { padding: .15rem .45rem; } th { white-space: normal; } thead { display: table-header-group; }
tbody th[scope="row"]:not(.words) { white-space: nowrap; }
.kind, tbody tr:nth-child(even), pre, .alarm { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
.tools, .live, .copy, button { display: none; } button.sort { display: inline; } figure.is-live > svg { display: block; } .command pre { padding-right: .8rem; }
details::details-content { content-visibility: visible; block-size: auto; } summary { list-style: none; } summary::-webkit-details-marker { display: none; }
}`;

export const styleSheet = `
:root { color-scheme: light dark; ${light} }
@media screen and (prefers-color-scheme: dark) { :root { ${dark} } }
body { margin: 0 auto; padding: 2rem 1.2rem 4rem; max-width: 62rem; color: var(--text); background: var(--ground); font: 16px/1.5 "DejaVu Sans", Verdana, system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2.4rem 0 .6rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
a { color: var(--link); }
.question { font-size: 1.05rem; max-width: 46rem; }
.sources, .note { color: var(--quiet); font-size: .9rem; }
.sources ul { margin: .1rem 0; padding-left: 1.2rem; }
.alarm { border-left: .4rem solid var(--bad); background: var(--alarm); padding: .5rem .8rem; }
.count { margin-right: .6rem; }
.claim { border-left: .4rem solid #777; padding: .2rem 0 .2rem .9rem; margin: 1rem 0; }
.claim p { margin: .2rem 0; }
.kind { display: inline-block; padding: .05rem .55rem; border-radius: .3rem; color: var(--on-kind); background: #555; font-weight: bold; font-size: .85rem; }
${kinds}
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .3rem 0; font-size: .93rem; }
dt { color: var(--quiet); } dd { margin: 0; overflow-wrap: anywhere; }
dl.legend dt { font-weight: bold; color: inherit; max-width: 13rem; }
dl.legend { gap: .6rem 1.2rem; }
figure { margin: 1.4rem 0 2.2rem; }
figure > svg { display: block; width: 100%; height: auto; }
figure.column > svg { max-width: 36rem; }
figcaption { font-size: .93rem; max-width: 46rem; margin-top: .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .86rem; font-variant-numeric: tabular-nums; margin: .4rem 0 1rem; }
th, td { padding: .2rem .8rem; text-align: right; white-space: nowrap; }
td.words, th.words { text-align: left; white-space: normal; }
thead th { border-bottom: 1.5px solid var(--text); vertical-align: bottom; } tbody tr:nth-child(even) { background: var(--stripe); }
.name { font-weight: normal; color: var(--quiet); }
code, pre { font-family: "DejaVu Sans Mono", ui-monospace, monospace; font-size: .86rem; }
pre { background: var(--stripe); padding: .6rem .8rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; }
sub, sup { font-size: .72em; line-height: 0; }
summary { cursor: pointer; font-weight: bold; }
${live}@media (max-width: 40rem) { body { padding: 1rem .8rem 3rem; font-size: 15px; } dl { grid-template-columns: 1fr; gap: 0; } dd { margin: 0 0 .4rem; } th, td { padding: .2rem .4rem; } dl.legend { gap: 0; } }
${print}
`;
