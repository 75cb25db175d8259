import { maxReplyBytes } from "./recording.ts";

/** Reads a reply's body. @throws TypeError, as `fetch` does, when it breaks off or is larger than any reply may be */
export async function readText(reply: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let size = 0;
  // Safe: fetch's bodies are streams of bytes.
  for await (const bytes of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    size += bytes.length;
    if (size > maxReplyBytes) throw new TypeError(`The reply has more than ${maxReplyBytes} bytes`);
    text += decoder.decode(bytes, { stream: true });
  }
  return text + decoder.decode();
}
