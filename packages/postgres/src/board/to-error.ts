/** What pg-boss tells of, as an error: of some of its own it makes plain objects, which would be written as `[object Object]`. */
export function toError(told: unknown): Error {
  if (told instanceof Error) return told;
  const { message, code } = (typeof told === "object" && told !== null ? told : {}) as Record<string, unknown>; // whatever they are
  const text = typeof message === "string" && message !== "" ? message : "pg-boss failed without saying why";
  return Object.assign(new Error(text, { cause: told }), typeof code === "string" && { code });
}
