/** A message of the protocol as a line. */
function writeMessage(message: object): string {
  return `${JSON.stringify({ jsonrpc: "2.0", ...message })}\n`;
}

const clientInfo = { name: "bench", version: "1" };

/** What a client says first. */
export const greeting: string =
  writeMessage({
    id: 0,
    method: "initialize",
    params: { protocolVersion: "2025-11-25", capabilities: {}, clientInfo },
  }) + writeMessage({ method: "notifications/initialized" });

/** A call of a tool. */
export interface ToolCall {
  readonly name: string;
  readonly arguments: object;
}

/** All that a client says to list the tools and call some. */
export function writeTalk(calls: readonly ToolCall[]): string {
  return [
    greeting,
    writeMessage({ id: 1, method: "tools/list", params: {} }),
    ...calls.map((params, at) => writeMessage({ id: at + 2, method: "tools/call", params })),
  ].join("");
}

/** What the server answered: the list as JSON, and the text of each call. */
export function readTalk(stdout: string, count: number): { readonly tools: string; readonly answers: string[] } {
  const results = new Map(
    stdout
      .split("\n")
      .filter((line) => line.startsWith("{"))
      .map((line) => {
        // Safe: a server of the protocol writes such lines and no others.
        const { id, result } = JSON.parse(line) as { id?: number; result?: Record<string, unknown> };
        return [id, result ?? {}];
      }),
  );
  const answers = Array.from({ length: count }, (_, at) => {
    const [block] = (results.get(at + 2)?.["content"] ?? []) as { text?: string }[];
    if (block?.text === undefined) throw new Error(`the server did not answer call ${at}`);
    return block.text;
  });
  return { tools: JSON.stringify(results.get(1)?.["tools"]), answers };
}

/** Tokens, near enough to compare by: a tokenizer's own count of JSON is a quarter higher on both sides. */
export function countTokens(text: string): number {
  return Math.ceil(Buffer.byteLength(text) / 4);
}
