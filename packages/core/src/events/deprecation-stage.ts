import type { Stage } from "../call/stage.ts";

/** Tells once of every deprecated operation that is called. */
export function createDeprecationStage(): Stage {
  const told = new Set<string>();
  return {
    aroundCall: (call, next) => {
      const { deprecated, operation } = call.entry;
      if (deprecated && !told.has(operation)) {
        told.add(operation);
        call.emit({ type: "deprecated" });
      }
      return next();
    },
  };
}
