import { join } from "node:path";
import type { OperationName } from "../infer/operation-name.ts";
import { stringifyExact } from "../infer/stringify-exact.ts";
import { writeFiles } from "../write-files.ts";
import { type FetchOptions, fetchExample } from "./fetch-example.ts";
import { findSecret } from "./find-secret.ts";
import { nameExampleFile } from "./name-example-file.ts";
import type { Outcome } from "./outcome.ts";
import type { RecordedFile } from "./recorded-files.ts";
import { redactExample } from "./redact-example.ts";
import { trimExample } from "./trim-example.ts";

/** How and where to record. */
export interface RecordOptions extends FetchOptions {
  folder: string;
  /** What is there already for the operation; it is replaced. */
  recorded: RecordedFile | undefined;
}

/**
 * Fetches the example of one operation and keeps a redacted, trimmed copy. The file is written whole or not at all, so
 * that a run may be stopped at any time and the next one goes on.
 *
 * @throws the signal's reason; SpecError when the file cannot be written.
 */
export async function recordExample(operation: OperationName, options: RecordOptions): Promise<Outcome> {
  const { folder, recorded, signal } = options;
  const published = await fetchExample(operation.path, options).catch((error: unknown) => {
    signal.throwIfAborted();
    return error instanceof Error ? error : new Error("unknown failure");
  });
  if (published === undefined) return { kind: "none" };
  if (published instanceof Error) return { kind: "failed", reason: published.message };

  const { checkedAt, synthetic, envelope } = published;
  if (checkedAt !== undefined && recorded?.checkedAt === checkedAt) return { kind: "unchanged", checkedAt, synthetic };
  const text = stringifyExact({
    operation: `${operation.method} ${operation.path}`,
    ...(checkedAt !== undefined && { checkedAt }),
    ...(synthetic !== undefined && { synthetic }),
    example: trimExample(redactExample(envelope)),
  });
  const secret = await findSecret(text);
  if (secret !== undefined) return { kind: "refused", reason: `it holds what looks like ${secret}` };
  await writeFiles([{ path: recorded?.file ?? join(folder, nameExampleFile(operation)), text }]);
  return { kind: "written", checkedAt, synthetic };
}
