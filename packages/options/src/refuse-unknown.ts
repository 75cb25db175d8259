import { findUnknown, type Names } from "./find-unknown.ts";

/** For those that have no errors of their own. @throws TypeError when an option is none */
export function refuseUnknown<Options extends object>(options: Options, names: Names<Options>): void {
  const problem = findUnknown("", options, names);
  if (problem !== undefined) throw new TypeError(problem);
}
