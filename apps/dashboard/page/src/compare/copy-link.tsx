import { useEffect, useState } from "react";
import { useMessages } from "../messages/use-messages.ts";
import { copyText } from "./copy-text.ts";

/** Copies the address that leads to a list and its settings; tells when it could not. */
export function CopyLink({ hash }: { readonly hash: string }): React.ReactElement {
  const { messages } = useMessages();
  const [copied, setCopied] = useState<boolean>();
  useEffect(() => setCopied(undefined), [hash]);
  const copyLink = async (): Promise<void> => {
    history.replaceState(null, "", hash);
    setCopied(await copyText(location.href));
  };
  return (
    <>
      <button type="button" disabled={hash === ""} onClick={() => void copyLink()}>
        {copied === true ? messages.copied : messages.copyLink}
      </button>
      {copied === false && <span role="status">{messages.loading.notCopied}</span>}
    </>
  );
}
