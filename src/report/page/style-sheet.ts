/** The style sheet of the report: one column for reading, figures at their printed proportion, verdicts by colour and by word. */
export const styleSheet = `
:root { color-scheme: light; }
body { margin: 0 auto; padding: 2rem 1.2rem 4rem; max-width: 62rem; color: #1a1a1a; background: #fff; font: 16px/1.5 "DejaVu Sans", Verdana, system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .4rem; }
h2 { font-size: 1.2rem; margin: 2.4rem 0 .6rem; border-bottom: 1px solid #ccc; }
h3 { font-size: 1rem; margin: 1.2rem 0 .3rem; }
.question { font-size: 1.05rem; max-width: 46rem; }
.sources, .note { color: #444; font-size: .9rem; }
.sources ul { margin: .1rem 0; padding-left: 1.2rem; }
.alarm { border-left: .4rem solid #b3261e; background: #fdeceb; padding: .5rem .8rem; }
.claim { border-left: .4rem solid #777; padding: .2rem 0 .2rem .9rem; margin: 1rem 0; }
.claim p { margin: .2rem 0; }
.kind { display: inline-block; padding: .05rem .55rem; border-radius: .3rem; color: #fff; background: #555; font-weight: bold; font-size: .85rem; }
.claim.consistent { border-color: #1b6e3c; } .kind.consistent { background: #1b6e3c; }
.claim.violated { border-color: #b3261e; } .kind.violated { background: #b3261e; }
.claim.undecided { border-color: #8a5a00; } .kind.undecided { background: #8a5a00; }
.claim.inapplicable { border-color: #4a5a6a; } .kind.inapplicable { background: #4a5a6a; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; margin: .3rem 0; font-size: .93rem; }
dt { color: #444; } dd { margin: 0; overflow-wrap: anywhere; }
dl.legend dt { font-weight: bold; color: inherit; max-width: 13rem; }
dl.legend { gap: .6rem 1.2rem; }
figure { margin: 1.4rem 0 2.2rem; }
figure svg { display: block; width: 100%; height: auto; }
figure.column svg { max-width: 36rem; }
figcaption { font-size: .93rem; color: #222; max-width: 46rem; margin-top: .5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: .86rem; font-variant-numeric: tabular-nums; margin: .4rem 0 1rem; }
th, td { padding: .2rem .8rem; text-align: right; white-space: nowrap; }
td.words, th.words { text-align: left; white-space: normal; }
thead th { border-bottom: 1.5px solid #1a1a1a; vertical-align: bottom; } tbody tr:nth-child(even) { background: #f4f4f4; }
.name { font-weight: normal; color: #555; }
code, pre { font-family: "DejaVu Sans Mono", ui-monospace, monospace; font-size: .86rem; }
pre { background: #f4f4f4; padding: .6rem .8rem; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere; margin: .4rem 0; }
sub, sup { font-size: .72em; line-height: 0; }
summary { cursor: pointer; font-weight: bold; }
@media print { body { max-width: none; font-size: 10pt; } figure, .claim, tr { break-inside: avoid; } }
`;
