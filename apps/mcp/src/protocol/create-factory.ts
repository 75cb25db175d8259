import {
  CLIENT_CAPABILITIES_META_KEY,
  createRequestStateCodec,
  inputRequired,
  type InputRequiredResult,
  type ListToolsResult,
  type McpServerFactory,
  ProtocolError,
  ProtocolErrorCode,
  type RequestStateCodec,
  ResourceNotFoundError,
  Server,
  type ServerContext,
  TRACEPARENT_META_KEY,
} from "@modelcontextprotocol/server";
import { DefaultJsonSchemaValidator } from "./shims.ts";
import type { PersonsAnswer, PersonsQuestion, Surface, ToolAnswer, ToolContext } from "./surface.ts";

/** Who calls where the transport does not say: the user of this machine. */
export interface LocalCaller {
  readonly principal: string;
}

const replyPrefix = "just-one://replies/";
const answerKey = "budget";

/**
 * Makes what the SDK asks for a server of each connection or request, for both eras of the protocol. The handlers stand on the SDK's
 * lower level, so that `tools/list` is our text to the letter and an argument's mistake is answered in our words.
 */
export function createFactory(surface: Surface, local?: LocalCaller): McpServerFactory {
  // Safe: plain JSON, which the SDK's types call by the names of its own.
  const tools = surface.tools as unknown as ListToolsResult["tools"];
  // Made when somebody is asked: whoever only looks things up opens no file.
  const openCodec = async (): Promise<RequestStateCodec> =>
    createRequestStateCodec({
      key: await surface.readSecret(),
      ttlSeconds: 600,
      bind: (context) => JSON.stringify(findPrincipal(context, local)),
    });
  return () => {
    const server = new Server(
      { name: "just-one", title: "Just One API", version: surface.version },
      {
        capabilities: { tools: {}, resources: {} },
        instructions: surface.instructions,
        cacheHints: { "tools/list": lasting, "resources/list": lasting, "resources/templates/list": lasting },
        jsonSchemaValidator: new DefaultJsonSchemaValidator(),
        requestState: { verify: async (state, context) => (await openCodec()).verify(state, context) },
      },
    );

    const toContext = (context: ServerContext): ToolContext => {
      const { mcpReq, http } = context;
      const { _meta: meta } = mcpReq;
      const traceparent = meta?.[TRACEPARENT_META_KEY];
      const answer = readAnswer(context);
      return {
        principal: findPrincipal(context, local),
        mayCall: http?.authInfo === undefined || http.authInfo.scopes.includes("call"),
        signal: mcpReq.signal,
        canAsk: canAsk(readCapabilities(mcpReq.envelope) ?? server.getClientCapabilities()),
        ...(answer !== undefined && { answer }),
        ...(typeof traceparent === "string" && { traceparent }),
      };
    };
    server.setRequestHandler("tools/list", () => ({ tools }));
    server.setRequestHandler("tools/call", async (request, context) => {
      const { name, arguments: args = {} } = request.params;
      if (!tools.some((tool) => tool.name === name)) {
        throw new ProtocolError(ProtocolErrorCode.InvalidParams, `There is no tool of that name`);
      }
      const answer = await surface.call(name, args, toContext(context));
      if (!("question" in answer)) return toResult(answer);
      const requestState = await (await openCodec()).mint(answer.question.state, context);
      return askPerson(answer.question, requestState);
    });
    server.setRequestHandler("resources/list", () => ({ resources: [] }));
    server.setRequestHandler("resources/templates/list", () => ({ resourceTemplates: [replyTemplate] }));
    server.setRequestHandler("resources/read", async (request, context) => {
      const { uri } = request.params;
      const id = uri.startsWith(replyPrefix) ? uri.slice(replyPrefix.length) : "";
      const text = await surface.readReply(id, { principal: findPrincipal(context, local) });
      if (text === undefined) throw new ResourceNotFoundError(uri);
      return { contents: [{ uri, mimeType: "application/json", text }] };
    });
    return server;
  };
}

const lasting = { ttlMs: 3_600_000, cacheScope: "public" } as const;

const replyTemplate = {
  uriTemplate: `${replyPrefix}{id}`,
  name: "reply",
  title: "A reply that was paid for, whole",
  description: "For programs; models read parts of it with read_reply.",
  mimeType: "application/json",
};

/** Over HTTP whoever is let in has a name; without one it is nobody's budget. */
function findPrincipal({ http }: ServerContext, local: LocalCaller | undefined): string {
  const principal = http?.authInfo?.clientId ?? local?.principal;
  if (principal === undefined) throw new ProtocolError(ProtocolErrorCode.InvalidRequest, "Nobody knows who calls");
  return principal;
}

/** What the client says in the request itself, as those of the modern era do. */
function readCapabilities(envelope: object | undefined): { readonly elicitation?: object | undefined } | undefined {
  const found: unknown = Reflect.get(envelope ?? {}, CLIENT_CAPABILITIES_META_KEY);
  return typeof found === "object" && found !== null ? found : undefined;
}

/** A form, that is: `elicitation: {}` of older clients means it, one with `url` alone does not. */
function canAsk(capabilities: { readonly elicitation?: object | undefined } | undefined): boolean {
  const { elicitation } = capabilities ?? {};
  if (elicitation === undefined) return false;
  return "form" in elicitation || !("url" in elicitation);
}

function askPerson({ message, schema }: PersonsQuestion, requestState: string): InputRequiredResult {
  // Safe: a flat object of integers and texts is what forms are made of.
  const requestedSchema = schema as Parameters<typeof inputRequired.elicit>[0]["requestedSchema"];
  return inputRequired({
    inputRequests: { [answerKey]: inputRequired.elicit({ message, requestedSchema }) },
    requestState,
  });
}

/** The answer counts with the state only, which proves that it was us who asked. */
function readAnswer({ mcpReq }: ServerContext): PersonsAnswer | undefined {
  const state = mcpReq.requestState();
  if (state === undefined) return undefined;
  const given = Object(mcpReq.inputResponses?.[answerKey]) as { readonly action?: unknown; readonly content?: unknown };
  const { action, content } = given;
  const isFilled = action === "accept" && typeof content === "object" && content !== null;
  return { state, ...(isFilled && { content: { ...content } }) };
}

/** One text and the same as structure; an error is text alone, since some clients hold structures to the tool's schema. */
function toResult(answer: Exclude<ToolAnswer, { question: unknown }>): {
  content: [{ type: "text"; text: string }];
  structuredContent?: Record<string, unknown>;
  isError?: true;
} {
  if ("error" in answer) return { content: [{ type: "text", text: JSON.stringify(answer.error) }], isError: true };
  return {
    content: [{ type: "text", text: JSON.stringify(answer.value) }],
    structuredContent: { ...answer.value },
  };
}
