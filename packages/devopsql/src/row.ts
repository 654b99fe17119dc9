/** The values of one row by the names of the columns. */
export type Row = Readonly<Record<string, unknown>>
