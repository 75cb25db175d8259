import { shortenId } from "../charts/shorten-id.ts";

/** What a creator is called: the name that was given, else the end of the id. */
export function nameCreator({ id, label }: { readonly id: string; readonly label?: string | undefined }): string {
  return label ?? shortenId(id);
}
