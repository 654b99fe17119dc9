import type { Access, Column, Pushdown, PushdownOperator } from '@devopsql/schema'
import { type Constant, formatTimestamp } from '../logical/constant.ts'
import { equalityConstants, type Predicate } from '../logical/predicate.ts'
import type { Outcome } from './outcome.ts'
import { isOfParameter } from './parameter-columns.ts'

/** Query parameters for the conjuncts that an access declares, and what became of each conjunct. */
export interface ParameterRequest {
  readonly query: Readonly<Record<string, string>>
  readonly outcomes: readonly Outcome[]
  /** Whether something is sent that the remote applies no other filter and no order beside. */
  readonly isAlone: boolean
}

/** Sends each conjunct that the access declares; bundles that disagree with an earlier one stay local. */
export function writeParameters(access: Access, conjuncts: readonly Predicate[]): ParameterRequest {
  const asked = conjuncts.filter(isOfParameter)
  // Rows are filtered beside request parameters, which have to be sent.
  const candidates = asked.length > 0 ? asked : conjuncts
  const alone = candidates.find((predicate) =>
    access.pushdown.some(
      (pushdown) => pushdown.alone === true && bundleOf(pushdown, predicate) !== undefined,
    ),
  )
  const query = new Map<string, string>()
  const outcomeOf = (predicate: Predicate): Outcome =>
    alone === undefined || predicate === alone || isOfParameter(predicate)
      ? send({ access, conjuncts, query, alone }, predicate)
      : {
          fidelity: 'unsupported',
          text: predicate.text,
          reason: `nothing else is filtered beside ${alone.text}`,
        }
  const first = new Map(asked.map((predicate) => [predicate, outcomeOf(predicate)]))
  const outcomes = conjuncts.map((predicate) => first.get(predicate) ?? outcomeOf(predicate))
  const all = Object.entries({ ...access.request.query, ...Object.fromEntries(query) })
  return {
    query: Object.fromEntries(all.filter(([, value]) => value !== '')),
    outcomes,
    isAlone: alone !== undefined,
  }
}

interface Sending {
  readonly access: Access
  readonly conjuncts: readonly Predicate[]
  readonly query: Map<string, string>
  readonly alone: Predicate | undefined
}

/** Adds the parameters of the first declaration that fits and doesn't disagree with what is sent already. */
function send({ access, conjuncts, query, alone }: Sending, predicate: Predicate): Outcome {
  const { text } = predicate
  let reason = `${access.name} has no parameter for it`
  for (const pushdown of access.pushdown) {
    const bundle = bundleOf(pushdown, predicate)
    if (bundle === undefined || (pushdown.alone === true && predicate !== alone)) continue
    if (pushdown.beside !== undefined && !isSendable(access, conjuncts, pushdown.beside)) {
      reason = `it is sent beside a value for ${pushdown.beside} only`
      continue
    }
    const clash = [...bundle].find(([name, value]) => query.has(name) && query.get(name) !== value)
    if (clash) {
      reason = `${clash[0]} is already used by another condition`
      continue
    }
    for (const [name, value] of bundle) query.set(name, value)
    const sent = [...bundle]
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}=${value}`)
      .join('&')
    return pushdown.inexact === undefined
      ? { fidelity: 'exact', text, sent: sent === '' ? 'what always comes' : sent }
      : { fidelity: 'inexact', text, sent, reason: pushdown.inexact }
  }
  return { fidelity: 'unsupported', text, reason: reasonFor(predicate, reason) }
}

/** Whether one of the conjuncts gives the column a value that can be sent. */
function isSendable(access: Access, conjuncts: readonly Predicate[], column: string): boolean {
  return access.pushdown.some(
    (pushdown) =>
      pushdown.column === column &&
      conjuncts.some((predicate) => bundleOf(pushdown, predicate) !== undefined),
  )
}

function reasonFor(predicate: Predicate, reason: string): string {
  return predicate.kind === 'opaque' ? predicate.reason : reason
}

function bundleOf(
  pushdown: Pushdown,
  predicate: Predicate,
): ReadonlyMap<string, string> | undefined {
  const asked = askedOf(predicate)
  if (asked === undefined || asked.column.name !== pushdown.column) return undefined
  const operator = pushdown.operators.includes(asked.operator) ? asked.operator : undefined
  if (
    operator === undefined ||
    asked.values.length > (pushdown.maxValues ?? Number.POSITIVE_INFINITY)
  )
    return undefined
  const values = asked.values.map((value) =>
    valueText({ column: asked.column, operator, pushdown, value }),
  )
  const known = values.filter((value): value is string => value !== undefined)
  if (known.length !== values.length || known.length === 0) return undefined
  const bundle = new Map<string, string>()
  for (const [name, template] of Object.entries(pushdown.send)) {
    if (known.length > 1 && takesOne(template)) return undefined
    bundle.set(name, fill(template, known))
  }
  return bundle
}

function fill(template: string, values: readonly string[]): string {
  return template.replaceAll(/\$values?/g, (hole) =>
    hole === '$values' ? values.join(',') : (values[0] ?? ''),
  )
}

function takesOne(template: string): boolean {
  return template.includes('$value') && !template.includes('$values')
}

interface Asked {
  readonly column: Column
  readonly operator: PushdownOperator
  readonly values: readonly Constant[]
}

function askedOf(predicate: Predicate): Asked | undefined {
  const equality = equalityConstants(predicate)
  if (equality) return { ...equality, operator: equality.values.length === 1 ? '=' : 'in' }
  if (predicate.kind !== 'compare' || predicate.operator === '<>' || predicate.operator === '=')
    return undefined
  return { column: predicate.column, operator: predicate.operator, values: [predicate.value] }
}

interface Valued {
  readonly column: Column
  readonly operator: PushdownOperator
  readonly pushdown: Pushdown
  readonly value: Constant
}

/** The text of a constant as the column's type is written in a query parameter; undefined when it can't be. */
function valueText({ column, operator, pushdown, value }: Valued): string | undefined {
  switch (value.kind) {
    case 'null':
    case 'interval':
      return undefined
    case 'boolean':
      return column.type === 'boolean' ? booleanText(pushdown, String(value.value)) : undefined
    case 'number':
      return numberText(column, value.value)
    case 'timestamp':
      return column.type === 'timestamptz'
        ? formatTimestamp(widen(value.microseconds, operator))
        : undefined
    case 'string':
      return stringText(column, pushdown, value.value)
  }
}

function booleanText({ values }: Pushdown, value: string): string | undefined {
  return values === undefined ? value : values[value]
}

function numberText(column: Column, value: number): string | undefined {
  if (column.type === 'integer' || column.type === 'bigint') {
    return Number.isSafeInteger(value) ? String(value) : undefined
  }
  return column.type === 'double' ? String(value) : undefined
}

// Seven-digit fractions are cut to microseconds here, so a bound is moved out by one microsecond.
function widen(microseconds: bigint, operator: PushdownOperator): bigint {
  if (operator === '<' || operator === '<=') return microseconds + 1n
  return operator === '>' || operator === '>=' ? microseconds - 1n : microseconds
}

function stringText(column: Column, pushdown: Pushdown, value: string): string | undefined {
  if (column.type === 'uuid')
    return /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(value) ? value : undefined
  if (column.type !== 'varchar' || value === '' || value !== value.trim()) return undefined
  if (pushdown.refuse?.some((part) => value.includes(part)) === true) return undefined
  if (pushdown.startsWith !== undefined && !value.startsWith(pushdown.startsWith)) return undefined
  if (pushdown.values) return pushdown.values[value.toLowerCase()]
  const lists = Object.values(pushdown.send).some((template) => template.includes('$values'))
  return lists && value.includes(',') ? undefined : value
}
