import type { FieldType, FieldValue } from '../wiql/contract.ts'
import { type FieldColumn, fieldColumn, identityColumn } from './field-column.ts'
import { type FieldSource, seeded } from './field-source.ts'
import { below, type Dice, pick, unit, zipf } from './random.ts'

// Values that differ only in letter case, accents or trailing spaces.
export const customerTiers: readonly string[] = [
  'Gold',
  'gold',
  'GOLD',
  'Góld',
  'Silver',
  'Silver ',
  'Bronze',
  'Straße',
  'STRASSE',
]
const efforts = [0, -0.5, 0.1, 0.3, 2.5, 40, 1e-7, 1e21, 123456789.123] as const
const types: readonly FieldType[] = [
  'string',
  'integer',
  'double',
  'dateTime',
  'boolean',
  'html',
  'plainText',
  'guid',
  'picklistString',
  'picklistInteger',
  'picklistDouble',
]

/** Fields that customers added. Two of the first five exist in the process of one project only. */
export function customFields(source: FieldSource, count: number): readonly FieldColumn[] {
  const { dice, rows } = source
  const some = (row: number, salt: number, share: number): boolean => unit(dice(row, salt)) < share
  const custom = { isCustom: true }
  const named: readonly FieldColumn[] = [
    fieldColumn({
      ...custom,
      name: 'Customer Tier',
      referenceName: 'Custom.CustomerTier',
      type: 'string',
      isPicklist: true,
      value: (row) => (some(row, 100, 0.6) ? pick(dice(row, 101), customerTiers) : undefined),
    }),
    fieldColumn({
      ...custom,
      name: 'Effort Hours',
      referenceName: 'Custom.EffortHours',
      type: 'double',
      value: (row) => (some(row, 102, 0.5) ? pick(dice(row, 103), efforts) : undefined),
    }),
    fieldColumn({
      ...custom,
      name: 'Is Blocked',
      referenceName: 'Custom.IsBlocked',
      type: 'boolean',
      value: (row) => (some(row, 104, 0.8) ? some(row, 105, 0.1) : undefined),
    }),
    fieldColumn({
      ...custom,
      name: 'Release Date',
      referenceName: 'Custom.ReleaseDate',
      type: 'dateTime',
      isIn: (project) => project === 1,
      value: (row) =>
        rows.project[row] === 1 && some(row, 106, 0.5)
          ? new Date((rows.created[row] ?? 0) + below(dice(row, 107), 400) * 86_400_000)
          : undefined,
    }),
    identityColumn({
      ...custom,
      name: 'Approver',
      referenceName: 'Custom.Approver',
      isIn: (project) => project === 0,
      user: (row) =>
        rows.project[row] === 0 && some(row, 108, 0.4) ? zipf(dice(row, 109), source.users) : -1,
      combinedName: source.combinedName,
    }),
  ]
  const isSeeded = (column: FieldColumn): FieldColumn => ({
    ...column,
    value: seeded(source, column.value),
    ...userOf(source, column),
  })
  const made = Array.from({ length: Math.max(0, count - named.length) }, (_, number) =>
    generatedField(source, number + named.length),
  )
  return [...named.slice(0, count), ...made].map(isSeeded)
}

function userOf({ isSeeded }: FieldSource, { user }: FieldColumn): Partial<FieldColumn> {
  return user === undefined ? {} : { user: (row) => (isSeeded(row) ? user(row) : -1) }
}

function generatedField({ dice, rows }: FieldSource, number: number): FieldColumn {
  const type = types[number % types.length] ?? 'string'
  const isIn = (project: number): boolean => unit(dice(project, 200 + number)) < 0.3
  const salt = 400 + number * 2
  return fieldColumn({
    name: `Custom field ${number}`,
    referenceName: `Custom.Field${String(number).padStart(4, '0')}`,
    type,
    isCustom: true,
    isPicklist: type.startsWith('picklist'),
    isIn,
    value: (row) =>
      unit(dice(row, salt)) < 0.1 && isIn(rows.project[row] ?? 0)
        ? throwValueOf(dice, row, { type, salt })
        : undefined,
  })
}

function throwValueOf(
  dice: Dice,
  row: number,
  { type, salt }: { type: FieldType; salt: number },
): FieldValue {
  const throwValue = dice(row, salt + 1)
  switch (type) {
    case 'integer':
    case 'picklistInteger':
      return below(throwValue, 1_000) - 100
    case 'double':
    case 'picklistDouble':
      return below(throwValue, 1_000) / 16
    case 'dateTime':
      return new Date(Date.UTC(2020, 0, 1) + below(throwValue, 2_000) * 86_400_000)
    case 'boolean':
      return throwValue % 2 === 0
    case 'html':
      return `<p>${below(throwValue, 100)}</p>`
    case 'guid':
      return `00000000-0000-4000-8000-${throwValue.toString(16).padStart(12, '0')}`
    case 'string':
    case 'plainText':
    case 'treePath':
    case 'history':
    case 'identity':
    case 'picklistString':
      return pick(throwValue, customerTiers)
  }
}
