import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import { type BacklogLevel, backlogLevels } from '../data/backlog-levels.ts'
import { createDice, guidOf } from '../data/random.ts'
import { findWorkItemType } from '../data/work-item-types.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'
import { teamAddress, teamOf } from './team-of.ts'
import { workItemLinksOf } from './team-work-items.ts'

function fieldReference(call: Call, [name, referenceName]: readonly [string, string]): object {
  return { referenceName, name, url: `${call.organization.url}/_apis/wit/fields/${referenceName}` }
}

function typeReference(call: Call, name: string): object {
  const { id } = projectOf(call)
  const url = `${call.organization.url}/${id}/_apis/wit/workItemTypes/${encodeURIComponent(name)}`
  return { name, url }
}

function backlogJson(call: Call, level: BacklogLevel): object {
  return {
    id: level.id,
    name: level.name,
    rank: level.rank,
    workItemCountLimit: 1000,
    addPanelFields: level.panelFields.map((field) => fieldReference(call, field)),
    columnFields: level.columnFields.map(([name, referenceName, width]) => ({
      columnFieldReference: fieldReference(call, [name, referenceName]),
      width,
    })),
    workItemTypes: level.types.map((name) => typeReference(call, name)),
    defaultWorkItemType: typeReference(call, level.types[0]),
    color: level.color,
    isHidden: level.type === 'portfolio' && teamOf(call).index % 2 === 1,
    type: level.type,
  }
}

function levelOf(call: Call): BacklogLevel {
  const wanted = param(call, 'backlogId').toLowerCase()
  const found = backlogLevels.find(({ id }) => id.toLowerCase() === wanted)
  if (found !== undefined) return found
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The backlog level '${wanted}' does not exist.`,
    exception: 'Microsoft.TeamFoundation.Work.WebApi.Exceptions.BacklogDoesNotExistException',
  })
}

// Not what is done or removed, and a thousand at most. (assumed; the limit is in the answer itself)
function getBacklogItems(call: Call): Answer {
  const level = levelOf(call)
  const { source } = call.organization.workItems
  const isOpen = (row: number): boolean => !['Completed', 'Removed'].includes(source.category(row))
  const links = workItemLinksOf(call, (row) => isOpen(row) && source.isType(row, ...level.types))
  return jsonAnswer({ workItems: links.slice(0, 1000) })
}

interface Board {
  readonly id: string
  readonly level: BacklogLevel
}

/** A board for each level but the tasks, which have a board for each sprint. (assumed) */
function boardsOf(call: Call): readonly Board[] {
  const dice = createDice(teamOf(call).index, 'board')
  return backlogLevels
    .filter(({ type }) => type !== 'task')
    .map((level) => ({ id: guidOf(dice, level.rank, 0), level }))
}

function boardReference(call: Call, { id, level }: Board): { readonly url: string } {
  return { ...{ id, name: level.name }, url: teamAddress(call, `boards/${id}`).url }
}

/** By id or by name. */
function boardOf(call: Call): Board {
  const wanted = param(call, 'board').toLowerCase()
  const found = boardsOf(call).find(
    ({ id, level }) => id === wanted || level.name.toLowerCase() === wanted,
  )
  if (found !== undefined) return found
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `The board '${wanted}' does not exist.`,
    exception: 'Microsoft.TeamFoundation.Work.WebApi.Exceptions.BoardDoesNotExistException',
  })
}

function columnsOf(call: Call, { id, level }: Board): readonly object[] {
  const dice = createDice(teamOf(call).index, id)
  const [first] = level.types
  const states = (findWorkItemType(first)?.states ?? []).filter(
    ({ category }) => category !== 'Removed',
  )
  return states.map(({ name, category }, place) => {
    const isEnd = category === 'Proposed' || category === 'Completed'
    return {
      id: guidOf(dice, place, 0),
      name: place === 1 ? `${name} "now" 🚧` : name,
      itemLimit: isEnd ? 0 : 5,
      stateMappings: { [first]: name },
      // The columns at both ends can't be split and have no description. (examples of the specification)
      ...(isEnd
        ? {}
        : { isSplit: place % 2 === 0, description: place % 2 === 0 ? 'Ready when reviewed.' : '' }),
      columnType:
        category === 'Proposed' ? 'incoming' : category === 'Completed' ? 'outgoing' : 'inProgress',
    }
  })
}

// The row without a name has the empty id. (examples of the specification)
function rowsOf(call: Call, { id }: Board): readonly object[] {
  const dice = createDice(teamOf(call).index, `${id} rows`)
  return [
    { id: '00000000-0000-0000-0000-000000000000', name: null, color: null },
    { id: guidOf(dice, 1, 0), name: 'Expedite', color: 'E5CCFF' },
  ]
}

function getBoard(call: Call): Answer {
  const board = boardOf(call)
  const columns = columnsOf(call, board)
  const field = (referenceName: string): object => ({
    referenceName,
    url: `${call.organization.url}/_apis/wit/fields/${referenceName}`,
  })
  return jsonAnswer({
    ...boardReference(call, board),
    columns,
    rows: rowsOf(call, board),
    revision: 1 + (teamOf(call).index % 5),
    isValid: true,
    canEdit: true,
    allowedMappings: { Incoming: { [board.level.types[0]]: ['New'] } },
    fields: {
      columnField: field('WEF_6CB513B6E70E43499D9FC94E5BBFB784_Kanban.Column'),
      rowField: field('WEF_6CB513B6E70E43499D9FC94E5BBFB784_Kanban.Lane'),
      doneField: field('WEF_6CB513B6E70E43499D9FC94E5BBFB784_Kanban.Column.Done'),
    },
    _links: teamAddress(call, `boards/${board.id}`)._links,
  })
}

const get = { method: 'GET', scope: 'any', resourceVersion: 1 } as const

/** Backlogs and boards of a team. */
export const boardRoutes: readonly Route[] = [
  {
    ...get,
    template: 'work/backlogs',
    handle: (call) => listAnswer(backlogLevels.map((level) => backlogJson(call, level))),
  },
  {
    ...get,
    template: 'work/backlogs/{backlogId}',
    handle: (call) => jsonAnswer(backlogJson(call, levelOf(call))),
  },
  { ...get, template: 'work/backlogs/{backlogId}/workItems', handle: getBacklogItems },
  {
    ...get,
    template: 'work/boards',
    handle: (call) => listAnswer(boardsOf(call).map((board) => boardReference(call, board))),
  },
  { ...get, template: 'work/boards/{board}', handle: getBoard },
  {
    ...get,
    template: 'work/boards/{board}/columns',
    handle: (call) => listAnswer(columnsOf(call, boardOf(call))),
  },
  {
    ...get,
    template: 'work/boards/{board}/rows',
    handle: (call) => listAnswer(rowsOf(call, boardOf(call))),
  },
]
