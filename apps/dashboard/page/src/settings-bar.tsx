import { type Language, languages, useMessages } from "./messages/use-messages.ts";

export type Theme = "system" | "light" | "dark";

export interface SettingsBarProps {
  readonly theme: Theme;
  readonly onTheme: (theme: Theme) => void;
  readonly onLanguage: (language: Language) => void;
}

/** Language and appearance. */
export function SettingsBar({ theme, onTheme, onLanguage }: SettingsBarProps): React.ReactElement {
  const { messages, language } = useMessages();
  const themes = Object.keys(messages.themes) as Theme[]; // safe: the table's own keys
  const other: Language = language === "en" ? "zh" : "en";
  return (
    <div className="settings">
      <button type="button" lang={other} onClick={() => onLanguage(other)}>
        {languages[other].language}
      </button>
      <label>
        <span className="hidden">{messages.theme}</span> {/* Safe: the options are the themes. */}
        <select value={theme} onChange={({ target }) => onTheme(target.value as Theme)}>
          {themes.map((each) => (
            <option key={each} value={each}>
              {messages.themes[each]}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
