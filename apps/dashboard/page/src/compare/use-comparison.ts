import { type Creator, findCreators, type FoundCreators } from "@just-one/creator-ids";
import { useDeferredValue, useMemo, useState } from "react";
import { useSession } from "../api/use-session.ts";
import { type Choice, defaultChoice } from "../creators/choice.ts";
import { asksTheSame, listCalls, type Request } from "../creators/spread-call.ts";
import { useStore } from "../creators/store-context.ts";
import { readLink, writeLink } from "../ids/link.ts";
import { forgetRecent, rememberRecent } from "../ids/recent-lists.ts";
import { recallList, rememberList } from "../ids/remembered-list.ts";
import { writeList } from "../ids/write-list.ts";
import { useLinks } from "./use-links.ts";

/** The form, the table, and whether they say the same. */
export interface ComparisonState {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly choice: Choice;
  readonly setChoice: (choice: Choice) => void;
  /** What is found in the text, a moment later than it is typed. */
  readonly found: FoundCreators;
  /** What the form asks for. */
  readonly draft: Request;
  /** What the table shows; absent while there is none. */
  readonly request: Request | undefined;
  /** Whether the table shows something else than what the form asks for. */
  readonly isStale: boolean;
  /** Where a link leads to what the form asks for; empty without ids. */
  readonly hash: string;
  /** Shows what the form asks for, and loads what is not there yet: it costs, unless the person may only look. */
  readonly load: () => void;
  /** Empties form, table, address and what the browser remembers. */
  readonly forget: () => void;
}

/** Keeps the form and the table of the page apart: what is typed changes no figures, and nothing is paid for until `load`. */
export function useComparison(): ComparisonState {
  const store = useStore();
  const { session } = useSession();
  const [text, setText] = useState(() => startText());
  const [choice, setChoice] = useState(() => readLink(location.hash)?.choice ?? defaultChoice);
  const [loaded, setLoaded] = useState<Request>();
  const deferred = useDeferredValue(text);
  const found = useMemo(() => findCreators(deferred), [deferred]);
  const draft = useMemo((): Request => ({ creators: found.creators, choice }), [found, choice]);
  const isSame = loaded === undefined || asksTheSame(draft, loaded);
  const hash = useMemo(() => (draft.creators.length === 0 ? "" : writeLink(draft)), [draft]);
  const loadedHash = useMemo(() => loaded && writeLink(loaded), [loaded]);
  // Names and order are the form's at once: they cost nothing. What says the same stays itself, and nothing is drawn anew.
  const request = loaded !== undefined && isSame && hash !== loadedHash ? draft : loaded;

  const fill = (link: Request): void => {
    setText(writeList(link.creators));
    setChoice(link.choice);
  };
  useLinks({ shown: loaded, fill, show: setLoaded });

  const load = (): void => {
    const { creators } = findCreators(text);
    if (creators.length === 0) return;
    const asked: Request = { creators, choice };
    const link = writeLink(asked);
    remember(creators, link);
    if (link !== loadedHash) setLoaded(asked); // else nothing need be drawn anew
    store.load(listCalls(asked), { onlyFree: session?.role === "viewer" });
  };
  const forget = (): void => {
    setText("");
    setLoaded(undefined);
    rememberList("");
    if (loaded !== undefined) forgetRecent(writeLink(loaded));
    history.replaceState(null, "", location.pathname);
  };
  const isStale = !isSame && found.creators.length > 0;
  return { text, setText, choice, setChoice, found, draft, request, isStale, hash, load, forget };
}

function startText(): string {
  const link = readLink(location.hash);
  return link === undefined ? recallList() : writeList(link.creators);
}

/** The address then leads here again: after a reload, and by going back from another list. */
function remember(creators: readonly Creator[], hash: string): void {
  rememberList(writeList(creators));
  rememberRecent(hash);
  if (location.hash !== hash) history.pushState(null, "", hash);
}
