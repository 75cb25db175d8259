import { show } from "@just-one/encoders";
import { hasTokenLike } from "@just-one/secrets/hide-typed";
import { CliError } from "../cli-error.ts";
import { exitCodes } from "../exit-code.ts";
import { isCreatorId, parseIds } from "../ids/parse-ids.ts";
import { readIdsFile } from "../ids/read-ids-file.ts";
import { holdsToken, refuseToken } from "../refuse-token.ts";
import type { Terminal } from "../terminal.ts";

/**
 * Gathers the ids of the command line and of `--ids-file`, each once.
 *
 * @throws CliError when there is none, or none that could be a creator's
 */
export async function collectIds(
  given: readonly string[],
  idsFile: string | undefined,
  terminal: Terminal,
): Promise<readonly string[]> {
  const fromFile = idsFile === undefined ? [] : [await readIdsFile(idsFile)];
  const { ids, duplicates } = parseIds([...given, ...fromFile]);
  if (ids.length === 0) {
    throw new CliError("name at least one creator: just-one spread ID…, or --ids-file FILE", exitCodes.wrongUse);
  }
  if (ids.some((id) => holdsToken(id, terminal.environment))) throw refuseToken();
  if (!ids.some(isCreatorId)) {
    throw new CliError("none of these is a creator's id, which is digits only; nothing was sent", exitCodes.wrongUse);
  }
  if (duplicates > 0) {
    terminal.stderr.write(
      show`just-one: ${duplicates} repeated ${duplicates === 1 ? "id is" : "ids are"} asked for once only.\n`,
    );
  }
  return [...new Set(ids.map(shortenTokenLike))];
}

/** What is no id gets its row, too; somebody's token in the wrong place must not be in it. */
function shortenTokenLike(id: string): string {
  return !isCreatorId(id) && hasTokenLike(id) ? `${id.slice(0, 4)}…` : id;
}
