import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { type Board, createFileBoard } from "@just-one/collector";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";

/** Opens the board of a folder, and makes both where they are missing. */
export function openFolder(folder: string): Board & Disposable {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    throw new CliError(`cannot make the folder ${folder} (${reason})`, exitCodes.wrongUse);
  }
  const board = createFileBoard({ path: join(folder, "board.sqlite") });
  return { ...board, [Symbol.dispose]: () => board.close() };
}
