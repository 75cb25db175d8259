import { useDeferredValue, useContext, useState } from "react";
import { useSession } from "../api/use-session.ts";
import { Comparison } from "../comparison.tsx";
import type { Request } from "../creators/use-creators.ts";
import { ListForm } from "../list-form.tsx";
import { LanguageContext } from "../messages/use-messages.ts";

/** Creators side by side: which ones, what that costs, and what came. */
export function Compare(): React.ReactElement {
  const [request, setRequest] = useState<Request>();
  const { session } = useSession();
  // The table and the charts may follow a moment later than what was pressed.
  const tableLanguage = useDeferredValue(useContext(LanguageContext));
  return (
    <>
      <ListForm session={session} onLoad={setRequest} />
      {request !== undefined && (
        <LanguageContext value={tableLanguage}>
          <Comparison request={request} />
        </LanguageContext>
      )}
    </>
  );
}
