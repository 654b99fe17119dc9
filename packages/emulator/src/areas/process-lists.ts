import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import { customerTiers } from '../data/custom-fields.ts'
import { createDice, guidOf } from '../data/random.ts'
import type { Route } from '../router.ts'

interface List {
  readonly id: string
  readonly name: string
  readonly type: 'String' | 'Integer' | 'Double'
  readonly isSuggested: boolean
  readonly items: readonly string[]
}

/** Lists that no field uses any more, one of them empty. */
const unused: readonly Omit<List, 'id'>[] = [
  {
    name: 'Regions "EU"; 2',
    type: 'String',
    isSuggested: true,
    items: ['Österreich', '', "Côte d'Ivoire"],
  },
  { name: 'empty', type: 'String', isSuggested: false, items: [] },
  { name: 'Empty', type: 'Integer', isSuggested: false, items: ['-1', '0', '10'] },
]

const typeOf = { picklistInteger: 'Integer', picklistDouble: 'Double' } as const

/** A list for each field that has one. */
function listsOf({ organization }: Call): readonly List[] {
  const ofFields = organization.workItems.fields
    .filter(({ isPicklist }) => isPicklist)
    .map(({ referenceName, type }): Omit<List, 'id'> => {
      const isNumber = type === 'picklistInteger' || type === 'picklistDouble'
      return {
        name: `picklist_${referenceName}`,
        type: isNumber ? typeOf[type] : 'String',
        isSuggested: false,
        items: isNumber ? ['1', '2', '3'] : customerTiers,
      }
    })
  const dice = createDice(0, 'picklist')
  return [...ofFields, ...unused].map((list, place) => ({ ...list, id: guidOf(dice, place, 0) }))
}

function listUrl({ organization }: Call, id: string): string {
  return `${organization.url}/_apis/work/processes/lists/${id}`
}

function listLists(call: Call): Answer {
  return listAnswer(
    listsOf(call).map(({ items: _, ...list }) => ({ ...list, url: listUrl(call, list.id) })),
  )
}

function getList(call: Call): Answer {
  const wanted = param(call, 'listId').toLowerCase()
  const found = listsOf(call).find(({ id }) => id === wanted)
  if (found !== undefined) return jsonAnswer({ ...found, url: listUrl(call, found.id) })
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `VS403107: The picklist '${wanted}' does not exist.`,
    exception: 'Microsoft.TeamFoundation.WorkItemTracking.Server.WorkItemPickListNotFoundException',
    eventId: 3200,
  })
}

const get = { method: 'GET', scope: 'organization', resourceVersion: 1 } as const

/** Lists that fields take their values from. */
export const processListRoutes: readonly Route[] = [
  { ...get, template: 'work/processes/lists', handle: listLists },
  { ...get, template: 'work/processes/lists/{listId}', handle: getList },
]
