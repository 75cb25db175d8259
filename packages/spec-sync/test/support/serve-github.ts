import { serve } from "./serve.ts";

/** A pull request as the fake keeps it. */
export interface FakePull {
  number: number;
  state: string;
  merged: boolean;
  title: string;
  body: string;
  head: { sha: string };
  labels: { name: string }[];
}

/** A GitHub of one repository: its pull requests and their labels, and the vendor's document beside it. */
export interface FakeGitHub {
  url: string;
  pulls: FakePull[];
  /** What `/openapi.json` answers. */
  document: string;
  isProtected: boolean;
  asked: string[];
}

/** Serves as much of GitHub's API on loopback as the workflow uses. */
export async function serveGitHub(): Promise<FakeGitHub> {
  const fake: FakeGitHub = { url: "", pulls: [], document: "", isProtected: false, asked: [] };
  fake.url = await serve((request, response) => {
    const { method = "", url = "" } = request;
    if (url === "/openapi.json") return response.end(fake.document);
    if (!url.startsWith("/repos/")) return response.writeHead(404).end();
    let text = "";
    request.on("data", (chunk: Buffer) => (text += chunk.toString()));
    request.on("end", () => {
      fake.asked.push(`${method} ${url.split("?")[0]}`);
      const answer =
        request.headers.authorization === "Bearer marked-token-for-tests" ? handle(fake, { method, url, text }) : 401;
      if (typeof answer === "number") response.writeHead(answer).end("{}");
      else response.end(JSON.stringify(answer));
    });
    return response;
  });
  return fake;
}

function handle(
  fake: FakeGitHub,
  { method, url, text }: { method: string; url: string; text: string },
): object | number {
  const [path = ""] = url.replace("/repos/team/project/", "").split("?");
  const [kind, number, action] = path.split("/");
  const body: Partial<FakePull> = text === "" ? {} : JSON.parse(text);
  if (kind === "pulls" && number === undefined && method === "GET") {
    return fake.pulls.filter(({ state }) => state === "open");
  }
  if (kind === "pulls" && number === undefined && method === "POST") {
    // GitHub refuses a second pull request for one branch.
    if (fake.pulls.some(({ state }) => state === "open")) return 422;
    const fresh = { title: body.title ?? "", body: body.body ?? "", labels: [], head: { sha: "fake" } };
    fake.pulls.push({ ...fresh, number: fake.pulls.length + 1, state: "open", merged: false });
    return fake.pulls.at(-1) ?? 500;
  }
  const pull = fake.pulls[Number(number) - 1];
  if (pull === undefined) return 404;
  if (method === "PATCH") return Object.assign(pull, body);
  if (action === "merge") {
    if (fake.isProtected) return 405;
    return Object.assign(pull, { state: "closed", merged: true });
  }
  // Safe: the only other thing that is asked for.
  const { labels = [] } = body as { labels?: unknown[] };
  return Object.assign(pull, { labels: labels.map((name) => ({ name })) });
}
