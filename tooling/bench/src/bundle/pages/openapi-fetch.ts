import createClient from "openapi-fetch";

// The same page with openapi-fetch alone.

const path = "/api/douyin-xingtu/gw/api/data_sp/get_author_spread_info/v1";
const client = createClient<Paths>({ baseUrl: "https://api.justoneapi.com" });
const query = { token: "marked-token-for-benchmarks", oAuthorId: "7048929565493690398" };
const { data } = await client.GET(path, { params: { query } });
document.title = JSON.stringify(data);

interface Paths {
  [path]: {
    get: {
      parameters: { query: { token: string; oAuthorId: string } };
      responses: { 200: { content: { "application/json": { data: unknown } } } };
    };
  };
}
