import { identify, isJsonObject, type JsonValue, stringifyJson } from "@just-one/document";
import { NotTheSame, type Scope } from "../scope.ts";
import { createFrame } from "../session.ts";

/** Tells whether two schemas are the same to a caller: nothing but words differs. */
export function isSameSchema(scope: Scope, before: JsonValue, after: JsonValue): boolean {
  const { sameness } = scope.session;
  const key = [before, after].map((side) => (isJsonObject(side) ? identify(side) : stringifyJson(side))).join(" ");
  const known = sameness.get(key);
  if (known !== undefined) return known;
  // Two that contain each other are the same unless something else tells them apart.
  sameness.set(key, true);
  const isSame = isFreeOfChanges({ ...scope, frame: createFrame("") }, before, after);
  sameness.set(key, isSame);
  return isSame;
}

/** Looks no further than to the first change that a caller notices: most pairs that are tried have little in common. */
function isFreeOfChanges(scope: Scope, before: JsonValue, after: JsonValue): boolean {
  const session = { ...scope.session, frames: new Map(), isTrial: true as const };
  try {
    session.compareSchemas({ ...scope, session }, before, after);
    return true;
  } catch (error) {
    if (error instanceof NotTheSame) return false;
    throw error;
  }
}
