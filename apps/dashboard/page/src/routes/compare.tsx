import { useContext, useDeferredValue } from "react";
import { useSession } from "../api/use-session.ts";
import { useComparison } from "../compare/use-comparison.ts";
import { StartGuide } from "../compare/start-guide.tsx";
import { useFold } from "../compare/use-fold.ts";
import { Comparison } from "../comparison.tsx";
import { ListForm } from "../list-form.tsx";
import { LanguageContext } from "../messages/use-messages.ts";

/** Creators side by side: which ones, what that costs, and what came. */
export function Compare(): React.ReactElement {
  const { session } = useSession();
  const state = useComparison();
  const fold = useFold(state.request !== undefined);
  const load = (): void => {
    state.load();
    fold.close();
  };
  const comparison = { ...state, load };
  // The table and the charts may follow a moment later than what was pressed.
  const tableLanguage = useDeferredValue(useContext(LanguageContext));
  return (
    <>
      {fold.isOpen && <ListForm session={session} comparison={comparison} onClose={fold.close} />}
      {comparison.request !== undefined && (
        <LanguageContext value={tableLanguage}>
          <Comparison comparison={comparison} request={comparison.request} fold={fold} />
        </LanguageContext>
      )}
      {comparison.request === undefined && <StartGuide onList={comparison.setText} />}
    </>
  );
}
