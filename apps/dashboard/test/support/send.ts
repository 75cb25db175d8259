import { request } from "node:http";

/** A reply, whole. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
  readonly body: unknown;
}

/** The cookies that servers gave, by their addresses, as a browser keeps them. */
const cookies = new Map<string, string>();

/** Opens the address that lets in, and keeps the cookie for what is sent to that server later. */
export async function enter(entrance: string): Promise<Reply> {
  const reply = await send(entrance);
  const [cookie = ""] = reply.headers["set-cookie"] ?? [];
  cookies.set(new URL(entrance).origin, cookie.split(";")[0] ?? "");
  return reply;
}

export interface SendOptions {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Sends what a page would, with any header changed, `host` and `origin` too, which `fetch` would not allow. */
export function send(url: string, options: SendOptions = {}): Promise<Reply> {
  const { method = options.body === undefined ? "GET" : "POST", body } = options;
  const text = typeof body === "string" ? body : body === undefined ? "" : JSON.stringify(body);
  const page = method === "POST" ? { "content-type": "application/json", origin: new URL(url).origin } : {};
  const cookie = cookies.get(new URL(url).origin);
  const headers = {
    "content-length": String(Buffer.byteLength(text)),
    ...page,
    ...(cookie !== undefined && { cookie }),
    ...options.headers,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (reply) => {
      const chunks: Buffer[] = [];
      reply.on("data", (chunk: Buffer) => chunks.push(chunk));
      reply.on("error", reject);
      reply.on("end", () => {
        const replied = Buffer.concat(chunks).toString();
        resolve({ status: reply.statusCode ?? 0, headers: reply.headers, text: replied, body: parse(replied) });
      });
    });
    sent.on("error", reject);
    sent.end(text);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
