import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { FieldColumn } from '../data/field-column.ts'
import { isFieldOfType } from '../data/type-fields.ts'
import { findWorkItemType, type WorkItemType, workItemTypes } from '../data/work-item-types.ts'
import type { Route } from '../router.ts'
import type { FieldType } from '../wiql/contract.ts'

const comparison = [
  'Equals',
  'NotEquals',
  'GreaterThan',
  'LessThan',
  'GreaterThanEquals',
  'LessThanEquals',
  'In',
  'NotIn',
  'WasEver',
]
const text = ['Contains', 'NotContains']
const names: Readonly<Record<string, string>> = {
  Equals: '=',
  NotEquals: '<>',
  GreaterThan: '>',
  LessThan: '<',
  GreaterThanEquals: '>=',
  LessThanEquals: '<=',
  In: 'In',
  NotIn: 'Not In',
  WasEver: 'Was Ever',
  Contains: 'Contains',
  NotContains: 'Does Not Contain',
  Under: 'Under',
  NotUnder: 'Not Under',
  ContainsWords: 'Contains Words',
  NotContainsWords: 'Does Not Contain Words',
  IsEmpty: 'Is Empty',
  IsNotEmpty: 'Is Not Empty',
  InGroup: 'In Group',
  NotInGroup: 'Not In Group',
}

// Operators by type. (docs/boards/queries/wiql-syntax.md)
function operationsOf(type: FieldType): readonly string[] {
  switch (type) {
    case 'boolean':
      return ['Equals', 'NotEquals']
    case 'treePath':
      return ['Equals', 'NotEquals', 'In', 'NotIn', 'Under', 'NotUnder']
    case 'plainText':
    case 'html':
    case 'history':
      return ['ContainsWords', 'NotContainsWords', 'IsEmpty', 'IsNotEmpty']
    case 'integer':
    case 'double':
    case 'dateTime':
    case 'guid':
    case 'picklistInteger':
    case 'picklistDouble':
      return comparison
    case 'string':
    case 'identity':
    case 'picklistString':
      return [...comparison, ...text, 'InGroup', 'NotInGroup']
  }
}

// Tags are matched as whole tags with CONTAINS. (docs/boards/queries/wiql-syntax.md)
function supported(column: FieldColumn): readonly string[] {
  return column.referenceName === 'System.Tags' ? text : operationsOf(column.type)
}

function fieldJson({ organization }: Call, column: FieldColumn): object {
  return {
    name: column.name,
    referenceName: column.referenceName,
    description: column.isCustom ? `Added by contoso: ${column.name}` : null,
    type: column.type,
    usage: 'workItem',
    readOnly: column.readOnly,
    canSortBy: column.canSortBy,
    isQueryable: column.isQueryable,
    supportedOperations: supported(column).map((name) => ({
      referenceName: `SupportedOperations.${name}`,
      name: names[name],
    })),
    isIdentity: column.isIdentity,
    isPicklist: column.isPicklist,
    isPicklistSuggested: false,
    url: `${organization.url}/_apis/wit/fields/${column.referenceName}`,
  }
}

function visibleColumns({ organization, project }: Call): readonly FieldColumn[] {
  return organization.workItems.fields.filter(
    (column) => project === undefined || column.isIn(project.index),
  )
}

function listFields(call: Call): Answer {
  return listAnswer(visibleColumns(call).map((column) => fieldJson(call, column)))
}

function getField(call: Call): Answer {
  const wanted = param(call, 'field')
  const column = call.organization.workItems.field(wanted)
  if (column !== undefined && visibleColumns(call).includes(column))
    return jsonAnswer(fieldJson(call, column))
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `TF51535: Cannot find field ${wanted}.`,
    exception:
      'Microsoft.TeamFoundation.WorkItemTracking.Server.Metadata.WorkItemTrackingFieldDefinitionNotFoundException',
    eventId: 3200,
  })
}

function fieldInstance({ organization }: Call, column: FieldColumn): object {
  return {
    defaultValue: null,
    helpText: column.isCustom ? 'Added by contoso' : undefined,
    alwaysRequired: [
      'System.Title',
      'System.State',
      'System.AreaId',
      'System.IterationId',
    ].includes(column.referenceName),
    referenceName: column.referenceName,
    name: column.name,
    url: `${organization.url}/_apis/wit/fields/${column.referenceName}`,
  }
}

function fieldsOfType(call: Call, { name }: WorkItemType): readonly object[] {
  return visibleColumns(call)
    .filter((column) => isFieldOfType(column, name))
    .map((column) => fieldInstance(call, column))
}

function typeJson(call: Call, type: WorkItemType): object {
  const { organization, project } = call
  const instances = fieldsOfType(call, type)
  const base = `${organization.url}/${project?.id ?? ''}/_apis/wit`
  const everyMove = type.states.map(({ name }) => ({ to: name, actions: null }))
  return {
    name: type.name,
    referenceName: type.referenceName,
    description: type.description,
    color: type.color,
    icon: {
      id: type.icon,
      url: `${organization.url}/_apis/wit/workItemIcons/${type.icon}?color=${type.color}&v=2`,
    },
    isDisabled: false,
    xmlForm: '<FORM><Layout /></FORM>',
    fields: instances,
    fieldInstances: instances,
    transitions: Object.fromEntries(type.states.map(({ name }) => [name, everyMove])),
    states: type.states,
    url: `${base}/workItemTypes/${encodeURIComponent(type.name)}`,
  }
}

function wantedType(call: Call): WorkItemType {
  const wanted = param(call, 'type')
  const type = findWorkItemType(wanted)
  if (type !== undefined) return type
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `VS402323: Work item type ${wanted} does not exist in project ${call.project?.name ?? ''} or you do not have permission to access it.`,
    exception: 'Microsoft.TeamFoundation.WorkItemTracking.Server.WorkItemTypeNotFoundException',
    eventId: 3200,
  })
}

const get = { method: 'GET' } as const
const anywhere = { ...get, scope: 'project-or-organization', resourceVersion: 3 } as const
const inProject = { ...get, scope: 'project' } as const

/** Fields and work item types. */
export const workItemTypeRoutes: readonly Route[] = [
  { ...anywhere, template: 'wit/fields', handle: listFields },
  { ...anywhere, template: 'wit/fields/{field}', handle: getField },
  {
    ...inProject,
    template: 'wit/workitemtypes',
    resourceVersion: 2,
    handle: (call) => listAnswer(workItemTypes.map((type) => typeJson(call, type))),
  },
  {
    ...inProject,
    template: 'wit/workitemtypes/{type}',
    resourceVersion: 2,
    handle: (call) => jsonAnswer(typeJson(call, wantedType(call))),
  },
  {
    ...inProject,
    template: 'wit/workitemtypes/{type}/states',
    resourceVersion: 1,
    handle: (call) => listAnswer(wantedType(call).states),
  },
  {
    ...inProject,
    template: 'wit/workitemtypes/{type}/fields',
    resourceVersion: 3,
    handle: (call) => {
      return listAnswer(fieldsOfType(call, wantedType(call)))
    },
  },
]
