import { readFile } from "node:fs/promises";
import type { Catalog } from "@just-one/api";
import { createRecorder } from "@just-one/testing";
import { type Call, checkReplies } from "../check-replies.ts";
import { isObject } from "../is-object.ts";
import type { OpenApiDocument } from "@just-one/document";

/** What `contract --live` works with. */
export interface LiveOptions {
  /** Parsed from the file of calls. */
  readonly calls: readonly Call[];
  readonly document: OpenApiDocument;
  readonly catalog: Catalog;
  /** `JUST_ONE_TOKEN` and its like. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where to keep redacted, trimmed copies of the replies. @default nowhere */
  readonly record?: string | undefined;
  /** Asks a person; what is not yes is no. */
  readonly ask: (question: string) => Promise<boolean>;
  readonly write: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** Wrong use of the command: nothing was sent. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}

/**
 * Asks the vendor itself, once for each call, and holds its replies to the document. Says first what that is billed.
 *
 * @returns the exit code
 * @throws UsageError when there is no token, or a call that the catalog does not have
 */
export async function runLive(options: LiveOptions): Promise<number> {
  const { calls, document, catalog, env, record, ask, write, signal } = options;
  const { JUST_ONE_TOKEN: token, JUST_ONE_BASE_URL: baseUrl, JUST_ONE_ENVIRONMENT: environment } = env;
  if (token === undefined || token === "") throw new UsageError("JUST_ONE_TOKEN is not set; put the token there");
  for (const { operation } of calls) {
    if (!catalog.some((entry) => entry.operation === operation))
      throw new UsageError(`The catalog has no ${operation}`);
  }
  for (const { operation } of calls) write(`  ${operation}`);
  const count = `${calls.length} billed ${calls.length === 1 ? "call" : "calls"}`;
  if (!(await ask(`At most ${count} to ${baseUrl ?? environment ?? "prod-global"}. Go on?`))) {
    write("Nothing was sent.");
    return 0;
  }
  const problems = await checkReplies({
    calls,
    document,
    catalog,
    token,
    ...(baseUrl !== undefined && { baseUrl }),
    ...(environment !== undefined && { environment: checkEnvironment(environment) }),
    ...(record !== undefined && { fetch: createRecorder({ folder: record }).fetch }),
    ...(signal !== undefined && { signal }),
    onDone: ({ operation }, found) => write(`${found.length === 0 ? "kept  " : "broken"} ${operation}`),
  });
  for (const problem of problems) write(problem);
  return problems.length === 0 ? 0 : 1;
}

/** Reads the calls of a file: a list of `{ "operation": "METHOD /path", "parameters": {…} }`. @throws UsageError */
export async function readCalls(file: string): Promise<Call[]> {
  const value: unknown = JSON.parse(await readFile(file, "utf8").catch(() => "null"));
  const items: readonly unknown[] = Array.isArray(value) ? value : [];
  const calls = items.flatMap((item) => {
    const { operation, parameters = {} } = isObject(item) ? item : {};
    return typeof operation === "string" && isObject(parameters) ? [{ operation, parameters }] : [];
  });
  if (calls.length === 0 || calls.length < items.length) {
    throw new UsageError(`${file}: expected a list of {"operation": "METHOD /path", "parameters": {…}}`);
  }
  return calls;
}

function checkEnvironment(name: string): "prod-global" | "prod-cn" {
  if (name === "prod-global" || name === "prod-cn") return name;
  throw new UsageError('JUST_ONE_ENVIRONMENT is "prod-global" or "prod-cn"');
}
