import type { CallReply, CallRequest, Role } from "../shared/protocol.ts";
import type { ListedClient } from "./listed-operations.ts";
import { toCallReply } from "./to-call-reply.ts";
import type { Work } from "./work.ts";

export interface CallFor {
  readonly client: ListedClient;
  readonly work: Work;
  readonly request: CallRequest;
  readonly user: string;
  readonly role: Role;
}

/**
 * Makes a call for a person. Who may not spend, and who asks for what is free only, gets it through a client whose budget is
 * nothing: what was paid for is answered, and the same budget that holds everywhere keeps anything else from being sent.
 * Resolves to why there is no reply: `viewer` where only the person's role is in the way, `stopping` at the server's end.
 */
export async function callFor({
  client,
  work,
  request,
  user,
  role,
}: CallFor): Promise<CallReply | "viewer" | "stopping"> {
  const { operation, parameters, onlyFree = false } = request;
  const isFree = onlyFree || role === "viewer";
  const caller = isFree ? client.with({ budget: { maxCalls: 0 } }) : client;
  const result = await work.run((signal) => caller.try(operation, parameters, { label: user, signal }));
  if (result === undefined) return "stopping";
  return !result.ok && result.error.kind === "budget" && !onlyFree && isFree ? "viewer" : toCallReply(result);
}
