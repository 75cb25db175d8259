import { createFinder, type FinderSources, type FoundOperation as Hit } from "@just-one/finder";
import { cleanValue } from "../results/clean.ts";
import { ToolError } from "../results/tool-error.ts";
import type { FoundOperation, Library } from "./library.ts";

/** Looks for operations by what somebody needs. Words are indexed with the first question, so that nobody waits for it before. */
export function createFind(sources: FinderSources): Library["find"] {
  let finder: ReturnType<typeof createFinder> | undefined;
  return (query, { platform, limit }) => {
    finder ??= createFinder(sources);
    if (platform !== undefined) refuseUnknown(platform, finder);
    const { operations, more } = finder.find(query, { platform, limit });
    return { operations: operations.map(toFound), more };
  };
}

function refuseUnknown(platform: string, finder: ReturnType<typeof createFinder>): void {
  const { platforms, nearest } = finder.findPlatform(platform);
  if (platforms.length > 0) return;
  throw new ToolError({
    error: "invalid_parameters",
    fix: "you: name another platform, or none",
    say: "No platform is called so.",
    // Names are the document's.
    near: (nearest === undefined ? finder.platforms.slice(0, 40) : [nearest]).map((name) => String(cleanValue(name))),
  });
}

function toFound({ operation, title, platform, needs, remarks, versions }: Hit): FoundOperation {
  const others = versions.filter((version) => version !== operation).map((version) => version.split("/").at(-1));
  const notes = [...remarks, ...(others.length > 0 ? [`also ${others.join(", ")}`] : [])];
  return { operation, title, platform, needs, ...(notes.length > 0 && { note: notes.join("; ") }) };
}
