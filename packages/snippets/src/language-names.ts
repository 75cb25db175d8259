/** Every language that a snippet can be had in; apart from their writers, so that the command's help need not load those. */
export const languageNames = ["typescript", "curl", "python", "javascript", "java", "go", "php", "prompt"] as const;

export type SnippetLanguage = (typeof languageNames)[number];
