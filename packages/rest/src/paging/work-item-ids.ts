import type { WorkItemRequest } from '../contract.ts'
import type { RunWiql } from '../wiql.ts'
import { idsByRange } from './id-ranges.ts'

const byId = '[System.Id]'

/** Some ids, and whether all ids so far follow the order that was asked for. */
export interface IdPage {
  readonly ids: readonly number[]
  readonly ordered: boolean
}

/** The ids of a request, each once, as they become known. */
export async function* workItemIds(request: WorkItemRequest, run: RunWiql): AsyncGenerator<IdPage> {
  const seen = new Set<number>()
  if (request.ids !== undefined) {
    yield { ids: [...new Set(request.ids)], ordered: true }
    return
  }
  const conditions = request.conditions ?? ['']
  for (const condition of conditions) {
    for await (const page of idsOfCondition(request, condition, run)) {
      const ids = conditions.length === 1 ? page.ids : page.ids.filter((id) => !seen.has(id))
      if (conditions.length > 1) for (const id of ids) seen.add(id)
      yield { ids, ordered: page.ordered && conditions.length === 1 }
    }
  }
}

async function* idsOfCondition(
  request: WorkItemRequest,
  condition: string,
  run: RunWiql,
): AsyncGenerator<IdPage> {
  // Whether 20,000 itself is refused is documented nowhere: one less never is.
  const most = request.maxIds - 1
  const top = Math.max(0, request.top ?? Number.POSITIVE_INFINITY)
  if (top === 0) return
  const orderBy = request.orderBy ?? byId
  const answer = await run({ condition, orderBy, top: Math.min(top, most) })
  const isWhole = answer.kind === 'ids' && (answer.ids.length < most || top <= most)
  if (isWhole) {
    yield { ids: answer.ids, ordered: true }
    return
  }
  const isById = request.orderBy === undefined && answer.kind === 'ids'
  const ranges = idsByRange({ run, condition, top: most }, isById ? answer.ids : [])
  const ordered = request.orderBy === undefined
  for await (const ids of ranges) yield { ids, ordered }
}
