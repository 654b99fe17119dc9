import { type Column, column } from '@devopsql/schema'
import { describe, expect, it } from 'vitest'
import type { Constant } from '../logical/constant.ts'
import type { Predicate } from '../logical/predicate.ts'
import { writeWiql } from './wiql.ts'

function aField(referenceName: string, type: string): Column {
  const sqlTypes: Readonly<Record<string, Column['type']>> = {
    integer: 'integer',
    double: 'double',
    dateTime: 'timestamptz',
    boolean: 'boolean',
  }
  const field = { referenceName, type, canSortBy: true, isQueryable: true }
  const facts = column(sqlTypes[type] ?? 'varchar', ['fields', referenceName], { doc: '', field })
  return { ...facts, name: referenceName.split('.').at(-1) ?? '' }
}

const title = aField('System.Title', 'string')
const state = aField('System.State', 'string')
const tags = aField('System.Tags', 'plainText')
const area = aField('System.AreaPath', 'treePath')
const description = aField('System.Description', 'html')
const priority = aField('Microsoft.VSTS.Common.Priority', 'integer')
const effort = aField('Microsoft.VSTS.Scheduling.Effort', 'double')
const changed = aField('System.ChangedDate', 'dateTime')
const blocked = aField('Custom.Blocked', 'boolean')
const assignee = aField('System.AssignedTo', 'identity')

const text = (value: string) => ({ kind: 'string', value }) as const
const number = (value: number) => ({ kind: 'number', value, text: String(value) }) as const
const at = (iso: string) =>
  ({ kind: 'timestamp', microseconds: BigInt(Date.parse(iso)) * 1000n }) as const

function compare(
  on: Column,
  operator: '=' | '<>' | '<' | '<=' | '>' | '>=',
  value: ReturnType<typeof text | typeof number | typeof at>,
): Predicate {
  return { kind: 'compare', column: on, operator, value, text: '' }
}
function like(on: Column, fragments: readonly string[], prefix = ''): Predicate {
  return { kind: 'contains', column: on, fragments, prefix, text: '' }
}

describe('text', () => {
  it('sends equality on a closed list exactly', () => {
    expect(writeWiql(compare(state, '=', text('Active')))).toEqual({
      text: "[System.State] = 'Active'",
      inexact: undefined,
    })
  })
  it('sends equality on other text as a superset', () => {
    expect(writeWiql(compare(title, '=', text("it's")))).toEqual({
      text: "[System.Title] = 'it''s'",
      inexact: 'text may be compared without accents or trailing spaces there',
    })
  })
  it('sends a closed value with odd letters as a superset', () => {
    expect(writeWiql(compare(state, '=', text('Résolu')))).toHaveProperty(
      'inexact',
      'text may be compared without accents or trailing spaces there',
    )
  })
  it.each(['<>', '<', '<=', '>', '>='] as const)('never sends text %s', (operator) => {
    expect(writeWiql(compare(title, operator, text('m')))).toHaveProperty('refused')
  })
  it.each(['a\u0000b', 'a\u001Bb', 'a\uD800b'])('never sends %j, which is no text', (value) => {
    expect(writeWiql(compare(title, '=', text(value)))).toHaveProperty('refused')
    expect(writeWiql(like(area, [value], `${value}\\`))).toHaveProperty('refused')
  })
  it.each(['', '   ', '@Me', '[Any]'])(
    'never sends the text %j, which means something else there',
    (value) => {
      expect(writeWiql(compare(title, '=', text(value)))).toHaveProperty('refused')
    },
  )
  it('never sends a condition on a person', () => {
    expect(writeWiql(compare(assignee, '=', text('Ana <ana@example.com>')))).toHaveProperty(
      'refused',
    )
  })
})

describe('LIKE', () => {
  it('sends the longest fragment as CONTAINS', () => {
    expect(writeWiql(like(title, ['ab', 'crash', 'on']))).toMatchObject({
      text: "[System.Title] CONTAINS 'crash'",
    })
  })
  it('cuts a fragment at 99 characters, beyond which nothing is found', () => {
    const written = writeWiql(like(title, ['x'.repeat(150)]))
    expect(written).toMatchObject({ text: `[System.Title] CONTAINS '${'x'.repeat(99)}'` })
  })
  it.each(['*', '?', '%', '[a]'])('never sends a fragment with the wildcard %s', (wildcard) => {
    expect(writeWiql(like(title, [`a${wildcard}b`]))).toHaveProperty('refused')
  })
  it('never sends LIKE on tags or long text, which match whole words', () => {
    expect(writeWiql(like(tags, ['web']))).toHaveProperty('refused')
    expect(writeWiql(like(description, ['crash']))).toHaveProperty('refused')
  })
  it('sends UNDER only for a prefix that ends in a backslash', () => {
    expect(writeWiql(like(area, ['F\\Web\\'], 'F\\Web\\'))).toMatchObject({
      text: "[System.AreaPath] UNDER 'F\\Web'",
    })
    expect(writeWiql(like(area, ['F\\Web'], 'F\\Web'))).toHaveProperty('refused')
  })
})

describe('numbers, dates and booleans', () => {
  it('sends integer comparisons exactly', () => {
    expect(writeWiql(compare(priority, '<=', number(2)))).toEqual({
      text: '[Microsoft.VSTS.Common.Priority] <= 2',
      inexact: undefined,
    })
  })
  it.each([1.5, 3_000_000_000])('never compares an integer field with %d', (value) => {
    expect(writeWiql(compare(priority, '>', number(value)))).toHaveProperty('refused')
  })
  it('widens comparisons with a fraction', () => {
    expect(writeWiql(compare(effort, '>', number(0.5)))).toMatchObject({
      text: '[Microsoft.VSTS.Scheduling.Effort] >= 0.5',
    })
  })
  it('widens dates to whole seconds on both sides', () => {
    expect(writeWiql(compare(changed, '=', at('2026-01-01T10:00:00.250Z')))).toMatchObject({
      text: "([System.ChangedDate] >= '2026-01-01T10:00:00Z' AND [System.ChangedDate] <= '2026-01-01T10:00:01Z')",
    })
  })
  it('never sends <>, which may keep empty fields', () => {
    expect(writeWiql(compare(priority, '<>', number(2)))).toHaveProperty('refused')
    expect(writeWiql(compare(changed, '<>', at('2026-01-01T00:00:00Z')))).toHaveProperty('refused')
  })
  it('sends a boolean as a superset, because an empty one may be false there', () => {
    const predicate: Predicate = {
      kind: 'compare',
      column: blocked,
      operator: '=',
      value: { kind: 'boolean', value: false },
      text: '',
    }
    expect(writeWiql(predicate)).toEqual({
      text: '[Custom.Blocked] = false',
      inexact: 'an empty boolean may count as false there',
    })
  })
  it.each([
    [[true], '[Custom.Blocked] = true'],
    [[true, true], '[Custom.Blocked] = true'],
    [[true, false], '([Custom.Blocked] = true OR [Custom.Blocked] = false)'],
  ])('writes IN %j of a boolean with =, the only operator that is known there', (flags, text) => {
    const values = flags.map((value): Constant => ({ kind: 'boolean', value }))
    const predicate: Predicate = {
      kind: 'in',
      column: blocked,
      values: [...values, { kind: 'null' }],
      text: '',
    }
    expect(writeWiql(predicate)).toEqual({
      text,
      inexact: 'an empty boolean may count as false there',
    })
  })
})

describe('emptiness', () => {
  const isNull = (on: Column, negated: boolean): Predicate => ({
    kind: 'is-null',
    column: on,
    negated,
    text: '',
  })
  it('sends IS NULL as equality with nothing', () => {
    expect(writeWiql(isNull(title, false))).toMatchObject({ text: "[System.Title] = ''" })
  })
  it('sends IS NOT NULL for numbers and dates only', () => {
    expect(writeWiql(isNull(priority, true))).toMatchObject({
      text: "[Microsoft.VSTS.Common.Priority] <> ''",
    })
    expect(writeWiql(isNull(title, true))).toHaveProperty('refused')
  })
})

describe('AND and OR', () => {
  const sendable = compare(state, '=', text('Active'))
  const unsendable = compare(title, '<>', text('x'))
  it('sends an OR only when every branch can be sent', () => {
    expect(writeWiql({ kind: 'or', parts: [sendable, unsendable], text: '' })).toHaveProperty(
      'refused',
    )
    expect(
      writeWiql({ kind: 'or', parts: [sendable, compare(priority, '=', number(1))], text: '' }),
    ).toEqual({
      text: "([System.State] = 'Active' OR [Microsoft.VSTS.Common.Priority] = 1)",
      inexact: undefined,
    })
  })
  it('sends what it can of an AND, and says that it is a superset then', () => {
    expect(writeWiql({ kind: 'and', parts: [sendable, unsendable], text: '' })).toEqual({
      text: "[System.State] = 'Active'",
      inexact: 'text <> orders otherwise there',
    })
  })
})
