import type { FieldType, FieldValue } from '../wiql/contract.ts'
import { type FieldColumn, fieldColumn, identityColumn } from './field-column.ts'
import { type FieldSource, seeded } from './field-source.ts'
import { below, pick, unit } from './random.ts'

type Definition = readonly [
  name: string,
  referenceName: string,
  type: FieldType,
  value: (row: number) => FieldValue,
]

const fibonacci = [0.5, 1, 2, 3, 5, 8, 13, 21] as const
const severities = ['1 - Critical', '2 - High', '3 - Medium', '4 - Low'] as const
const activities = ['Development', 'Testing', 'Design', 'Documentation', 'Deployment'] as const
const builds = ['1.0.0', '1.0.0-beta', '2024.1', '2024.1 ', 'Nightly', 'nightly'] as const
const hour = 3_600_000
const day = 24 * hour

// These follow from the state; the others are values of their own.
const followsState: ReadonlySet<string> = new Set(
  ['StateChangeDate', 'ActivatedDate', 'ResolvedDate', 'ClosedDate', 'ResolvedReason'].map(
    (name) => `Microsoft.VSTS.Common.${name}`,
  ),
)

/** Fields of the Agile process. Which types have them follows the process; how often is assumed. */
export function processFields(source: FieldSource): readonly FieldColumn[] {
  const { rows, view, dice, isType } = source
  const chance = (row: number, salt: number): number => unit(dice(row, salt))
  const stateDate = (row: number): Date => new Date(view.stateChanged(row))
  const isClosed = (row: number): boolean => source.category(row) === 'Completed'
  const isResolved = (row: number): boolean =>
    source.category(row) === 'Resolved' || (isClosed(row) && isType(row, 'Bug'))
  const isActivated = (row: number): boolean =>
    source.category(row) === 'InProgress' || (isClosed(row) && chance(row, 60) < 0.8)
  const isTask = (row: number): boolean => isType(row, 'Task', 'Bug')
  const hours = (row: number, salt: number): number => below(dice(row, salt), 33) / 2
  const planned = (row: number, offset: number): Date =>
    // A day without a time of day, as date pickers write it.
    new Date(
      Math.floor((rows.created[row] ?? 0) / day) * day + (offset + below(dice(row, 61), 30)) * day,
    )
  const changer = (row: number): number => view.changedBy(row)

  const definitions: readonly Definition[] = [
    ['State Change Date', 'Microsoft.VSTS.Common.StateChangeDate', 'dateTime', stateDate],
    [
      'Activated Date',
      'Microsoft.VSTS.Common.ActivatedDate',
      'dateTime',
      (row) => (isActivated(row) ? stateDate(row) : undefined),
    ],
    [
      'Resolved Date',
      'Microsoft.VSTS.Common.ResolvedDate',
      'dateTime',
      (row) => (isResolved(row) ? stateDate(row) : undefined),
    ],
    [
      'Closed Date',
      'Microsoft.VSTS.Common.ClosedDate',
      'dateTime',
      (row) => (isClosed(row) ? stateDate(row) : undefined),
    ],
    [
      'Resolved Reason',
      'Microsoft.VSTS.Common.ResolvedReason',
      'string',
      (row) => (isResolved(row) ? 'Fixed' : undefined),
    ],
    [
      'Priority',
      'Microsoft.VSTS.Common.Priority',
      'integer',
      (row) =>
        isType(row, 'Issue') && chance(row, 62) < 0.5 ? undefined : 1 + below(dice(row, 63), 4),
    ],
    [
      'Severity',
      'Microsoft.VSTS.Common.Severity',
      'string',
      (row) => (isType(row, 'Bug') ? pick(dice(row, 64), severities) : undefined),
    ],
    [
      'Value Area',
      'Microsoft.VSTS.Common.ValueArea',
      'string',
      (row) =>
        isType(row, 'Epic', 'Feature', 'User Story', 'Bug')
          ? chance(row, 65) < 0.7
            ? 'Business'
            : 'Architectural'
          : undefined,
    ],
    [
      'Stack Rank',
      'Microsoft.VSTS.Common.StackRank',
      'double',
      (row) => (chance(row, 66) < 0.5 ? 1_000_000_000 + row * 7.5 : undefined),
    ],
    [
      'Risk',
      'Microsoft.VSTS.Common.Risk',
      'string',
      (row) =>
        isType(row, 'User Story') && chance(row, 67) < 0.3
          ? pick(dice(row, 68), ['1 - High', '2 - Medium', '3 - Low'])
          : undefined,
    ],
    [
      'Acceptance Criteria',
      'Microsoft.VSTS.Common.AcceptanceCriteria',
      'html',
      (row) =>
        isType(row, 'User Story') && chance(row, 69) < 0.5
          ? '<ul><li>It works</li><li>It is fast</li></ul>'
          : undefined,
    ],
    [
      'Activity',
      'Microsoft.VSTS.Common.Activity',
      'string',
      (row) => (isTask(row) && chance(row, 70) < 0.6 ? pick(dice(row, 71), activities) : undefined),
    ],
    [
      'Business Value',
      'Microsoft.VSTS.Common.BusinessValue',
      'integer',
      (row) => (isType(row, 'Epic', 'Feature') ? below(dice(row, 72), 1_000) - 100 : undefined),
    ],
    [
      'Time Criticality',
      'Microsoft.VSTS.Common.TimeCriticality',
      'double',
      (row) => (isType(row, 'Epic', 'Feature') ? below(dice(row, 73), 100) / 8 : undefined),
    ],
    [
      'Story Points',
      'Microsoft.VSTS.Scheduling.StoryPoints',
      'double',
      (row) =>
        isType(row, 'User Story') && chance(row, 74) < 0.6
          ? pick(dice(row, 75), fibonacci)
          : undefined,
    ],
    [
      'Effort',
      'Microsoft.VSTS.Scheduling.Effort',
      'double',
      (row) => (isType(row, 'Epic', 'Feature') ? below(dice(row, 76), 200) : undefined),
    ],
    [
      'Remaining Work',
      'Microsoft.VSTS.Scheduling.RemainingWork',
      'double',
      (row) => (isTask(row) && !isClosed(row) ? hours(row, 77) : undefined),
    ],
    [
      'Original Estimate',
      'Microsoft.VSTS.Scheduling.OriginalEstimate',
      'double',
      (row) => (isTask(row) && chance(row, 78) < 0.7 ? hours(row, 79) : undefined),
    ],
    [
      'Completed Work',
      'Microsoft.VSTS.Scheduling.CompletedWork',
      'double',
      (row) => (isTask(row) && isClosed(row) ? hours(row, 80) : undefined),
    ],
    [
      'Start Date',
      'Microsoft.VSTS.Scheduling.StartDate',
      'dateTime',
      (row) => (isType(row, 'Epic', 'Feature') ? planned(row, 0) : undefined),
    ],
    [
      'Finish Date',
      'Microsoft.VSTS.Scheduling.FinishDate',
      'dateTime',
      (row) => (isType(row, 'User Story') && isClosed(row) ? planned(row, 20) : undefined),
    ],
    [
      'Target Date',
      'Microsoft.VSTS.Scheduling.TargetDate',
      'dateTime',
      (row) => (isType(row, 'Epic', 'Feature') ? planned(row, 60) : undefined),
    ],
    [
      'Due Date',
      'Microsoft.VSTS.Scheduling.DueDate',
      'dateTime',
      (row) => (isType(row, 'Issue') ? planned(row, 30) : undefined),
    ],
    [
      'Found In',
      'Microsoft.VSTS.Build.FoundIn',
      'string',
      (row) =>
        isType(row, 'Bug') && chance(row, 81) < 0.4 ? pick(dice(row, 82), builds) : undefined,
    ],
    [
      'Integration Build',
      'Microsoft.VSTS.Build.IntegrationBuild',
      'string',
      (row) => (isTask(row) && chance(row, 83) < 0.05 ? pick(dice(row, 84), builds) : undefined),
    ],
    [
      'Repro Steps',
      'Microsoft.VSTS.TCM.ReproSteps',
      'html',
      (row) =>
        isType(row, 'Bug') ? '<div>1. Open<br>2. Click<br>3. <b>Boom</b></div>' : undefined,
    ],
    [
      'System Info',
      'Microsoft.VSTS.TCM.SystemInfo',
      'html',
      (row) =>
        isType(row, 'Bug') && chance(row, 85) < 0.2 ? '<div>x64, 16&nbsp;GB</div>' : undefined,
    ],
    [
      'Automation status',
      'Microsoft.VSTS.TCM.AutomationStatus',
      'string',
      (row) =>
        isType(row, 'Test Case')
          ? chance(row, 86) < 0.6
            ? 'Not Automated'
            : 'Automated'
          : undefined,
    ],
    [
      'Steps',
      'Microsoft.VSTS.TCM.Steps',
      'html',
      (row) =>
        isType(row, 'Test Case')
          ? '<steps id="0" last="2"><step id="2" type="ActionStep"/></steps>'
          : undefined,
    ],
  ]
  const identity = (
    name: string,
    referenceName: string,
    applies: (row: number) => boolean,
  ): FieldColumn =>
    identityColumn({
      name,
      referenceName,
      user: (row) => (applies(row) ? changer(row) : -1),
      combinedName: source.combinedName,
    })
  return [
    ...definitions.map(([name, referenceName, type, value]) =>
      fieldColumn({
        name,
        referenceName,
        type,
        value: followsState.has(referenceName) ? value : seeded(source, value),
      }),
    ),
    identity('Activated By', 'Microsoft.VSTS.Common.ActivatedBy', isActivated),
    identity('Resolved By', 'Microsoft.VSTS.Common.ResolvedBy', isResolved),
    identity('Closed By', 'Microsoft.VSTS.Common.ClosedBy', isClosed),
  ]
}
