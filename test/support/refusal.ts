/** What work refuses, as `Name: message`; empty when it does not refuse. */
export function refusal(work: () => unknown): string {
  try {
    work();
    return "";
  } catch (error) {
    return `${(error as Error).name}: ${(error as Error).message}`;
  }
}
