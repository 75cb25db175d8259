import { toJsonRow } from "../to-json-row.ts";
import { compareReplies, type FullCreator } from "./full-creator.ts";
import type { VariantName } from "./variants.ts";

/**
 * A creator's full picture for programs: each reply as `just-one spread` prints it, and the changes between them. In a
 * change, `from` and `to` are figures in the metric's unit and `relative` is their difference as a share of `from`.
 */
export function toJsonFull(creator: FullCreator, raw: boolean): object {
  const show = (name: VariantName): object => {
    const row = { oAuthorId: creator.id, label: creator.label, ...toJsonRow(creator.replies[name], raw) };
    const { oAuthorId: _id, label: _label, ...reply } = row;
    return reply;
  };
  return {
    oAuthorId: creator.id,
    label: creator.label,
    personal: {
      days30: show("personal30"),
      days90: show("personal90"),
      change90To30: compareReplies(creator, "personal90", "personal30"),
    },
    xingtu: {
      days30: show("xingtu30"),
      days90: show("xingtu90"),
      change90To30: compareReplies(creator, "xingtu90", "xingtu30"),
    },
    changePersonalToXingtu: {
      days30: compareReplies(creator, "personal30", "xingtu30"),
      days90: compareReplies(creator, "personal90", "xingtu90"),
    },
  };
}
