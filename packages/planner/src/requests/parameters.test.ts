import { type Access, type Column, column, type Pushdown, parameter } from '@devopsql/schema'
import { expect, it } from 'vitest'
import type { Constant } from '../logical/constant.ts'
import type { Predicate } from '../logical/predicate.ts'
import { writeParameters } from './parameters.ts'

const status: Column = { ...column('varchar', 'status', { doc: '' }), name: 'Status' }
const finished: Column = { ...column('timestamptz', 'finishTime', { doc: '' }), name: 'FinishTime' }
const queued: Column = { ...column('timestamptz', 'queueTime', { doc: '' }), name: 'QueueTime' }
const number: Column = { ...column('varchar', 'buildNumber', { doc: '' }), name: 'BuildNumber' }
const id: Column = { ...column('integer', 'id', { doc: '' }), name: 'Id' }

function anAccess(...pushdown: readonly Pushdown[]): Access {
  return {
    name: 'list',
    request: {
      service: 'core',
      method: 'GET',
      path: 'list',
      apiVersion: '7.1',
      query: { order: 'newest' },
    },
    rows: 'value',
    paging: { kind: 'single' },
    pushdown,
    language: 'parameters',
  }
}
function is(on: Column, operator: '=' | '>=' | '<', value: Constant): Predicate {
  return { kind: 'compare', column: on, operator, value, text: `${on.name} ${operator} …` }
}
const text = (value: string): Constant => ({ kind: 'string', value })
const noon: Constant = { kind: 'timestamp', microseconds: 1_767_268_800_000_000n }

it('sends a listed value and keeps the parameters that are always sent', () => {
  const access = anAccess({
    column: 'Status',
    operators: ['='],
    send: { status: '$value' },
    values: { active: 'active' },
  })
  const { query, outcomes } = writeParameters(access, [is(status, '=', text('Active'))])
  expect(query).toEqual({ order: 'newest', status: 'active' })
  expect(outcomes).toEqual([{ fidelity: 'exact', text: 'Status = …', sent: 'status=active' }])
})

it('keeps a value that is not listed here', () => {
  const access = anAccess({
    column: 'Status',
    operators: ['='],
    send: { status: '$value' },
    values: { active: 'active' },
  })
  expect(writeParameters(access, [is(status, '=', text('odd'))]).outcomes[0]?.fidelity).toBe(
    'unsupported',
  )
})

it('keeps the later of two predicates that want a parameter for different values', () => {
  const access = anAccess(
    {
      column: 'FinishTime',
      operators: ['>='],
      send: { minTime: '$value', order: 'finish' },
      inexact: 'rounded',
    },
    {
      column: 'QueueTime',
      operators: ['>='],
      send: { minTime: '$value', order: 'queue' },
      inexact: 'rounded',
    },
  )
  const { query, outcomes } = writeParameters(access, [
    is(finished, '>=', noon),
    is(queued, '>=', noon),
  ])
  expect(query).toEqual({ minTime: '2026-01-01T11:59:59.999999Z', order: 'finish' })
  expect(outcomes.map((outcome) => outcome.fidelity)).toEqual(['inexact', 'unsupported'])
})

it('refuses a constant that the remote reads as a wildcard', () => {
  const access = anAccess({
    column: 'BuildNumber',
    operators: ['='],
    send: { buildNumber: '$value' },
    refuse: ['*'],
  })
  expect(writeParameters(access, [is(number, '=', text('2026*'))]).outcomes[0]?.fidelity).toBe(
    'unsupported',
  )
})

it('sends nothing beside a parameter that stands alone', () => {
  const access = anAccess(
    { column: 'Id', operators: ['=', 'in'], send: { ids: '$values' }, alone: true },
    { column: 'Status', operators: ['='], send: { status: '$value' } },
  )
  const ids: Predicate = {
    kind: 'in',
    column: id,
    values: [1, 2].map((value) => ({ kind: 'number', value, text: String(value) })),
    text: 'Id IN (1, 2)',
  }
  const { query, outcomes } = writeParameters(access, [is(status, '=', text('active')), ids])
  expect(query).toEqual({ order: 'newest', ids: '1,2' })
  expect(outcomes.map((outcome) => outcome.fidelity)).toEqual(['unsupported', 'exact'])
})

it('writes a constant into the text that a parameter wants it in', () => {
  const access = anAccess({
    column: 'Id',
    operators: ['=', 'in'],
    send: { buildUri: 'vstfs:///Build/Build/$value' },
  })
  const one: Predicate = is(id, '=', { kind: 'number', value: 7, text: '7' })
  expect(writeParameters(access, [one]).query['buildUri']).toBe('vstfs:///Build/Build/7')
  const values: readonly Constant[] = [
    { kind: 'number', value: 7, text: '7' },
    { kind: 'number', value: 8, text: '8' },
  ]
  const two: Predicate = { kind: 'in', column: id, values, text: 'Id IN …' }
  expect(writeParameters(access, [two]).query).toEqual({ order: 'newest' })
})

it('fills no hole that a constant itself looks like', () => {
  const access = anAccess({
    column: 'BuildNumber',
    operators: ['='],
    send: { title: '$value' },
    inexact: 'loose',
  })
  const query = writeParameters(access, [is(number, '=', text('a $value'))]).query
  expect(query['title']).toBe('a $value')
})

it('sends only the one truth value that a parameter can ask for', () => {
  const automated: Column = {
    ...column('boolean', 'isAutomated', { doc: '' }),
    name: 'IsAutomated',
  }
  const access = anAccess({
    column: 'IsAutomated',
    operators: ['='],
    send: { automated: '$value' },
    values: { true: 'true' },
  })
  const yes = writeParameters(access, [is(automated, '=', { kind: 'boolean', value: true })])
  const no = writeParameters(access, [is(automated, '=', { kind: 'boolean', value: false })])
  expect(yes.query['automated']).toBe('true')
  expect(no.outcomes[0]?.fidelity).toBe('unsupported')
})

const filter: Column = { ...parameter('varchar', ''), name: 'Filter' }
const newest: Column = { ...parameter('integer', ''), name: 'Newest' }
const two: Constant = { kind: 'number', value: 2, text: '2' }
const byId: Pushdown = { column: 'Id', operators: ['='], send: { id: '$value' }, alone: true }
const byFilter: Pushdown = { column: 'Filter', operators: ['='], send: { filter: '$value' } }

it('sends request parameters before conditions, and instead of one that stands alone', () => {
  const named: Pushdown = { column: 'Status', operators: ['='], send: { filter: '$value' } }
  const asked = is(filter, '=', text('asked'))
  const first = writeParameters(anAccess(named, byFilter), [is(status, '=', text('x')), asked])
  expect(first.query).toEqual({ order: 'newest', filter: 'asked' })
  expect(first.outcomes.map(({ fidelity }) => fidelity)).toEqual(['unsupported', 'exact'])
  const instead = writeParameters(anAccess(byId, byFilter), [is(id, '=', two), asked])
  expect(instead).toMatchObject({ query: { order: 'newest', filter: 'asked' }, isAlone: false })
  expect(instead.outcomes.map(({ fidelity }) => fidelity)).toEqual(['unsupported', 'exact'])
})

it('sends other request parameters beside one that stands alone', () => {
  const counted: Pushdown = {
    column: 'Newest',
    operators: ['='],
    send: { newest: '$value' },
    alone: true,
  }
  const byStatus: Pushdown = { column: 'Status', operators: ['='], send: { status: '$value' } }
  const { query, isAlone } = writeParameters(anAccess(counted, byFilter, byStatus), [
    is(status, '=', text('x')),
    is(newest, '=', two),
    is(filter, '=', text('asked')),
  ])
  expect(query).toEqual({ order: 'newest', newest: '2', filter: 'asked' })
  expect(isAlone).toBe(true)
})

it('takes away what is always sent otherwise', () => {
  const access = anAccess({ ...byFilter, send: { filter: '$value', order: '' } })
  const { query, outcomes } = writeParameters(access, [is(filter, '=', text('asked'))])
  expect(query).toEqual({ filter: 'asked' })
  expect(outcomes).toMatchObject([{ sent: 'filter=asked' }])
})

it('sends a value beside that of another column only', () => {
  const access = anAccess(
    { column: 'Status', operators: ['='], send: { status: '$value' }, beside: 'BuildNumber' },
    { column: 'BuildNumber', operators: ['='], send: { number: '$value' }, refuse: ['*'] },
  )
  const both = [is(status, '=', text('x')), is(number, '=', text('7'))]
  expect(writeParameters(access, both).query).toMatchObject({ status: 'x', number: '7' })
  expect(writeParameters(access, both.slice(0, 1)).outcomes).toEqual([
    {
      fidelity: 'unsupported',
      text: 'Status = …',
      reason: 'it is sent beside a value for BuildNumber only',
    },
  ])
  const unsent = [is(status, '=', text('x')), is(number, '=', text('7*'))]
  expect(writeParameters(access, unsent).query).toEqual({ order: 'newest' })
})

it('takes what always comes for asked, but not its opposite', () => {
  const links: Column = { ...parameter('boolean', ''), name: 'Links' }
  const access = anAccess({
    column: 'Links',
    operators: ['='],
    send: {},
    values: { true: 'true' },
  })
  const asked = (value: boolean): unknown =>
    writeParameters(access, [is(links, '=', { kind: 'boolean', value })]).outcomes[0]
  expect(asked(true)).toMatchObject({ fidelity: 'exact', sent: 'what always comes' })
  expect(asked(false)).toMatchObject({ fidelity: 'unsupported' })
})
