import type { ClientEvent } from "@just-one/core";
import { encodeJson } from "@just-one/encoders";

/** Writes one line of JSON. What goes in holds no token, no parameter and no reply. */
export type Log = (event: string, members?: Readonly<Record<string, unknown>>) => void;

/** Logs to a stream, stderr for instance. */
export function createLog(stream: { write(text: string): unknown }): Log {
  return (event, members) => {
    stream.write(encodeJson({ time: new Date().toISOString(), event, ...members }));
  };
}

/** Logs what the client tells. Its events hold no secrets; a member with an error's text does not exist. */
export function logClientEvent(log: Log, { type, ...members }: ClientEvent): void {
  log(`vendor-${type}`, members);
}
