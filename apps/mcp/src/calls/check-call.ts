import type { CatalogEntry } from "@just-one/api";
import { type Client, JustOneError, toRequestKey, ValidationError } from "@just-one/core";
import { findNearest } from "@just-one/options/find-nearest";
import { readParameters } from "../arguments/read-parameters.ts";
import { ToolError } from "../results/tool-error.ts";
import type { AnyOperations } from "./ask-vendor.ts";

/** Parameters that may be sent, and the question that they are. */
export interface CheckedParams {
  readonly params: Record<string, unknown>;
  /** Core's own text for all calls that send the same. */
  readonly key: string;
}

/**
 * Looks at what an operation is to be called with, as the client itself does before it sends, and more forgiving where there is no
 * doubt. Sends nothing.
 *
 * @throws ToolError that names the parameter, and what was probably meant
 */
export async function checkCall(
  client: Client<AnyOperations>,
  entry: CatalogEntry,
  given: Readonly<Record<string, unknown>>,
): Promise<CheckedParams> {
  // Of more names than there are parameters some are none, and twenty of those tell enough.
  const looked = Object.entries(given).slice(0, entry.parameters.length + mostIssues);
  const params = readParameters(entry, Object.fromEntries(looked));
  try {
    const [estimate] = await client.estimate(entry.operation, [params]);
    if (estimate !== undefined && estimate.issues.length > 0) throw refuse(entry, estimate.issues);
    const key = toRequestKey(entry.operation, params, [entry]);
    const most = entry.method === "POST" ? mostInBody : mostInAddress;
    if (encodeURIComponent(key).length > most) throw tooLong(most);
    return { params, key };
  } catch (error) {
    if (error instanceof ToolError) throw error;
    if (ValidationError.is(error)) throw refuse(entry, error.issues);
    if (!JustOneError.isInstance(error)) throw error;
    // What the vendor took away, or what no client can send.
    throw new ToolError({
      error: "invalid_parameters",
      fix: "you: look at describe_operation",
      say: `Not sent: ${error.message.replace(entry.operation, "the operation").slice(0, 300)}`,
    });
  }
}

const mostIssues = 20;

/** No server takes more in an address, and many break the connection then: nobody would know what the call cost. */
const mostInAddress = 12_000;
const mostInBody = 200_000;

function tooLong(most: number): ToolError {
  return new ToolError({
    error: "invalid_parameters",
    fix: "you: shorten params",
    say: `Not sent: params take more than the ${most} characters that a request can hold.`,
  });
}

function refuse(entry: CatalogEntry, issues: ValidationError["issues"]): ToolError {
  const names = entry.parameters.filter(({ removed }) => removed === undefined).map(({ name }) => name);
  const near = issues
    .slice(0, mostIssues)
    .flatMap(({ path }) => (names.includes(path) ? [] : (findNearest(path, names) ?? [])));
  return new ToolError({
    error: "invalid_parameters",
    fix: "you: correct params",
    say: `Not sent: ${issues
      .map(({ path, message }) => `${path.slice(0, 60)} ${message.slice(0, 300)}`.trim())
      .join("; ")
      .slice(0, 1500)}.`,
    near: near.length === 0 ? undefined : [...new Set(near)],
    issues: issues
      .slice(0, mostIssues)
      .map(({ path, message }) => ({ path: path.slice(0, 60), message: message.slice(0, 200) })),
  });
}
