import type { DatabaseSync } from "node:sqlite";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { isEmptyReply } from "../is-empty-reply.ts";
import type { Reply } from "../item.ts";

/** Keeps and finds replies of a run; the first one of an item stays. */
export interface Replies {
  readonly keep: (seq: number, reply: Reply) => void;
  readonly find: (seq: number) => Reply | undefined;
  /** Replies that were paid for and hold nothing. */
  readonly countEmpty: () => number;
}

export function prepareReplies(database: DatabaseSync, run: number): Replies {
  const add = database.prepare(
    "insert or ignore into reply (run, seq, request_id, record_time, fetched_at, is_empty, data) values (?, ?, ?, ?, ?, ?, ?)",
  );
  const find = database.prepare("select * from reply where run = ? and seq = ?");
  const countEmpty = database.prepare("select count(*) as replies from reply where run = ? and is_empty = 1");
  return {
    keep: (seq, { json, requestId, recordTime, fetchedAt }) => {
      const isEmpty = isEmptyReply(json) ? 1 : 0;
      add.run(run, seq, requestId ?? null, recordTime ?? null, fetchedAt, isEmpty, pack(json));
    },
    find: (seq) => {
      const row = find.get(run, seq);
      if (row === undefined) return undefined;
      const { request_id: requestId, record_time: recordTime, fetched_at: fetchedAt, data } = row;
      return {
        json: data instanceof Uint8Array ? unpack(data) : "null",
        fetchedAt: Number(fetchedAt),
        ...(typeof requestId === "string" && { requestId }),
        ...(typeof recordTime === "string" && { recordTime }),
      };
    },
    countEmpty: () => Number(countEmpty.get(run)?.["replies"]),
  };
}

// Setting up the packer costs more than short texts can save.
const shortCharacters = 1000;

function pack(json: string): Uint8Array {
  return json.length < shortCharacters ? Buffer.from(json) : zstdCompressSync(json);
}

/** What is packed begins with a byte that no JSON begins with. */
function unpack(bytes: Uint8Array): string {
  return (bytes[0] === 0x28 ? zstdDecompressSync(bytes) : Buffer.from(bytes)).toString("utf8");
}
