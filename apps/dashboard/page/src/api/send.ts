/** The server did not answer as it should; `status` is absent when it did not answer at all. */
export class ServerError extends Error {
  readonly status: number | undefined;

  constructor(status?: number) {
    super(status === undefined ? "The dashboard's server did not answer" : `The dashboard's server answered ${status}`);
    this.status = status;
  }
}

/** Asks the dashboard's own server, for JSON. @throws ServerError */
export async function send(path: string, signal: AbortSignal | undefined, body?: object): Promise<unknown> {
  const abort = signal === undefined ? {} : { signal };
  const request: RequestInit =
    body === undefined
      ? abort
      : { ...abort, method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, request).catch(() => undefined);
  if (response === undefined) throw new ServerError();
  if (!response.ok) throw new ServerError(response.status);
  return response.json().catch(() => {
    throw new ServerError();
  });
}
