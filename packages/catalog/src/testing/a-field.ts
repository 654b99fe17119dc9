import type { WorkItemField } from '../work-item-field.ts'

/** A field of work items: a custom text, unless told otherwise. */
export function aField(about: Partial<WorkItemField> & { readonly name: string }): WorkItemField {
  return {
    referenceName: `Custom.${about.name.replaceAll(/\W/g, '')}`,
    type: 'string',
    description: undefined,
    usage: 'workItem',
    isIdentity: false,
    canSortBy: true,
    isQueryable: true,
    isDeleted: false,
    ...about,
  }
}
