import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import { fail } from '../answers/failures.ts'
import { type Call, param } from '../call.ts'
import type { ClassificationNode } from '../data/classification.ts'
import { millisecondsText } from '../data/instants.ts'
import type { Route } from '../router.ts'
import { projectOf } from './builds.ts'

type Kind = 'area' | 'iteration'

function nodesOf(call: Call, kind: Kind): readonly ClassificationNode[] {
  const { classification } = call.organization
  const { index } = projectOf(call)
  return kind === 'area' ? classification.areas(index) : classification.iterations(index)
}

interface Shape {
  readonly kind: Kind
  /** Levels of children to write. */
  readonly depth: number
  readonly hasLinks: boolean
}

function nodeJson(call: Call, node: ClassificationNode, { kind, depth, hasLinks }: Shape): object {
  const [project = '', ...rest] = node.levels
  const group = kind === 'area' ? 'Area' : 'Iteration'
  const base = `${call.organization.url}/${projectOf(call).id}/_apis/wit/classificationNodes/${group}s`
  const url = [base, ...rest.map(encodeURIComponent)].join('/')
  const parentUrl = [base, ...rest.slice(0, -1).map(encodeURIComponent)].join('/')
  const parent = node.parent === undefined ? {} : { parent: { href: parentUrl } }
  const children = depth > 0 && node.children.length > 0
  return {
    id: node.id,
    identifier: node.identifier,
    name: node.name,
    structureType: kind,
    hasChildren: node.children.length > 0,
    children: children
      ? node.children.map((child) =>
          nodeJson(call, child, { kind, depth: depth - 1, hasLinks: false }),
        )
      : undefined,
    attributes:
      node.startDate === undefined || node.finishDate === undefined
        ? undefined
        : {
            startDate: millisecondsText(node.startDate),
            finishDate: millisecondsText(node.finishDate),
          },
    // The kind stands between the project and the rest. (measured)
    path: `\\${[project, group, ...rest].join('\\')}`,
    _links: hasLinks ? { self: { href: url }, ...parent } : undefined,
    url,
  }
}

function listNodes(call: Call): Answer {
  const { query } = call
  const depth = query.integer('$depth') ?? 0
  const ids = query.list('ids')?.map(Number)
  const kinds: readonly Kind[] = ['area', 'iteration']
  const rows = kinds.flatMap((kind) => {
    const nodes = nodesOf(call, kind)
    const chosen =
      ids === undefined ? nodes.slice(0, 1) : nodes.filter(({ id }) => ids.includes(id))
    return chosen.map((node) => nodeJson(call, node, { kind, depth, hasLinks: ids !== undefined }))
  })
  return listAnswer(rows)
}

function getNode(call: Call): Answer {
  const kind = param(call, 'group').toLowerCase().startsWith('area') ? 'area' : 'iteration'
  const path = param(call, 'path')
    .replaceAll('\\', '/')
    .split('/')
    .filter((part) => part !== '')
  const wanted = [projectOf(call).name, ...path].join('\\').toLowerCase()
  const node = nodesOf(call, kind).find((candidate) => candidate.path.toLowerCase() === wanted)
  if (node !== undefined) {
    return jsonAnswer(
      nodeJson(call, node, { kind, depth: call.query.integer('$depth') ?? 0, hasLinks: true }),
    )
  }
  // (assumed: exception and words)
  return fail({
    status: 404,
    message: `VS402485: The ${kind} path '${path.join('\\')}' is not found.`,
    exception:
      'Microsoft.TeamFoundation.WorkItemTracking.Server.ClassificationNodeNotFoundException',
    eventId: 3200,
  })
}

const base = { method: 'GET', scope: 'project', resourceVersion: 2 } as const

/** Area and iteration trees. */
export const classificationRoutes: readonly Route[] = [
  { ...base, template: 'wit/classificationnodes', handle: listNodes },
  { ...base, template: 'wit/classificationnodes/{group}', handle: getNode },
  { ...base, template: 'wit/classificationnodes/{group}/{*path}', handle: getNode },
]
