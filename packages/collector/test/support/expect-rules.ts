import type { FaultServer } from "@just-one/testing";
import type { Board } from "../../src/board.ts";
import { checkCollected } from "../../src/rules.ts";

/** What holds after every crash, and once somebody has gone on. */
export async function expectRules(
  board: Board,
  server: FaultServer,
  numbers: { readonly inputs: number; readonly most?: number },
): Promise<void> {
  const arrived = server.ledger
    .filter(({ outcome }) => !/^code-[^0]/.test(outcome))
    .map(({ params }) => String(params["oAuthorId"]));
  await checkCollected(board, { parameter: "oAuthorId", arrived, ...numbers });
}
