/** Sends to the standard error what libraries print: standard output is the protocol's, and a line there is taken for a message. */
export function keepStdoutClean(): void {
  for (const name of ["log", "info", "debug", "dir", "table"] as const) {
    console[name] = (...parts: unknown[]): void => console.error(...parts);
  }
}
