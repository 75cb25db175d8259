import { formatCanonicalJson, type Serialisation } from "@just-one/document";
import { reportAspect, type Scope } from "../scope.ts";

/** Compares how values are written. */
export function compareSerialisation(scope: Scope, before: Serialisation, after: Serialisation): void {
  if (formatCanonicalJson({ ...before }) === formatCanonicalJson({ ...after })) return;
  const changed = (["style", "explode", "allowReserved", "contentType", "headers"] as const).filter(
    (name) => formatCanonicalJson(before[name]) !== formatCanonicalJson(after[name]),
  );
  reportAspect(scope, "serialisation-changed", {
    before: Object.fromEntries(changed.map((name) => [name, before[name]])),
    after: Object.fromEntries(changed.map((name) => [name, after[name]])),
  });
}

/** There is nothing to explode or to put signs between in a value that is one, and text is what it is anyway. */
export function likeScalars(written: Serialisation, newly: Serialisation): Serialisation {
  const [style, other] = [written.style, newly.style].map((each) => (listStyles.has(each) ? "form" : each));
  const [contentType, otherType] = [written.contentType, newly.contentType].map((each) => each ?? "text/plain");
  return {
    ...written,
    explode: newly.explode,
    ...(style === other ? { style: newly.style } : {}),
    ...(contentType === otherType ? { contentType: newly.contentType } : {}),
  };
}

const listStyles: ReadonlySet<unknown> = new Set(["spaceDelimited", "pipeDelimited"]);
