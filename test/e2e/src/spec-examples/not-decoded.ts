/** Examples, by file and table, that don't decode field by field, each with what is wrong with the example. */
export const notDecoded: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'wit/wiql/GET__wit_wiql__queryId_.json': {
    QueryResults:
      'is of one query, which has to be chosen: saved-query-results.test.ts serves a recording',
  },
}
