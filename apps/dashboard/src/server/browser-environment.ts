import type { EnvironmentVariables } from "./open-client.ts";

/** What a browser needs to know of its user and screen. Whatever else is set, a secret maybe, it does not get. */
export function pickBrowserEnvironment(variables: EnvironmentVariables): EnvironmentVariables {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => needed.test(name)));
}

// Windows spells names in any case.
const needed = new RegExp(
  `^(?:${[
    // who, and where programs and files are
    "PATH|PATHEXT|HOME|USER|USERNAME|LOGNAME|SHELL|TMPDIR|TEMP|TMP|LANG|LANGUAGE|LC_[A-Z]+|TZ",
    // the screen, on Linux and in WSL
    "DISPLAY|WAYLAND_DISPLAY|XAUTHORITY|DBUS_SESSION_BUS_ADDRESS|BROWSER|DESKTOP_SESSION|WSL_DISTRO_NAME|WSL_INTEROP",
    "XDG_(?:RUNTIME_DIR|CURRENT_DESKTOP|SESSION_TYPE|SESSION_DESKTOP|SESSION_ID|SEAT|VTNR|CONFIG_HOME|CONFIG_DIRS)",
    "XDG_(?:DATA_HOME|DATA_DIRS|CACHE_HOME|STATE_HOME)|KDE_FULL_SESSION|KDE_SESSION_VERSION|GNOME_DESKTOP_SESSION_ID",
    // Windows
    "SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|APPDATA|LOCALAPPDATA|PROGRAMDATA|ALLUSERSPROFILE|PUBLIC|USERPROFILE",
    "HOMEDRIVE|HOMEPATH|PROGRAMFILES|PROGRAMFILES\\(X86\\)|PROGRAMW6432|COMMONPROGRAMFILES",
  ].join("|")})$`,
  "i",
);
