/** Commands as they are typed in a project that has the package: `npx` finds the `landau` of that project. */
export function runnable(command: string): string {
  return command.replace(/^landau(?= |$)/, "npx landau");
}
