import type { Catalog } from "@just-one/api";
import { catalog as wholeCatalog } from "@just-one/api/catalog";
import { createCheckCall } from "../call/check-call.ts";
import { explainProblem } from "../call/explain-problem.ts";
import { refuseOperation } from "../call/refuse-operation.ts";
import { joinRequest, writeRequest } from "./request-text.ts";

/**
 * The one text for all calls that send the same: whatever the order of their parameters, with those that are `undefined` or
 * left out, as `1` or as `"1"`. By it a client's cache and its shared requests tell calls apart. Holds operation and
 * parameters, never the token. It stays the same over releases, so it may be stored: in a table of what was asked for, say.
 *
 * *Shape:* `METHOD /path?query`, and behind a space the form, if there is one.
 *
 * @param operation `"METHOD /path"`
 * @param parameters the operation's own: path, query and form alike, without the token
 * @param catalog where the operation is looked up, as in a client's options. Default: every operation of `@just-one/api`
 * @throws ConfigError for an operation that is not in the catalog
 * @throws ValidationError for parameters that no client would send: values that a list does not have are fine, as with
 * `allowUnknownEnum`
 * @example
 * ```ts
 * const operation = "GET /api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
 * toRequestKey(operation, { range: "DAY_30", oAuthorId: "1" }); // "GET /api/…/v1?oAuthorId=1&range=DAY_30"
 * ```
 */
export function toRequestKey(operation: string, parameters: object, catalog: Catalog = wholeCatalog): string {
  const entry = catalog.find((one) => one.operation === operation);
  if (entry === undefined) throw refuseOperation(operation, explainProblem);
  const asked = { entry, parameters: { ...parameters }, options: {} };
  const error = check(asked);
  if (error !== undefined) throw error;
  return joinRequest(entry, writeRequest(entry, asked.parameters));
}

const check = /* @__PURE__ */ createCheckCall({ allowUnknownEnum: true });
