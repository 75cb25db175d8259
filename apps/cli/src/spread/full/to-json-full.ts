import { type JsonRowOptions, toJsonRow } from "../to-json-row.ts";
import { compareReplies, type FullCreator } from "./full-creator.ts";
import { type VariantName, variants } from "./variants.ts";

/**
 * A creator's full picture for programs: each reply as `just-one spread` prints it, and the changes between them. In a
 * change, `from` and `to` are figures in the metric's unit and `relative` is their difference as a share of `from`:
 * `change90To30` is above 0 where the last 30 days are above the 90.
 */
export function toJsonFull(creator: FullCreator, { raw, question }: JsonRowOptions): object {
  const changes = compareReplies(creator);
  const show = (name: VariantName): object => {
    const options = { raw, question: { ...question, ...variants[name] } };
    const row = { oAuthorId: creator.id, label: creator.label, ...toJsonRow(creator.replies[name], options) };
    const { oAuthorId: _id, label: _label, ...reply } = row;
    return reply;
  };
  return {
    oAuthorId: creator.id,
    label: creator.label,
    personal: {
      days30: show("personal30"),
      days90: show("personal90"),
      change90To30: changes.personal30Against90,
    },
    xingtu: {
      days30: show("xingtu30"),
      days90: show("xingtu90"),
      change90To30: changes.xingtu30Against90,
    },
    changePersonalToXingtu: {
      days30: changes.xingtuAgainstPersonal30,
      days90: changes.xingtuAgainstPersonal90,
    },
  };
}
