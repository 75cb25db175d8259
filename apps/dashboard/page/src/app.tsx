import { lazy, Suspense, useDeferredValue, useEffect } from "react";
import { useSession } from "./api/use-session.ts";
import { type Language, LanguageContext, languages } from "./messages/use-messages.ts";
import { Compare } from "./routes/compare.tsx";
import { SettingsBar, type Theme } from "./settings-bar.tsx";
import { Navigation } from "./shell/navigation.tsx";
import { useRoute } from "./shell/use-route.ts";
import { useSetting } from "./theme/use-setting.ts";

const browserLanguage: Language = navigator.language.startsWith("zh") ? "zh" : "en";
const Spending = lazy(async () => ({ default: (await import("./routes/spending.tsx")).Spending }));
const Operations = lazy(async () => ({ default: (await import("./routes/operations.tsx")).Operations }));

/** The page. */
export function App(): React.ReactElement {
  const [language, setLanguage] = useSetting<Language>("language", ["en", "zh"], browserLanguage);
  const [theme, setTheme] = useSetting<Theme>("theme", ["system", "light", "dark"], "system");
  const [route, go] = useRoute();
  const { session, trouble } = useSession();
  const messages = languages[language];
  // With the table, which may follow a moment later than what was pressed.
  const tableLanguage = useDeferredValue(language);

  useEffect(() => {
    // With the table, so that the browser lays the page out once.
    document.documentElement.lang = tableLanguage;
    document.documentElement.dataset["theme"] = theme;
    document.title = route === "compare" ? messages.title : `${messages.routes[route]} · ${messages.title}`;
  }, [tableLanguage, theme, messages, route]);

  return (
    <LanguageContext value={language}>
      <header>
        <h1>{messages.title}</h1>
        <Navigation route={route} onGo={go} />
        <SettingsBar theme={theme} onTheme={setTheme} onLanguage={setLanguage} />
      </header>
      <main>
        {session?.mode === "mock" && <p className="banner">{messages.mock}</p>}
        {trouble !== undefined && (
          <p className="banner" role="alert">
            {messages.loading[trouble]}
          </p>
        )}
        {/* Hidden and not taken away: what is being loaded there goes on, and what was typed stays. */}
        <div hidden={route !== "compare"}>
          <Compare />
        </div>
        <Suspense>
          {route === "spending" && <Spending />}
          {route === "operations" && <Operations />}
        </Suspense>
      </main>
    </LanguageContext>
  );
}
