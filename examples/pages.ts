// Pages of an operation that has a row in the table of pagers. The reply is made here, so that it runs without network.
import type { Catalog } from "@just-one/api";
// #region readme
import { createClient } from "@just-one/core";

interface Operations {
  "GET /api/douyin/get-video-comment/v1": {
    params: { awemeId: string; page?: number | undefined };
    data: { comments?: unknown[]; has_more?: number };
  };
}

async function countComments(client: ReturnType<typeof createClient<Operations>>): Promise<number> {
  let comments = 0;
  const options = { maxCalls: 5 }; // required: every page is a billed call
  for await (const page of client.pages("GET /api/douyin/get-video-comment/v1", { awemeId: "1" }, options)) {
    comments += page.data.comments?.length ?? 0; // `page.next` holds the parameters to go on with another day
  }
  return comments;
}
// #endregion

const catalog: Catalog = [
  {
    operation: "GET /api/douyin/get-video-comment/v1",
    method: "GET",
    path: "/api/douyin/get-video-comment/v1",
    token: "query",
    parameters: [
      { name: "awemeId", in: "query", required: true, types: ["string"] },
      { name: "page", in: "query", required: false, types: ["integer"] },
    ],
    deprecated: false,
    hidden: false,
  },
];

let calls = 0;
const client = createClient<Operations>({
  token: "any",
  catalog,
  fetch: () => {
    calls += 1;
    return Promise.resolve(Response.json({ code: 0, data: { comments: [{}, {}], has_more: calls < 3 ? 1 : 0 } }));
  },
});
console.log(`${await countComments(client)} comments on ${calls} pages`);
