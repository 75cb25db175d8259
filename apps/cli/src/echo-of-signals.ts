/**
 * Milliseconds in which a second signal is taken for the first: one Ctrl-C comes twice where a package manager stands between,
 * from the terminal and handed on. What is said of the first is said after that, so that who answers it is understood.
 */
export const echoMs = 100;
