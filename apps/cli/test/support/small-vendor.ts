import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

const token = { name: "token", in: "query", required: true, schema: { type: "string" } };

/** A document of a vendor's kind with operations that no package has, and one that ours has with one parameter more. */
export function smallVendor(more: Record<string, unknown> = {}, paths: Record<string, unknown> = {}): object {
  return {
    openapi: "3.1.0",
    info: { title: "small", version: "1" },
    servers: [{ url: "https://elsewhere.invalid" }],
    tags: [{ name: "Kite Club (风筝)", "x-platform-aliases": ["风筝"] }],
    paths: {
      "/api/kite-club/get-kite/v1": {
        get: {
          tags: ["Kite Club (风筝)"],
          summary: "Kite",
          parameters: [
            token,
            { name: "kiteId", in: "query", required: true, description: "Of one kite", schema: { type: "string" } },
          ],
          responses: {},
        },
      },
      "/api/kite-club/search-kites/v1": {
        servers: [{ url: "https://elsewhere.invalid" }],
        post: {
          tags: ["Kite Club (风筝)"],
          summary: "Search for a Kite",
          deprecated: true,
          requestBody: {
            content: {
              "application/x-www-form-urlencoded": {
                schema: { required: ["word"], properties: { token: {}, word: { type: "string" } } },
              },
            },
          },
          responses: {},
        },
      },
      "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1": {
        get: {
          summary: "Spread of today",
          parameters: [
            token,
            { name: "oAuthorId", in: "query", required: true, schema: { type: "string" } },
            { name: "newest", in: "query", description: "Since today", schema: { type: "string" } },
          ],
          responses: {},
        },
      },
      ...paths,
    },
    ...more,
  };
}

/** An empty folder of a user's data for one test. */
export function makeDataHome(): { readonly environment: { readonly XDG_DATA_HOME: string }; readonly file: string } {
  const home = mkdtempSync(join(tmpdir(), "just-one-catalog-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  return { environment: { XDG_DATA_HOME: home }, file: join(home, "just-one", "catalog.json") };
}

/** Serves for one test. Returns its address and what it heard. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<{ readonly url: string; readonly heard: IncomingMessage[] }> {
  const heard: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    heard.push(request);
    answer(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo; // safe: a TCP server that listens has one
  return { url: `http://127.0.0.1:${port}`, heard };
}
