import { type Answer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { FieldColumn } from '../data/field-column.ts'
import { type ProcessBehavior, processBehaviors } from '../data/process-behaviors.ts'
import { createDice, guidOf } from '../data/random.ts'
import { isFieldOfType } from '../data/type-fields.ts'
import { type WorkItemType, workItemTypes } from '../data/work-item-types.ts'
import type { Route } from '../router.ts'
import { isSystemProcess, processUrl, wantedProcess } from './processes.ts'

/** A process changes these; it has the others as they came. */
const changed: ReadonlySet<string> = new Set(['Bug', 'User Story', 'Issue'])

function isChanged(call: Call, { name }: WorkItemType): boolean {
  return !isSystemProcess(wantedProcess(call)) && changed.has(name)
}

/** A changed type has a reference name of its process. */
function referenceNameOf(call: Call, type: WorkItemType): string {
  const { id } = wantedProcess(call).process
  const own = `Inherited${id.slice(0, 8)}.${type.name.replaceAll(' ', '')}`
  return isChanged(call, type) ? own : type.referenceName
}

function typeUrl(call: Call, type: WorkItemType): string {
  return `${processUrl(call)}/workItemTypes/${referenceNameOf(call, type)}`
}

function statesOf(call: Call, type: WorkItemType): readonly object[] {
  const dice = createDice(wantedProcess(call).index, `state ${type.name}`)
  const isOwn = isChanged(call, type)
  const states = type.states.map(({ name, color, category }, place) => {
    const id = guidOf(dice, place, 0)
    return {
      id,
      name,
      color,
      stateCategory: category,
      order: place + 1,
      url: `${typeUrl(call, type)}/states/${id}`,
      customizationType: 'system',
      // Only what is hidden says so. (assumed)
      hidden: isOwn && category === 'Resolved' ? true : undefined,
    }
  })
  if (!isOwn) return states
  const id = guidOf(dice, states.length, 0)
  const review = {
    id,
    name: 'In "review" 👀',
    color: '5688E0',
    stateCategory: 'InProgress',
    order: states.length + 1,
    url: `${typeUrl(call, type)}/states/${id}`,
    customizationType: 'custom',
  }
  return [...states, review]
}

function behaviorUrl(call: Call, referenceName: string): string {
  return `${processUrl(call)}/behaviors/${referenceName}`
}

function behaviorsOf(call: Call, type: WorkItemType): readonly object[] {
  return processBehaviors
    .filter(({ types }) => types.includes(type.name))
    .map(({ referenceName, types }) => ({
      behavior: { id: referenceName, url: behaviorUrl(call, referenceName) },
      isDefault: types[0] === type.name,
      isLegacyDefault: types[0] === type.name,
      url: `${processUrl(call)}/workItemTypesBehaviors/${referenceNameOf(call, type)}/behaviors/${referenceName}`,
    }))
}

const layout = {
  pages: [
    {
      id: 'Details',
      label: 'Details',
      pageType: 'custom',
      inherited: true,
      visible: true,
      sections: [{ id: 'Section1', groups: [] }],
    },
  ],
  systemControls: [],
  extensions: [],
}

// The flags of $expand are parted by commas. (assumed)
function listTypes(call: Call): Answer {
  const expand = new Set(call.query.list('$expand')?.map((flag) => flag.toLowerCase()))
  return listAnswer(
    workItemTypes.map((type) => ({
      referenceName: referenceNameOf(call, type),
      name: type.name,
      description: type.description,
      url: typeUrl(call, type),
      customization: isChanged(call, type) ? 'inherited' : 'system',
      color: type.color,
      icon: type.icon,
      isDisabled: isChanged(call, type) && type.name === 'Issue',
      inherits: isChanged(call, type) ? type.referenceName : null,
      states: expand.has('states') ? statesOf(call, type) : undefined,
      behaviors: expand.has('behaviors') ? behaviorsOf(call, type) : undefined,
      layout: expand.has('layout') ? layout : undefined,
    })),
  )
}

function wantedType(call: Call): WorkItemType {
  const wanted = param(call, 'witRefName').toLowerCase()
  const found = workItemTypes.find((type) => referenceNameOf(call, type).toLowerCase() === wanted)
  if (found !== undefined) return found
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `VS402805: Cannot find work item type with reference name '${param(call, 'witRefName')}'.`,
    exception:
      'Microsoft.TeamFoundation.WorkItemTracking.Server.ProcessWorkItemTypeDoesNotExistException',
    eventId: 3200,
  })
}

const required = new Set(['System.Title', 'System.State', 'System.AreaId', 'System.IterationId'])

function defaultOf({ referenceName, type }: FieldColumn): string | number | boolean | undefined {
  if (referenceName === 'Microsoft.VSTS.Common.Priority') return 2
  if (referenceName === 'Microsoft.VSTS.Common.ValueArea') return 'Business'
  return type === 'boolean' ? false : undefined
}

// People are a type of their own here. (specification) A list of picklist fields is not in this answer. (assumed)
function fieldJson(call: Call, column: FieldColumn): object {
  const { referenceName, name, isIdentity, isCustom, readOnly, type } = column
  return {
    referenceName,
    name,
    type: isIdentity ? 'identity' : type,
    description: isCustom ? `Added by contoso: "${name}"` : undefined,
    required: required.has(referenceName),
    readOnly,
    isLocked: referenceName.startsWith('System.'),
    defaultValue: defaultOf(column),
    allowGroups: isIdentity ? false : undefined,
    customization: isCustom ? 'custom' : 'system',
    url: `${typeUrl(call, wantedType(call))}/fields/${referenceName}`,
  }
}

function listFields(call: Call): Answer {
  const { index } = wantedProcess(call)
  const type = wantedType(call)
  return listAnswer(
    call.organization.workItems.fields
      .filter((column) => column.isIn(index) && isFieldOfType(column, type.name))
      .map((column) => fieldJson(call, column)),
  )
}

// Changed types have rules of their own; what the service does by itself is no rule. (assumed)
function listRules(call: Call): Answer {
  const type = wantedType(call)
  if (!isChanged(call, type)) return listAnswer([])
  const dice = createDice(wantedProcess(call).index, `rule ${type.name}`)
  const names = [
    'A reason "why" is wanted 🙏',
    'Nobody else closes it',
    'a reason "why" is wanted 🙏',
  ]
  return listAnswer(
    names.map((name, place) => {
      const id = guidOf(dice, place, 0)
      return {
        id,
        name,
        conditions:
          place === 2 ? [] : [{ conditionType: 'when', field: 'System.State', value: 'Closed' }],
        actions: [
          {
            actionType: place === 1 ? 'makeReadOnly' : 'makeRequired',
            targetField: 'System.Reason',
          },
        ],
        isDisabled: place === 2,
        customizationType: 'custom',
        url: `${typeUrl(call, type)}/rules/${id}`,
      }
    }),
  )
}

// Only what the process has changed. (specification)
function listSystemControls(call: Call): Answer {
  const type = wantedType(call)
  if (!isChanged(call, type)) return listAnswer([])
  const controls = [
    { id: 'System.Title', label: `${type.name} "title"`, watermark: 'Say it in a line' },
    { id: 'System.Reason', label: 'Reason', visible: false },
    {
      id: 'contoso.header',
      label: null,
      isContribution: true,
      contribution: {
        contributionId: 'contoso.forms.header',
        height: 40,
        inputs: { FieldName: 'System.Title' },
        showOnDeletedWorkItem: false,
      },
    },
  ]
  return listAnswer(
    controls.map((control, order) => ({
      order,
      controlType: 'FieldControl',
      readOnly: false,
      visible: true,
      isContribution: false,
      overridden: true,
      ...control,
    })),
  )
}

function behaviorJson(call: Call, behavior: ProcessBehavior): object {
  const { referenceName, name, rank, color, inherits, fields } = behavior
  const isExpanded = call.query.list('$expand')?.some((flag) => flag.toLowerCase() === 'fields')
  return {
    referenceName,
    name,
    rank,
    color: color === '' ? null : color,
    description: null,
    customization: isSystemProcess(wantedProcess(call)) || rank !== 30 ? 'system' : 'inherited',
    inherits:
      inherits === undefined
        ? null
        : { behaviorRefName: inherits, url: behaviorUrl(call, inherits) },
    fields:
      isExpanded === true
        ? fields.map(([field, title]) => ({
            referenceName: field,
            name: title,
            url: `${call.organization.url}/_apis/wit/fields/${field}`,
          }))
        : undefined,
    url: behaviorUrl(call, referenceName),
  }
}

const process = 'work/processes/{processTypeId}'
const type = `${process}/workitemtypes/{witRefName}`
const get = { method: 'GET', scope: 'organization', resourceVersion: 2 } as const

/** What processes are made of. */
export const processTypeRoutes: readonly Route[] = [
  { ...get, template: `${process}/workitemtypes`, handle: listTypes },
  { ...get, template: `${type}/fields`, handle: listFields },
  {
    ...get,
    template: `${type}/states`,
    resourceVersion: 1,
    handle: (call) => listAnswer(statesOf(call, wantedType(call))),
  },
  { ...get, template: `${type}/rules`, handle: listRules },
  {
    ...get,
    template: `${type}/layout/systemcontrols`,
    resourceVersion: 1,
    handle: listSystemControls,
  },
  {
    ...get,
    template: `${process}/workitemtypesbehaviors/{witRefName}/behaviors`,
    resourceVersion: 1,
    handle: (call) => listAnswer(behaviorsOf(call, wantedType(call))),
  },
  {
    ...get,
    template: `${process}/behaviors`,
    handle: (call) => listAnswer(processBehaviors.map((behavior) => behaviorJson(call, behavior))),
  },
]
