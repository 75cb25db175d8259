import { DocumentError } from "./document-error.ts";

/** Ends what takes too long, by throwing; asked at every step of what can grow with a power of a document's size. */
export type WatchTime = () => void;

/** For documents of one's own, which may take what they take. */
export const unwatched: WatchTime = () => undefined;

/** @throws DocumentError, once so many milliseconds have gone by */
export function watchTime(maxMs: number): WatchTime {
  const end = Date.now() + maxMs;
  return () => {
    if (Date.now() >= end) throw new DocumentError(`the document takes more than ${maxMs / 1000} s to be read`);
  };
}
