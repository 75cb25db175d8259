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
