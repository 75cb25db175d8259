import type { CallReply, CallRequest, Role, Session } from "../shared/protocol.ts";
import type { Doubts } from "./doubts.ts";
import type { ListedClient } from "./listed-operations.ts";
import { toCallReply } from "./to-call-reply.ts";
import type { Work } from "./work.ts";

export interface CallFor {
  readonly client: ListedClient;
  /** The same with a budget of nothing. */
  readonly freeClient: ListedClient;
  /** In a mock everything is free. */
  readonly mode: Session["mode"];
  readonly work: Work;
  readonly doubts: Doubts;
  readonly request: CallRequest;
  readonly user: string;
  readonly role: Role;
}

/**
 * Makes a call for a person. Who may not spend gets it through a client whose budget is nothing: what was paid for is
 * answered, and the same budget that holds everywhere keeps anything else from being sent. So does what may be paid for
 * twice, unless it is asked for again on purpose, whoever asks. Resolves to why there is no
 * reply: `viewer` where only the person's role is in the way, `stopping` at the server's end.
 */
export async function callFor(options: CallFor): Promise<CallReply | "viewer" | "stopping"> {
  const { client, freeClient, mode, work, doubts, request, user, role } = options;
  const { operation, parameters, again = false } = request;
  const isViewer = mode === "live" && role === "viewer";
  const isDoubtful = !again && (await doubts.has(operation, parameters));
  const caller = isViewer || isDoubtful ? freeClient : client;
  const result = await work.run((signal) => caller.try(operation, parameters, { label: user, signal }));
  if (result === undefined) return "stopping";
  if (caller === freeClient && !result.ok && result.error.kind === "budget") {
    return isViewer ? "viewer" : doubt;
  }
  // Sent by a server that is gone, which had no time to remember it.
  if (!result.ok && result.error.kind === "config" && result.error.inDoubt === true) {
    await doubts.note(operation, parameters, true);
    return doubt;
  }
  await doubts.note(operation, parameters, !result.ok && result.error.billing === "unknown");
  return toCallReply(result);
}

const doubt: CallReply = { ok: false, failure: { kind: "doubt", billing: "unknown" } };
