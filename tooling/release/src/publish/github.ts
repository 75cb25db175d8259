/** Asks the API of the repository a workflow runs in. @throws Error naming method, path and status, never the token */
export type Ask = (method: "GET" | "POST" | "PATCH" | "PUT", path: string, body?: object) => Promise<unknown>;

const timeoutMs = 30_000;

/** Creates the way to ask, from what GitHub tells every step of a workflow. */
export function createAsk(environment: Readonly<Record<string, string | undefined>>): Ask {
  const { GITHUB_API_URL: api, GITHUB_REPOSITORY: repository, GITHUB_TOKEN: token } = environment;
  if (api === undefined || repository === undefined || token === undefined) {
    throw new Error("GITHUB_API_URL, GITHUB_REPOSITORY or GITHUB_TOKEN is missing; this runs in a workflow");
  }
  return async (method, path, body) => {
    const response = await fetch(`${api}/repos/${repository}/${path}`, {
      method,
      headers: {
        accept: "application/vnd.github+json",
        authorization: `Bearer ${token}`,
        "x-github-api-version": "2022-11-28",
      },
      signal: AbortSignal.timeout(timeoutMs),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: answered ${response.status}`);
    return response.json();
  };
}
