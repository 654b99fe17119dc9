import { DevopsqlError } from '@devopsql/errors'
import type { Access } from '@devopsql/schema'
import { equalityConstants, type Predicate } from '../logical/predicate.ts'
import { asksForOne, isOfParameter } from './parameter-columns.ts'
import { writeParameters } from './parameters.ts'
import type { ScanNeed } from './scan-plan.ts'

interface Unsent {
  readonly predicate: Predicate
  readonly reason: string
  /** Columns that have to have a value too. */
  readonly beside: readonly string[]
  /** Its value would leave a gap in the request. */
  readonly isEmptyText: boolean
}

/** The error for a condition on a request parameter that no way to read the table sends. */
export function unsentParameter(need: ScanNeed): DevopsqlError | undefined {
  const { resolved, conjuncts } = need
  if (!conjuncts.some(isOfParameter)) return undefined
  // The way that lacks the least tells what is wrong with the query.
  const [fewest] = resolved.table.access
    .map((access) => unsentBy(access, conjuncts))
    .toSorted((one, other) => one.length - other.length || lacking(other) - lacking(one))
  const unsent = fewest?.[0]
  const predicate = unsent?.predicate ?? conjuncts.find(isOfParameter)
  const name = predicate !== undefined && 'column' in predicate ? predicate.column.name : ''
  const subject = `column ${name} of table ${resolved.table.name} is a request parameter, which can't be`
  return unsent !== undefined && asksForOne(unsent.predicate)
    ? new DevopsqlError(`${subject} sent so: ${unsent.reason}`, {
        code: 'DEVOPSQL_REQUIRED_FILTER',
        hint: unsent.isEmptyText
          ? `Write a text that has letters or digits for ${name}.`
          : `Write another condition on ${name}, or none.`,
      })
    : new DevopsqlError(`${subject} compared so`, {
        code: 'DEVOPSQL_REQUIRED_FILTER',
        hint: `Write ${name} = and a constant.`,
      })
}

function unsentBy(access: Access, conjuncts: readonly Predicate[]): readonly Unsent[] {
  const { outcomes } = writeParameters(access, conjuncts)
  const required = Object.values(access.requires ?? {})
  return conjuncts.flatMap((predicate, index) => {
    const outcome = outcomes[index]
    if (!isOfParameter(predicate) || outcome?.fidelity !== 'unsupported') return []
    const name = 'column' in predicate ? predicate.column.name : ''
    const beside = required.includes(name) ? required.filter((other) => other !== name) : []
    const isEmptyText = required.includes(name) && hasEmptyText(predicate)
    const reason = isEmptyText ? 'the text is empty' : outcome.reason
    const sentBeside = `it is sent beside a value for ${beside.join(', ')} only`
    return [{ predicate, reason: beside.length > 0 ? sentBeside : reason, beside, isEmptyText }]
  })
}

/** How many parameters are sent but for columns that lack a value. */
function lacking(unsent: readonly Unsent[]): number {
  return unsent.filter(({ beside }) => beside.length > 0).length
}

function hasEmptyText(predicate: Predicate): boolean {
  const values = equalityConstants(predicate)?.values ?? []
  return values.some((value) => value.kind === 'string' && value.value === '')
}
