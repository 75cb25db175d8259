import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Board } from "../src/board.ts";
import { createFileBoard } from "../src/file/create-file-board.ts";
import { boardRules } from "../src/rules.ts";
import { makeFolder } from "./support/open-board.ts";

test.each(boardRules)("the file board $name", async ({ check }) => {
  const path = join(makeFolder(), "board.sqlite");
  const open = (options?: { leaseMs?: number }): Board => {
    const board = createFileBoard({ path, ...options });
    onTestFinished(() => board.close());
    return board;
  };
  await expect(check({ open })).resolves.toBeUndefined();
});
