import { compareText, isJsonObject, type JsonObject, listOperations, type OpenApiDocument } from "@just-one/document";
import type { Guard } from "./guard.ts";
import { nameSome } from "./name-some.ts";

/** Stops when a host or scheme came or went anywhere in `servers`: the token travels there. */
export const guardServers: Guard = ({ before, after }) => {
  const [one, other] = [listOrigins(before.document), listOrigins(after.document)];
  const gone = [...one].filter((origin) => !other.has(origin));
  const come = [...other].filter((origin) => !one.has(origin));
  if (gone.length === 0 && come.length === 0) return undefined;
  const parts = [
    ...(gone.length > 0 ? [`gone: ${nameSome(gone.toSorted(compareText))}`] : []),
    ...(come.length > 0 ? [`new: ${nameSome(come.toSorted(compareText))}`] : []),
  ];
  return {
    guard: "servers-changed",
    what: `hosts or schemes of the servers changed; ${parts.join("; ")}`,
    howMany: gone.length + come.length,
  };
};

function listOrigins(document: OpenApiDocument): ReadonlySet<string> {
  const owners = listOperations(document).flatMap(({ pathItem, operation }) => [pathItem, operation]);
  return new Set([document, ...owners].flatMap(listServers));
}

function listServers(owner: JsonObject): string[] {
  const servers = Object.hasOwn(owner, "servers") ? owner["servers"] : undefined;
  return (Array.isArray(servers) ? servers : []).filter(isJsonObject).map((server) => readOrigin(server["url"]));
}

/** Scheme, host and port; of an address with variables in it, all of it. */
function readOrigin(url: unknown): string {
  const text = String(url);
  return URL.canParse(text) && !text.includes("{") ? new URL(text).origin : text;
}
