// Who may import whom: the table of the rooms. Everybody may import protocols, errors, names and the kernels' constants; nobody imports cli; no cycles.
const table = {
  kernels: [],
  math: ["kernels"],
  random: ["math", "kernels"],
  json: [],
  names: [],
  setup: [],
  model: ["json", "math", "kernels"],
  laws: ["json", "math", "random", "model"],
  plasma: ["math", "model", "laws"],
  files: ["json", "math", "model", "laws"],
  transport: ["math", "kernels", "random", "model", "laws"],
  functionals: ["math", "kernels", "random", "model", "laws"],
  solvers: ["math", "kernels", "random", "model", "laws"],
  rates: ["json", "math", "kernels", "random", "model", "laws", "functionals", "transport", "solvers"],
  claims: ["math"],
  theory: ["math", "model", "laws", "functionals", "transport", "solvers", "rates", "claims"],
  study: ["json", "random", "math", "claims", "setup"],
  queue: ["study"],
  report: ["study", "claims", "math"],
  lab: [],
};

/** Rooms that run in a browser: nothing of Node, and only packages that are pure JavaScript. */
const portable = [
  "protocols",
  "names",
  "setup",
  "json",
  "math",
  "random",
  "model",
  "laws",
  "plasma",
  "transport",
  "functionals",
  "solvers",
  "rates",
  "theory",
  "claims",
  "lab",
];

/** Rooms whose sub-rooms stand on each other, lower ones first; files of the room itself may use all of them. */
const floors = {
  "src/functionals": ["riesz", "smoothed"],
  "src/transport": ["maps", "assignment", "bounds", "entropic", "estimates"],
  "src/rates": ["moments", "fisher", "distances", "spectral", "certificates", "instant"],
  "src/report": ["text", "figure", "page"],
  "src/study": ["declare", "plan", "folder", "run", "conclude"],
};

const everybodys = "^src/(protocols/|errors\\.ts$|series-name\\.ts$|bibliography\\.ts$|kernels/constants/)";
const names = "^src/names/";

const rooms = Object.entries(table).map(([room, allowed]) => ({
  name: `src/${room} may import ${allowed.length ? allowed.join(", ") : "nothing but protocols, errors, names and constants"}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: {
    path: "^(src|particles|scenarios|test|scripts)/",
    pathNot: [`^src/${room}/`, everybodys, names, ...allowed.map((other) => `^src/${other}/`)],
  },
}));

const stairs = Object.entries(floors).flatMap(([room, order]) =>
  order.slice(0, -1).map((floor, k) => ({
    name: `${room}/${floor} stands below ${order.slice(k + 1).join(", ")}`,
    severity: "error",
    from: { path: `^${room}/${floor}/` },
    to: { path: order.slice(k + 1).map((above) => `^${room}/${above}/`) },
  })),
);

module.exports = {
  forbidden: [
    { name: "no cycles, of types neither", severity: "error", from: {}, to: { circular: true } },
    ...rooms,
    ...stairs,
    {
      name: "solvers do not know each other",
      severity: "error",
      from: { path: "^src/solvers/(hermite|radial|fourier)/" },
      to: { path: "^src/solvers/(hermite|radial|fourier)/", pathNot: "^src/solvers/$1/" },
    },
    {
      name: "protocols, errors, bibliography and constants import nothing",
      severity: "error",
      from: { path: everybodys },
      to: { path: ".+", pathNot: "^src/(protocols|kernels/constants)/" },
    },
    {
      name: "kernels in assembly import constants and each other",
      severity: "error",
      from: { path: "^src/kernels/assembly/" },
      to: { path: ".+", pathNot: "^src/kernels/(assembly|constants)/" },
    },
    {
      name: "the mathematics and the particles run without Node",
      severity: "error",
      from: { path: `^(src/(${portable.join("|")})/|src/[a-z-]+\\.ts$|src/study/declare/|particles/)` },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "one file of the kernels knows Node, and the thread that it starts",
      severity: "error",
      from: { path: "^src/kernels/", pathNot: "^src/kernels/(node\\.ts|thread\\.js)$" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "nobody imports cli",
      severity: "error",
      from: { path: "^(src/(?!cli/)|particles|scenarios)" },
      to: { path: "^src/cli/" },
    },
    {
      name: "the queue is loaded when it is asked for, by cli alone",
      severity: "error",
      from: { path: "^(src|particles|scenarios|scripts)/", pathNot: "^src/(queue/|cli/(worker|study/execute)\\.ts$)" },
      to: { path: "^src/queue/" },
    },
    {
      name: "who loads the queue loads it late",
      severity: "error",
      from: { path: "^src/cli/" },
      to: { path: "^src/queue/", dynamic: false },
    },
    {
      name: "src knows no particle system",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(particles|scenarios|test|scripts)/" },
    },
    {
      name: "particles see src but not study, report, cli, files",
      severity: "error",
      from: { path: "^particles/" },
      to: { path: "^(src/(study|report|cli|files)/|scenarios|test|scripts)" },
    },
    {
      name: "particles know what the laboratory's page shows, and not the page",
      severity: "error",
      from: { path: "^particles/" },
      to: { path: "^src/lab/", pathNot: "^src/lab/protocol\\.ts$" },
    },
    {
      name: "systems and couplings know each other through particles/protocols.ts only",
      severity: "error",
      from: { path: "^particles/(systems|couplings)/" },
      to: { path: "^particles/(systems|couplings)/", pathNot: "^particles/$1/" },
    },
    {
      name: "noise stands below systems and couplings",
      severity: "error",
      from: { path: "^particles/noise/" },
      to: { path: "^particles/(systems|couplings|observables|exact)/" },
    },
    {
      name: "scenarios import the public entries only",
      severity: "error",
      from: { path: "^scenarios/" },
      to: { path: "^(src|particles)/", pathNot: "^(src|src/[a-z]+|particles)/index\\.ts$" },
    },
    { name: "no unresolved imports", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "require", "node", "default", "types"],
      extensions: [".ts", ".js", ".cjs", ".mjs", ".json"],
    },
  },
};
