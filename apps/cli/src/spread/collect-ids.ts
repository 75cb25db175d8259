import { show } from "@just-one/encoders";
import type { FoundCreators, Refusal } from "@just-one/creator-ids";
import { isPlainId, readCell } from "@just-one/creator-ids/read-cell";
import { hasTokenLike } from "@just-one/secrets/hide-typed";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { holdsToken, refuseToken } from "../refuse-token.ts";
import { tell } from "../session/tell.ts";
import type { Terminal } from "../terminal.ts";
import type { AskedCreator } from "./asked-creator.ts";

/**
 * Gathers the creators of the command line, of `--ids-file`, and of standard input where `-` asks for it or where something is
 * piped and no other is named; each once.
 *
 * @throws CliError when there is none, or none that could be a creator's
 */
export async function collectIds(
  given: readonly string[],
  idsFile: string | undefined,
  terminal: Terminal,
): Promise<readonly AskedCreator[]> {
  const found = await Promise.all(given.filter((argument) => argument !== "-").map(findIn));
  const isPiped =
    given.length === 0 &&
    idsFile === undefined &&
    terminal.openStdin !== undefined &&
    terminal.openStdin().isTTY !== true;
  const file = isPiped || given.includes("-") ? "-" : undefined;
  for (const source of new Set([idsFile, file])) {
    if (source === undefined) continue;
    const { readIdsFile } = await import("./read-ids-file.ts");
    found.push(await readIdsFile(source, terminal));
  }
  const asked = new Map<string, AskedCreator>();
  let duplicates = 0;
  for (const { creators, duplicates: own, refused } of found) {
    duplicates += own;
    for (const creator of creators) {
      if (asked.has(creator.id)) duplicates += 1;
      else asked.set(creator.id, creator);
    }
    for (const { text, reason, label } of refused) {
      asked.set(text, { id: reason === "no-id" ? shortenTokenLike(text) : text, label, refusal: refusals[reason] });
    }
  }
  if (asked.size === 0) {
    throw new CliError(
      "name at least one creator: just-one spread ID…, --ids-file FILE, or a list through a pipe",
      exitCodes.wrongUse,
    );
  }
  const texts = [...asked].flatMap(([text, { label }]) => [text, label ?? ""]);
  if (texts.some((text) => holdsToken(text, terminal.environment))) throw refuseToken();
  const all = [...asked.values()];
  if (all.every(({ refusal }) => refusal !== undefined)) {
    const why = [...new Set(all.map(({ refusal }) => refusal))].slice(0, 3).join("; or ");
    throw new CliError(`none of these is a creator's id: ${why}. Nothing was sent`, exitCodes.wrongUse);
  }
  if (duplicates > 0) {
    tell(
      terminal,
      show`just-one: ${duplicates} repeated ${duplicates === 1 ? "id is" : "ids are"} asked for once only.\n`,
    );
  }
  return all;
}

/** An argument of digits is meant as an id, whatever its length; anything else is read like a list. */
async function findIn(argument: string): Promise<FoundCreators> {
  const text = argument.trim();
  if (isPlainId(text) && (text.length < 15 || "id" in readCell(text))) {
    return { creators: [{ id: text }], duplicates: 0, refused: [] };
  }
  const { findCreators } = await import("@just-one/creator-ids"); // which brings a parser of tables
  return findCreators(argument);
}

const refusals: Readonly<Record<Refusal, string>> = {
  rounded: "a spreadsheet has rounded it: format the column as text there and copy it again",
  length: "a creator's id has 15 to 20 digits",
  video: "this is the address of a video, not of a creator",
  address: "there is no creator's id in this address",
  missing: "there is no id in its row",
  "second-column": "it stands in a second column of ids: give the columns a header, or leave one out",
  "no-id": "this is no creator's id, which is digits only",
};

/** What is no id gets its row, too; somebody's token in the wrong place must not be in it. */
function shortenTokenLike(text: string): string {
  return hasTokenLike(text) ? `${text.slice(0, 4)}…` : text;
}
