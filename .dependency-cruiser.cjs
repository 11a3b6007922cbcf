// Who may import whom: the table of the rooms. Everybody may import protocols and errors; nobody imports cli; no cycles.
const table = {
  kernels: [],
  math: ["kernels"],
  random: ["math", "kernels"],
  model: ["math", "kernels"],
  laws: ["math", "random", "model"],
  transport: ["math", "kernels", "random", "model", "laws"],
  functionals: ["math", "kernels", "random", "model", "laws"],
  solvers: ["math", "kernels", "random", "model", "laws"],
  theory: ["math", "model", "laws", "functionals", "transport", "solvers"],
  study: ["random", "math", "theory"],
  report: ["study", "theory", "math"],
};

const rooms = Object.entries(table).map(([room, allowed]) => ({
  name: `src/${room} may import ${allowed.length ? allowed.join(", ") : "nothing but protocols and errors"}`,
  severity: "error",
  from: { path: `^src/${room}/` },
  to: {
    path: "^(src|particles|scenarios|test|scripts)/",
    pathNot: [`^src/${room}/`, "^src/(protocols|errors)\\.ts$", ...allowed.map((other) => `^src/${other}/`)],
  },
}));

module.exports = {
  forbidden: [
    { name: "no cycles", severity: "error", from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } } },
    ...rooms,
    {
      name: "protocols and errors import nothing",
      severity: "error",
      from: { path: "^src/(protocols|errors)\\.ts$" },
      to: { path: ".+" },
    },
    {
      name: "nobody imports cli",
      severity: "error",
      from: { path: "^(src/(?!cli/)|particles|scenarios)" },
      to: { path: "^src/cli/" },
    },
    {
      name: "src knows no particle system",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(particles|scenarios|test|scripts)/" },
    },
    {
      name: "particles see src but not study, report, cli",
      severity: "error",
      from: { path: "^particles/" },
      to: { path: "^(src/(study|report|cli)/|scenarios|test|scripts)" },
    },
    {
      name: "scenarios import the two public entries only",
      severity: "error",
      from: { path: "^scenarios/" },
      to: { path: "^(src|particles)/", pathNot: "^(src|particles)/index\\.ts$" },
    },
    { name: "no unresolved imports", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "src/kernels/assembly" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["source", "import", "require", "node", "default", "types"],
    },
  },
};
