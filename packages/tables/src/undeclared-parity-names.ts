/** Names of tables that other drivers have and this one has not, with the reason. */
export const otherTables: Readonly<Record<string, string>> = {
  QueryClauses: 'Clauses of Queries has them, groups within groups',
}

const field = 'a field of work items: the organization says which there are, each is a column'

/** The same for columns: table -> column -> reason. */
export const otherColumns: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  WorkItems: {
    Type: field,
    State: field,
    CreatedDate: field,
    CreatedById: field,
    CreatedByDisplayName: field,
    CreatedByUrl: field,
    ChangedDate: field,
    ChangedById: field,
    ChangedByDisplayName: field,
    ChangedByUrl: field,
    AssignedToId: field,
  },
}
