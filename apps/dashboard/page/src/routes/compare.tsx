import { useContext, useDeferredValue } from "react";
import { useSession } from "../api/use-session.ts";
import { useComparison } from "../compare/use-comparison.ts";
import { Comparison } from "../comparison.tsx";
import { ListForm } from "../list-form.tsx";
import { LanguageContext } from "../messages/use-messages.ts";

/** Creators side by side: which ones, what that costs, and what came. */
export function Compare(): React.ReactElement {
  const { session } = useSession();
  const comparison = useComparison();
  // The table and the charts may follow a moment later than what was pressed.
  const tableLanguage = useDeferredValue(useContext(LanguageContext));
  return (
    <>
      <ListForm session={session} comparison={comparison} />
      {comparison.request !== undefined && (
        <LanguageContext value={tableLanguage}>
          <Comparison comparison={comparison} request={comparison.request} />
        </LanguageContext>
      )}
    </>
  );
}
