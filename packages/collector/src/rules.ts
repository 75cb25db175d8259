export type { BoardRule, BoardsUnderTest } from "./rules/board-under-test.ts";
export { boardRules } from "./rules/board-rules.ts";
export { checkCollected, type CollectedRun } from "./rules/check-collected.ts";
