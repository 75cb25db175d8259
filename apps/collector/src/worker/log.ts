import { encodeJson } from "@just-one/encoders";

/** Writes one line of JSON. Nothing goes in that holds parameters or replies, and no token comes out. */
export type Log = (event: string, members?: Readonly<Record<string, unknown>>) => void;

export function createLog(stream: { write(text: string): unknown }, clean: (text: string) => string): Log {
  return (event, members) => {
    stream.write(clean(encodeJson({ time: new Date().toISOString(), event, ...members })));
  };
}
