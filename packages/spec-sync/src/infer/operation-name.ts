import { findHidden } from "@just-one/encoders";

/** An operation by the only name of it that stays: method and path. */
export interface OperationName {
  /** In capitals, as in `GET`. */
  method: string;
  path: string;
}

const maxLength = 1_000;

/** Reads `"GET /path"`; undefined when the text is anything else. */
export function parseOperationName(text: string): OperationName | undefined {
  const [, method, path] = /^(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (\/[^\s\p{Cc}]*)$/u.exec(text) ?? [];
  if (method === undefined || path === undefined || text.length > maxLength || findHidden(path) !== undefined)
    return undefined;
  return { method, path };
}
