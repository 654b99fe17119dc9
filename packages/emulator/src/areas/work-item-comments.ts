import { type Answer, jsonAnswer } from '../answers/answer.ts'
import { identityRef } from '../answers/identity.ts'
import { type Call, param } from '../call.ts'
import { millisecondsText } from '../data/instants.ts'
import { below } from '../data/random.ts'
import { cut, opaqueToken, readOpaqueToken } from '../paging.ts'
import type { Route } from '../router.ts'
import { notFound, rowOf } from './work-item-requests.ts'

const texts = [
  '<div>Moved to the <b>next</b> sprint &amp; told Ana.</div>',
  'plain text, no markup; "quotes" and a\nsecond line',
  '<div>🎉 fertig – außer für 工具</div>',
  '',
] as const

interface Place {
  readonly row: number
  readonly number: number
  /** Deleted ones stay, and are not counted by the field. (assumed) */
  readonly isDeleted: boolean
}

/** As many as the field says, and one that was deleted behind those of some work items. */
function commentsOf({ organization }: Call, row: number): readonly Place[] {
  const { workItems } = organization
  const count = Number(workItems.value(row, 'System.CommentCount') ?? 0)
  const hasDeleted = workItems.rows.dice(row, 700 + count) % 9 === 0
  return Array.from({ length: count + (hasDeleted ? 1 : 0) }, (_, number) => ({
    row,
    number,
    isDeleted: number === count,
  }))
}

function describe(call: Call, { row, number, isDeleted }: Place): object {
  const { organization, query } = call
  const { workItems, users, projects, url } = organization
  const { dice } = workItems.rows
  const thrown = dice(row, 600 + number)
  const count = users.rows.indices().length
  const created = (workItems.rows.created[row] ?? 0) + (number + 1) * 3_600_000 + (thrown % 1000)
  const version = 1 + (thrown % 3)
  const text = texts[below(thrown, texts.length)] ?? ''
  const workItemId = workItems.rows.id[row] ?? 0
  const id = row * 8 + number + 1
  const expand = query.text('$expand')?.toLowerCase() ?? 'none'
  const isRendered = ['renderedtext', 'renderedtextonly', 'all'].includes(expand)
  const project = projects.at(workItems.rows.project[row] ?? 0).id
  return {
    mentions: number === 0 ? [{ commentId: id, artifactType: 'Person', targetId: project }] : [],
    workItemId,
    id,
    version,
    text: expand === 'renderedtextonly' ? undefined : text,
    createdBy: identityRef(organization, below(thrown, count)),
    createdDate: millisecondsText(created),
    modifiedBy: identityRef(organization, below(dice(row, 650 + number), count)),
    modifiedDate: millisecondsText(created + (version - 1) * 60_000),
    isDeleted: isDeleted ? true : undefined,
    format: text.includes('<') ? 'html' : 'markdown',
    renderedText: isRendered ? text : undefined,
    reactions:
      ['reactions', 'all'].includes(expand) && thrown % 2 === 0
        ? [{ commentId: id, type: 'like', count: 2, isCurrentUserEngaged: false, url: '' }]
        : undefined,
    url: `${url}/${project}/_apis/wit/workItems/${workItemId}/comments/${id}`,
  }
}

// Newest first unless asked otherwise; 200 on a page. (specification; both assumed)
function listComments(call: Call): Answer {
  const { query } = call
  const row = rowOf(call, Number(param(call, 'id')))
  if (row < 0) return notFound(param(call, 'id'))
  const all = commentsOf(call, row)
  const shown = query.boolean('includeDeleted') ? all : all.filter(({ isDeleted }) => !isDeleted)
  const ordered = query.text('order') === 'asc' ? shown : shown.toReversed()
  const top = Math.min(query.integer('$top') ?? 200, call.variants.commentsMaxTop)
  const page = cut(ordered, readOpaqueToken(query.text('continuationToken')), top)
  const token = opaqueToken(page.next)
  return jsonAnswer({
    totalCount: shown.length,
    count: page.rows.length,
    comments: page.rows.map((place) => describe(call, place)),
    continuationToken: token,
    nextPage: token === undefined ? undefined : `${call.url}?continuationToken=${token}`,
  })
}

/** What was said of work items. */
export const workItemCommentRoutes: readonly Route[] = [
  {
    method: 'GET',
    template: 'wit/workitems/{id}/comments',
    scope: 'project',
    resourceVersion: 4,
    previewOnly: true,
    table: 'WorkItems',
    handle: listComments,
  },
]
