import { isDecodable } from "./is-decodable.ts";
import type { JsonPath } from "../json/json-pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "../json/json-value.ts";
import type { Fail } from "./place.ts";
import { findByReference } from "../schema/find-by-reference.ts";

interface Position {
  path: JsonPath;
  root: JsonObject;
  /** Code is generated from it, by tools that take a broken percent-encoding for an error of their own. */
  isFinal: boolean;
  /** What earlier references of the document have shown to end somewhere: no value is gone through twice. */
  ending: Set<JsonValue>;
  fail: Fail;
}

/** Refuses a `$ref` that is no text, leaves the document, leads nowhere, to no object, or back to itself. */
export function checkReference(reference: JsonValue | undefined, at: Position): void {
  const path = [...at.path, "$ref"];
  if (typeof reference !== "string") return at.fail(path, "expected text");
  const name = JSON.stringify(reference);
  if (!reference.startsWith("#/")) at.fail(path, `${name} leaves the document; bundle it first`);
  if (at.isFinal && !isDecodable(reference)) {
    at.fail(path, `a % of ${name} begins no percent-encoding; write it as %25, in an overlay`);
  }
  const target = findByReference(at.root, reference);
  if (target === undefined) at.fail(path, `${name} leads nowhere`);
  if (!isJsonObject(target) && typeof target !== "boolean") at.fail(path, `${name} leads to no object`);
  if (isCircular(target, at)) at.fail(path, `${name} leads round in a circle`);
}

type Step = "reference" | "part" | "choice";

/** Tells a value that is made of nothing but itself, soon or later: nothing can fit it, and no type be written for it. */
function isCircular(start: JsonValue, { root, ending }: Pick<Position, "root" | "ending">): boolean {
  const underway: { value: JsonValue; step: Step }[] = [];
  // A list of what waits, not recursion: references can go through thousands of others.
  const waiting: { value: JsonValue; step: Step; isLeft: boolean }[] = [
    { value: start, step: "reference", isLeft: false },
  ];
  const open = new Set<JsonValue>();
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, step, isLeft } = next;
    if (isLeft) {
      underway.pop();
      open.delete(value);
      ending.add(value);
    } else if (open.has(value)) {
      const first = underway.findIndex((one) => one.value === value);
      if (!isBaseAndChild([...underway.slice(first + 1).map((one) => one.step), step])) return true;
    } else if (isJsonObject(value) && !ending.has(value)) {
      underway.push({ value, step });
      open.add(value);
      waiting.push({ value, step, isLeft: true });
      for (const part of listParts(value, root)) waiting.push({ ...part, isLeft: false });
    }
  }
  return false;
}

/**
 * A base lists its children as a choice, and each takes the base over as a part, which then chooses nothing. Whether it
 * stands there or behind references says nothing.
 */
function isBaseAndChild(circle: readonly Step[]): boolean {
  const steps = circle.filter((step) => step !== "reference");
  return steps.some((step, index) => step === "part" && steps[(index + 1) % steps.length] === "choice");
}

/** What stands in the same place as a value: the target of its reference, the branches of what it combines. */
function listParts(value: JsonObject, root: JsonObject): { value: JsonValue; step: Step }[] {
  const target = typeof value["$ref"] === "string" ? findByReference(root, value["$ref"]) : undefined;
  const list = (keyword: string, step: Step): { value: JsonValue; step: Step }[] => {
    const branches = value[keyword];
    return Array.isArray(branches) ? branches.map((branch) => ({ value: branch, step })) : [];
  };
  return [
    ...(target === undefined ? [] : [{ value: target, step: "reference" as const }]),
    ...list("allOf", "part"),
    ...list("anyOf", "choice"),
    ...list("oneOf", "choice"),
  ];
}
