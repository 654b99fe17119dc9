import { flatten } from './flatten.ts'
import {
  type Json,
  list,
  listOf,
  ofProject,
  projectRoutes,
  type RecordedRows,
  someProject,
  type Use,
} from './recorded-list.ts'

const tags = list('WorkItemTags', {
  path: '*/_apis/wit/tags',
  values: (row) => ({ ...flatten(row), ...ofProject }),
})

const linkTypes = list('WorkItemLinkTypes', {
  path: '_apis/wit/workitemrelationtypes',
  values: ({ attributes, ...row }) => {
    const { acyclic, directional, singleTarget, editable, enabled, remote } = attributes as Json
    return {
      ...flatten(row),
      ...flatten(attributes),
      Attributes: attributes,
      IsAcyclic: acyclic,
      IsDirectional: directional,
      IsSingleTarget: singleTarget,
      IsEditable: editable,
      IsEnabled: enabled,
      IsRemote: remote,
    }
  },
  routes: [],
})

interface Node {
  readonly node: Json
  readonly above: Json | undefined
}

const below = (node: Json, above: Json | undefined): readonly Node[] => [
  { node, above },
  ...((node['children'] ?? []) as readonly Json[]).flatMap((child) => below(child, node)),
]

/** Backslash, project, kind, and the rest, or no path at all. */
const pathOf = (path: unknown): unknown =>
  typeof path === 'string' ? path.slice(1).replace(/\\(Area|Iteration)(?=\\|$)/, '') : path

const nodeValues = ({ node, above }: Node): Json => {
  const { children: _, path, ...row } = node
  const attributes = (node['attributes'] ?? {}) as Json
  return {
    ...flatten(row),
    ...ofProject,
    NodePath: path,
    Path: pathOf(path),
    StartDate: attributes['startDate'],
    FinishDate: attributes['finishDate'],
    ParentId: above?.['id'],
    ParentName: above?.['name'],
  }
}

const tree =
  (table: string, group: string) =>
  ([root = {}]: readonly Json[]): RecordedRows => ({
    table,
    routes: [
      { path: `*/_apis/wit/classificationnodes/${group}`, body: root },
      ...projectRoutes(someProject),
    ],
    rows: below(root, undefined).map(nodeValues),
  })

const queries = (roots: readonly Json[]): RecordedRows => ({
  table: 'Queries',
  routes: [{ path: '*/_apis/wit/queries', body: listOf(roots) }, ...projectRoutes(someProject)],
  rows: roots
    .flatMap((root) => below(root, undefined))
    .map(({ node: { children: _, ...row } }) => ({ ...flatten(row), ...ofProject })),
})

/** What was recorded of saved queries, tags, link types, areas and iterations. */
export const workUses: readonly Use[] = [
  { pattern: /^GET [^/]+\/_apis\/wit\/tags$/, tables: [tags] },
  { pattern: /^GET [^/]+\/_apis\/wit\/queries$/, tables: [queries] },
  { pattern: /^GET _apis\/wit\/workitemrelationtypes$/, tables: [linkTypes] },
  {
    pattern: /^GET [^/]+\/_apis\/wit\/classificationnodes\/areas$/,
    tables: [tree('Areas', 'areas'), tree('ClassificationNodesAreas', 'areas')],
  },
  {
    pattern: /^GET [^/]+\/_apis\/wit\/classificationnodes\/iterations$/,
    tables: [tree('Iterations', 'iterations'), tree('ClassificationNodesIterations', 'iterations')],
  },
]
