/** Examples, by file and table, that don't decode field by field, each with what is wrong with the example. */
export const notDecoded: Readonly<Record<string, Readonly<Record<string, string>>>> = {}
