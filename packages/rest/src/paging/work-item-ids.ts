import type { WorkItemRequest } from '../contract.ts'
import type { RunWiql, WiqlAnswer } from '../wiql.ts'
import { idsByRange } from './id-ranges.ts'
import { orderedWindow } from './ordered-window.ts'

const byId = '[System.Id]'
const alternativesAhead = 4

/** Some ids, and whether all ids so far follow the order that was asked for. */
export interface IdPage {
  readonly ids: readonly number[]
  readonly ordered: boolean
}

/** The ids of a request, each once, as they become known. */
export async function* workItemIds(request: WorkItemRequest, run: RunWiql): AsyncGenerator<IdPage> {
  if (request.ids !== undefined) {
    yield { ids: [...new Set(request.ids)], ordered: true }
    return
  }
  if (request.top !== undefined && request.top <= 0) return
  const conditions = request.conditions ?? ['']
  const isSingle = conditions.length === 1
  const seen = new Set<number>()
  const answers = orderedWindow(each(conditions), {
    window: () => (request.lazy === true ? 1 : alternativesAhead),
    run: (condition) => firstAnswer(request, condition, run),
  })
  for await (const answer of answers) {
    for await (const page of completed(request, answer, run)) {
      const ids = isSingle ? page.ids : page.ids.filter((id) => !seen.has(id))
      if (!isSingle) for (const id of ids) seen.add(id)
      yield { ids, ordered: page.ordered && isSingle }
    }
  }
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items
}

interface FirstAnswer {
  readonly condition: string
  readonly answer: WiqlAnswer
}

async function firstAnswer(
  request: WorkItemRequest,
  condition: string,
  run: RunWiql,
): Promise<FirstAnswer> {
  const top = Math.min(request.top ?? Number.POSITIVE_INFINITY, mostIds(request))
  return { condition, answer: await run({ condition, orderBy: request.orderBy ?? byId, top }) }
}

/** The ids of one condition: the first answer where that is all of them, ranges of ids otherwise. */
async function* completed(
  request: WorkItemRequest,
  { condition, answer }: FirstAnswer,
  run: RunWiql,
): AsyncGenerator<IdPage> {
  const most = mostIds(request)
  const asked = request.top ?? Number.POSITIVE_INFINITY
  if (answer.kind === 'ids' && (answer.ids.length < most || asked <= most)) {
    yield { ids: answer.ids, ordered: true }
    return
  }
  const isById = request.orderBy === undefined
  const known = isById && answer.kind === 'ids' ? answer.ids : []
  for await (const ids of idsByRange({ run, condition, top: most }, known)) {
    yield { ids, ordered: isById }
  }
}

// Whether 20,000 itself is refused is documented nowhere: one less never is.
function mostIds(request: WorkItemRequest): number {
  return request.maxIds - 1
}
