import { askForMore, type RaiseCase, takeAnswer } from "../budget/raise.ts";
import type { PersonsQuestion, ToolContext } from "../protocol/surface.ts";
import { readLimitCase, readLimits } from "./ask-once.ts";
import type { Memory, Services } from "./services.ts";

/** Which call it is about, and who makes it. */
export interface AskedPerson {
  readonly memory: Pick<Memory, "store">;
  readonly services: Pick<Services, "settings" | "now">;
  readonly context: ToolContext;
  /** `"METHOD /path"`. */
  readonly operation: string;
}

/** Takes over what a person answered in the round before, if one did. */
export async function hearPerson(asked: AskedPerson): Promise<void> {
  const { memory, services, context } = asked;
  if (context.answer === undefined) return;
  const budget = readLimits(services.settings, context.principal);
  await takeAnswer(memory.store, budget, { ...(await readCase(asked)), answer: context.answer });
}

/** The question whether the principal may spend more today; absent where the client cannot ask, or there is nothing to ask for. */
export async function findQuestion(asked: AskedPerson): Promise<PersonsQuestion | undefined> {
  const { memory, services, context } = asked;
  if (!context.canAsk) return undefined;
  return askForMore(memory.store, readLimits(services.settings, context.principal), await readCase(asked));
}

async function readCase({ memory, services, context, operation }: AskedPerson): Promise<RaiseCase> {
  return { ...(await readLimitCase(memory, context.principal, services.now())), operation };
}
