import {
  type AccessDefinition,
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  type ForeignKey,
  fromParent,
  integer,
  json,
  type ParentLink,
  type Table,
  text,
  uuid,
} from '@devopsql/schema'
import { fieldTypes } from '../field-types.ts'
import { needing } from '../needing.ts'

const base = { kind: 'view', area: 'processes', levels: ['organization'] } as const
const exact = { collation: 'exact' } as const
const customizations = ['system', 'inherited', 'custom'] as const

const processes: Table = defineTable({
  ...base,
  name: 'Processes',
  doc: 'Processes that the projects follow: what work item types, fields and states they have.',
  key: ['Id'],
  columns: {
    Id: uuid('typeId', 'Identifier of the process.'),
    Name: text('name', 'Name of the process.', { nullable: false }),
    ReferenceName: text(
      'referenceName',
      'Name that never changes; only changed processes have one.',
    ),
    Description: text('description', 'What the process is for.'),
    ParentProcessId: uuid('parentProcessTypeId', 'Process that it was made from.'),
    CustomizationType: choice(
      'customizationType',
      customizations,
      'Whether it is as it came, derived from one that came, or imported.',
    ),
    IsDefault: boolean('isDefault', 'Whether new projects get it.'),
    IsEnabled: boolean('isEnabled', 'Whether new projects can get it.'),
    Projects: json('projects', 'Projects that follow the process, as far as they are visible.', {
      needs: { $expand: 'projects' },
    }),
  },
  access: [
    {
      name: 'list',
      request: { path: '_apis/work/processes' },
    },
    {
      name: 'by id',
      request: { path: '_apis/work/processes/{processTypeId}' },
      rows: '',
      requires: { processTypeId: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

const eachProcess: ParentLink = { table: 'Processes', parameters: { process: 'Id' } }
const processOfParent: ColumnDefinitions = {
  ProcessId: fromParent('uuid', 'Id', 'Identifier of the process.'),
  ProcessName: fromParent('varchar', 'Name', 'Name of the process.'),
}
const foreignKeyToProcess: ForeignKey = {
  columns: ['ProcessId'],
  table: 'Processes',
  references: ['Id'],
}

const customization = choice(
  'customization',
  customizations,
  'Whether it is as it came, changed, or added.',
)
const customizationType = choice(
  'customizationType',
  customizations,
  'Whether it is as it came, changed, or added.',
)

const workItemTypes: Table = defineTable({
  ...base,
  name: 'ProcessWorkItemTypes',
  doc: 'Work item types of the processes: one request for each process.',
  key: ['ProcessId', 'ReferenceName'],
  foreignKeys: [foreignKeyToProcess],
  columns: {
    ReferenceName: text('referenceName', 'Reference name of the type.'),
    Name: text('name', 'Name of the type.'),
    ...processOfParent,
    Description: text('description', 'What work items of the type are for.'),
    Inherits: text('inherits', 'Reference name of the type that it was made from.'),
    Customization: customization,
    IsDisabled: boolean('isDisabled', 'Whether no more work items of the type can be made.'),
    Color: text('color', 'Color as six hexadecimal digits.'),
    Icon: text('icon', 'Name of its icon.'),
    ...needing(
      { $expand: 'states' },
      { States: json('states', 'States of the type: see ProcessWorkItemTypeStates.') },
    ),
    ...needing(
      { $expand: 'behaviors' },
      { Behaviors: json('behaviors', 'Backlog levels: see ProcessWorkItemTypeBehaviors.') },
    ),
    ...needing({ $expand: 'layout' }, { Layout: json('layout', 'Pages of the form.') }),
    Url: text('url', 'REST address of the type.', exact),
  },
  access: [
    {
      name: 'types of a process',
      request: { path: '_apis/work/processes/{process}/workitemtypes' },
      parent: eachProcess,
    },
  ],
})

const eachType: ParentLink = {
  table: 'ProcessWorkItemTypes',
  parameters: { process: 'ProcessId', type: 'ReferenceName' },
}
const typeOfParent: ColumnDefinitions = {
  WorkItemTypeReferenceName: fromParent('varchar', 'ReferenceName', 'Reference name of the type.'),
  WorkItemTypeName: fromParent('varchar', 'Name', 'Name of the type.'),
  ProcessId: fromParent('uuid', 'ProcessId', 'Identifier of the process.'),
  ProcessName: fromParent('varchar', 'ProcessName', 'Name of the process.'),
}
const ofType = {
  ...base,
  foreignKeys: [
    {
      columns: ['ProcessId', 'WorkItemTypeReferenceName'],
      table: 'ProcessWorkItemTypes',
      references: ['ProcessId', 'ReferenceName'],
    },
    foreignKeyToProcess,
  ],
} as const
const typePath = '_apis/work/processes/{process}/workItemTypes/{type}'

const workItemTypeFields: Table = defineTable({
  ...ofType,
  name: 'ProcessWorkItemTypeFields',
  doc: 'Fields that the work item types of the processes have: one request for each type.',
  key: ['ProcessId', 'WorkItemTypeReferenceName', 'ReferenceName'],
  columns: {
    ReferenceName: text('referenceName', 'Reference name of the field.'),
    Name: text('name', 'Name of the field.'),
    ...typeOfParent,
    Type: choice('type', fieldTypes, 'Type of its values.'),
    Description: text('description', 'What the field is for.'),
    Customization: customization,
    Required: boolean('required', 'Whether it can not be empty.'),
    ReadOnly: boolean('readOnly', 'Whether it can not be changed.'),
    IsLocked: boolean('isLocked', 'Whether its definition can not be changed.'),
    AllowGroups: boolean('allowGroups', 'Whether groups can stand in it, where it is for people.'),
    DefaultValue: json('defaultValue', 'Value of new work items.'),
    AllowedValues: json('allowedValues', 'Values that it can have, where lists have them.'),
    Url: text('url', 'REST address of the field.', exact),
  },
  access: [{ name: 'fields of a type', request: { path: `${typePath}/fields` }, parent: eachType }],
})

const outer = { outer: true } as const
const typeOfElement: ColumnDefinitions = {
  WorkItemTypeReferenceName: text('referenceName', 'Reference name of the type.', outer),
  WorkItemTypeName: text('name', 'Name of the type.', outer),
  ...processOfParent,
}
const typesWith = (expand: string): AccessDefinition => ({
  name: `${expand} of the types of a process`,
  request: { path: '_apis/work/processes/{process}/workitemtypes', query: { $expand: expand } },
  each: expand,
  parent: eachProcess,
})

const workItemTypeStates: Table = defineTable({
  ...ofType,
  name: 'ProcessWorkItemTypeStates',
  doc: 'States of the work item types of the processes: one request for each process.',
  key: ['ProcessId', 'WorkItemTypeReferenceName', 'Id'],
  columns: {
    Id: uuid('id', 'Identifier of the state.'),
    Name: text('name', 'Name of the state.'),
    ...typeOfElement,
    StateCategory: text('stateCategory', 'What it counts as, such as Proposed or Completed.'),
    Order: integer('order', 'Place among the states of the type.'),
    Color: text('color', 'Color as six hexadecimal digits.'),
    CustomizationType: customizationType,
    Hidden: boolean('hidden', 'Whether the process hides it; NULL where not.'),
    Url: text('url', 'REST address of the state.', exact),
  },
  access: [typesWith('states')],
})

const workItemTypeRules: Table = defineTable({
  ...ofType,
  name: 'ProcessWorkItemTypeRules',
  doc: 'Rules of the work item types of the processes: one request for each type.',
  key: ['ProcessId', 'WorkItemTypeReferenceName', 'Id'],
  columns: {
    Id: uuid('id', 'Identifier of the rule.'),
    Name: text('name', 'Name of the rule.'),
    ...typeOfParent,
    IsDisabled: boolean('isDisabled', 'Whether it is out of use.'),
    CustomizationType: customizationType,
    Conditions: json('conditions', 'When it applies.'),
    Actions: json('actions', 'What it does then.'),
    Url: text('url', 'REST address of the rule.', exact),
  },
  access: [{ name: 'rules of a type', request: { path: `${typePath}/rules` }, parent: eachType }],
})

const workItemTypeSystemControls: Table = defineTable({
  ...ofType,
  name: 'ProcessWorkItemTypeSystemControls',
  doc: 'Controls in the header of forms that processes have changed: one request for each work item type.',
  key: ['ProcessId', 'WorkItemTypeReferenceName', 'Id'],
  columns: {
    Id: text('id', 'Name of the control, mostly that of its field.', exact),
    Label: text('label', 'Label of the control.'),
    ...typeOfParent,
    ControlType: text('controlType', 'Kind of control.'),
    Order: integer('order', 'Place in its group.'),
    Height: integer('height', 'Height of the control.'),
    Visible: boolean('visible', 'Whether it is shown.'),
    ReadOnly: boolean('readOnly', 'Whether it can not be changed.'),
    Inherited: boolean('inherited', 'Whether it comes from the process above.'),
    Overridden: boolean('overridden', 'Whether it differs from that of the process above.'),
    Metadata: text('metadata', 'Text inside of it.'),
    Watermark: text('watermark', 'Text that is shown while it is empty.'),
    IsContribution: boolean('isContribution', 'Whether an extension brings it.'),
    ContributionContributionId: text('contribution.contributionId', 'What the extension brings.'),
    ContributionHeight: integer('contribution.height', 'Height that the extension asks for.'),
    ContributionInputs: json('contribution.inputs', 'Settings of what the extension brings.'),
    ContributionShowOnDeletedWorkItem: boolean(
      'contribution.showOnDeletedWorkItem',
      'Whether deleted work items show it too.',
    ),
  },
  access: [
    {
      name: 'controls of a type',
      request: { path: `${typePath}/layout/systemcontrols` },
      parent: eachType,
    },
  ],
})

const workItemTypeBehaviors: Table = defineTable({
  ...ofType,
  name: 'ProcessWorkItemTypeBehaviors',
  doc: 'Backlog levels that the work item types of the processes stand on: one request for each process.',
  key: ['ProcessId', 'WorkItemTypeReferenceName', 'BehaviorId'],
  columns: {
    BehaviorId: text('behavior.id', 'Reference name of the level: see ProcessBehaviors.'),
    BehaviorUrl: text('behavior.url', 'REST address of the level.', exact),
    ...typeOfElement,
    IsDefault: boolean('isDefault', 'Whether new work items of the level have this type.'),
    IsLegacyDefault: boolean(
      'isLegacyDefault',
      'Whether new work items of the level have this type in the process above.',
    ),
    Url: text('url', 'REST address of the row.', exact),
  },
  access: [typesWith('behaviors')],
})

const behaviors: Table = defineTable({
  ...base,
  name: 'ProcessBehaviors',
  doc: 'Levels of the backlogs of the processes: one request for each process.',
  key: ['ProcessId', 'ReferenceName'],
  foreignKeys: [foreignKeyToProcess],
  columns: {
    ReferenceName: text('referenceName', 'Reference name of the level.'),
    Name: text('name', 'Name of the level.'),
    ...processOfParent,
    Description: text('description', 'What the level is for.'),
    Rank: integer('rank', 'Place of the level; the lowest is that of tasks.'),
    Color: text('color', 'Color as six hexadecimal digits.'),
    Customization: customization,
    InheritsBehaviorRefName: text('inherits.behaviorRefName', 'Level that it was made from.'),
    InheritsUrl: text('inherits.url', 'REST address of the level that it was made from.', exact),
    Fields: json('fields', 'Fields that stand for something on the level.', {
      needs: { $expand: 'fields' },
    }),
    Url: text('url', 'REST address of the level.', exact),
  },
  access: [
    {
      name: 'levels of a process',
      request: { path: '_apis/work/processes/{process}/behaviors' },
      parent: eachProcess,
    },
  ],
})

const lists: Table = defineTable({
  ...base,
  name: 'ProcessLists',
  doc: 'Lists that fields take their values from; ProcessListItems has what is in them.',
  key: ['Id'],
  columns: {
    Id: uuid('id', 'Identifier of the list.', { aliases: ['ListId'] }),
    Name: text('name', 'Name of the list.'),
    Type: text('type', 'Type of its values: String, Integer or Double.'),
    IsSuggested: boolean('isSuggested', 'Whether fields can have other values too.'),
    Url: text('url', 'REST address of the list.', exact),
  },
  access: [{ name: 'all lists', request: { path: '_apis/work/processes/lists' } }],
})

const listItems: Table = defineTable({
  ...base,
  name: 'ProcessListItems',
  doc: 'What is in the lists that fields take their values from: one request for each list.',
  key: ['ListId', 'Item'],
  foreignKeys: [{ columns: ['ListId'], table: 'ProcessLists', references: ['Id'] }],
  columns: {
    Item: text([], 'The value as text.', exact),
    ListId: fromParent('uuid', 'Id', 'Identifier of the list.'),
    ListName: fromParent('varchar', 'Name', 'Name of the list.'),
  },
  access: [
    {
      name: 'items of a list',
      request: { path: '_apis/work/processes/lists/{list}' },
      rows: '',
      each: 'items',
      parent: { table: 'ProcessLists', parameters: { list: 'Id' } },
      missingIsEmpty: true,
    },
  ],
})

/** Processes with their work item types, backlog levels and lists of values. */
export const processTables: readonly Table[] = [
  processes,
  workItemTypes,
  workItemTypeFields,
  workItemTypeStates,
  workItemTypeRules,
  workItemTypeSystemControls,
  workItemTypeBehaviors,
  behaviors,
  lists,
  listItems,
]
