import type { Guard } from "./guard.ts";

/** Stops when the new text has fewer than half the bytes of the old one: half a download looks like that. */
export const guardSize: Guard = ({ before, after }) => {
  const [one, other] = [Buffer.byteLength(before.text), Buffer.byteLength(after.text)];
  if (other * 2 >= one) return undefined;
  return {
    guard: "document-shrunk",
    what: `the document has ${other} bytes where it had ${one}, fewer than half`,
    howMany: one - other,
  };
};
