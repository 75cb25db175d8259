import { identify, isJsonObject, type JsonValue, stringifyJson } from "@just-one/document";
import { maxLevel, type Level } from "../level.ts";
import type { Scope } from "../scope.ts";
import { createFrame } from "../session.ts";

/** Tells whether two schemas are the same to a caller: nothing but words differs. */
export function isSameSchema(scope: Scope, before: JsonValue, after: JsonValue): boolean {
  const { sameness } = scope.session;
  const key = [before, after].map((side) => (isJsonObject(side) ? identify(side) : stringifyJson(side))).join(" ");
  const known = sameness.get(key);
  if (known !== undefined) return known;
  // Two that contain each other are the same unless something else tells them apart.
  sameness.set(key, true);
  const session = { ...scope.session, frames: new Map() };
  const frame = createFrame("");
  session.compareSchemas({ ...scope, session, frame }, before, after);
  const level = [frame, ...session.frames.values()]
    .flatMap(({ changes }) => changes)
    .reduce<Level>((highest, change) => maxLevel(highest, change.level), "none");
  const isSame = level === "none" || level === "patch";
  sameness.set(key, isSame);
  return isSame;
}
