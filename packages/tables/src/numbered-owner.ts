import { type ColumnDefinitions, integer, json, text } from '@devopsql/schema'

/** The columns of a reference to a pipeline, or to a run of it, that a job belongs to. */
export function numberedOwner(role: string, path: string, doc: string): ColumnDefinitions {
  return {
    [`${role}Id`]: integer(`${path}.id`, `Number of ${doc}.`),
    [`${role}Name`]: text(`${path}.name`, `Name of ${doc}.`),
    [`${role}Links`]: json(`${path}._links`, `Addresses related to ${doc}.`),
  }
}
