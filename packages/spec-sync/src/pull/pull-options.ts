import { parseArgs } from "node:util";
import type { GuardStop } from "../guards/guard.ts";
import { SpecError } from "../spec-error.ts";

/** What `pull` and `update` are told. */
export interface PullOptions {
  /** A URL or a file. */
  from: string;
  /** The guards that may be passed. */
  accepted: ReadonlySet<GuardStop["guard"]>;
  isMajor: boolean;
}

/** Where the vendor publishes its whole document. */
export const vendorDocument = "https://docs.justoneapi.com/openapi.json";

const guards = [
  "operations-gone",
  "servers-changed",
  "envelope-changed",
  "document-shrunk",
  "token-moved",
  "living-buried",
] as const satisfies readonly GuardStop["guard"][];

/**
 * Reads `--from`, `--accept-GUARD …` and, for `update`, `--major`.
 *
 * @throws SpecError with the usage line.
 */
export function readPullOptions(args: readonly string[], verb: "pull" | "update"): PullOptions {
  const flags = [...guards.map((guard) => `accept-${guard}`), ...(verb === "update" ? ["major"] : [])];
  const usage = ["[--from URL|FILE]", ...flags.map((flag) => `[--${flag}]`)].join(" ");
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { from: { type: "string" }, ...Object.fromEntries(flags.map((flag) => [flag, { type: "boolean" }])) },
      allowPositionals: false,
      strict: true,
    });
    const given = new Map<string, unknown>(Object.entries(values));
    const from = given.get("from") ?? vendorDocument;
    if (typeof from !== "string" || from === "") throw new SpecError("--from is empty");
    return {
      from,
      accepted: new Set(guards.filter((guard) => given.get(`accept-${guard}`) === true)),
      isMajor: given.get("major") === true,
    };
  } catch (error) {
    const [problem = "wrong use"] = error instanceof Error ? error.message.split(/\.\s|\n/u) : [];
    throw new SpecError(`${problem}; use ${usage}`);
  }
}
