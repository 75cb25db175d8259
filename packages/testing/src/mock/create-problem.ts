/** What goes back on the wire. */
export interface Answer {
  readonly httpStatus: number;
  readonly contentType: string;
  readonly body: unknown;
}

/** An answer that is not the vendor's: the mock itself has something to say. */
export function createProblem(httpStatus: number, title: string): Answer {
  return { httpStatus, contentType: "application/problem+json", body: { title, status: httpStatus } };
}
