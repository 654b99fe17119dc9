const field = 'a field of work items: the organization says which there are, each is a column'

/** Names of columns that other drivers have and no column here has from the start: table -> column -> reason. */
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
