/** What the table of `bench data` can hold: numbers and names, or random doubles only. Apart from the table, so that the command line loads nothing else. */
export const tableContents = ['mixed', 'doubles'] as const;

/** What a table holds. */
export type TableContent = (typeof tableContents)[number];
