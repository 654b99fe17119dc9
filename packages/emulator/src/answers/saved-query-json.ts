import { millisecondsText } from '../data/instants.ts'
import type { Organization } from '../data/organization.ts'
import { childrenOf, type SavedQuery } from '../data/saved-queries.ts'
import { conjunctsOf } from '../wiql/candidate-ids.ts'
import { parseWiql } from '../wiql/parse-wiql.ts'
import type { FieldName, LinkMode, WiqlQuery } from '../wiql/wiql-syntax.ts'
import { identityRef } from './identity.ts'
import { type ClauseContext, clauseOf, clausesOfEnd, type FieldReference } from './query-clauses.ts'

// The numbers are those of the enum in the official clients. (azure-devops-node-api)
export const queryExpands = ['none', 'wiql', 'clauses', 'all', 'minimal'] as const
export type QueryExpand = (typeof queryExpands)[number]

export interface SavedQueryView {
  readonly expand: QueryExpand
  /** How many levels of children to write. */
  readonly depth: number
  readonly includeDeleted: boolean
}

/** A saved query or a folder. Folders have no queryType, queries no isFolder. (measured) */
export function savedQueryJson(
  organization: Organization,
  query: SavedQuery,
  view: SavedQueryView,
): object {
  const { expand, depth, includeDeleted } = view
  const { id, name, path, isPublic, isDeleted, wiql } = query
  const children = childrenOf(query, includeDeleted)
  const isMinimal = expand === 'minimal'
  const folder =
    wiql === undefined
      ? {
          isFolder: true,
          hasChildren: children.length > 0,
          ...(depth > 0 && children.length > 0 ? { children: inner() } : {}),
        }
      : {}
  function inner(): readonly object[] {
    const below = { ...view, depth: depth - 1 }
    return children.map((child) => savedQueryJson(organization, child, below))
  }
  return {
    id,
    name,
    path,
    ...(isMinimal ? {} : changesOf(organization, query)),
    ...folder,
    ...(wiql === undefined ? {} : queryParts(organization, wiql, expand)),
    ...(isDeleted ? { isDeleted } : {}),
    isPublic,
    ...(isMinimal ? {} : { _links: linksOf(organization, query) }),
    url: urlOf(organization, query, 'queries'),
  }
}

function changesOf(organization: Organization, { createdBy, created }: SavedQuery): object {
  const person = identityRef(organization, createdBy)
  const date = millisecondsText(created)
  return {
    createdBy: person,
    createdDate: date,
    lastModifiedBy: person,
    lastModifiedDate: date,
  }
}

function urlOf({ url }: Organization, { project, id }: SavedQuery, area: string): string {
  return `${url}/${project.id}/_apis/wit/${area}/${id}`
}

function linksOf(organization: Organization, query: SavedQuery): object {
  const { id, parent, project, wiql } = query
  const href = (link: string): object => ({ href: link })
  return {
    self: href(urlOf(organization, query, 'queries')),
    html: href(`${organization.url}/web/qr.aspx?pguid=${project.id}&qid=${id}`),
    ...(parent === undefined
      ? {}
      : { parent: href(urlOf(organization, { ...query, id: parent }, 'queries')) }),
    ...(wiql === undefined ? {} : { wiql: href(urlOf(organization, query, 'wiql')) }),
  }
}

const filterOptions: Readonly<Record<LinkMode, string>> = {
  mustcontain: 'linksOneHopMustContain',
  maycontain: 'linksOneHopMayContain',
  doesnotcontain: 'linksOneHopDoesNotContain',
  // An example of the specification shows this for Recursive; the other is assumed.
  recursive: 'linksRecursiveMayContain',
  'recursive-matching-children': 'linksRecursiveMustContain',
}

function queryParts(organization: Organization, wiql: string, expand: QueryExpand): object {
  const query = parseWiql(wiql)
  const mode = query.mode ?? 'mustcontain'
  const isTree = mode.startsWith('recursive')
  const queryType = query.from === 'workitems' ? 'flat' : isTree ? 'tree' : 'oneHop'
  const hasClauses = expand === 'clauses' || expand === 'all'
  const filterOption =
    query.from === 'workitems' || !hasClauses ? {} : { filterOptions: filterOptions[mode] }
  return {
    queryType,
    ...(hasClauses ? shapeOf(organization, query) : {}),
    ...filterOption,
    ...(expand === 'none' ? {} : { wiql }),
  }
}

function shapeOf(organization: Organization, query: WiqlQuery): object {
  const reference: FieldReference = ({ name, referenceName }) => ({
    referenceName,
    name,
    url: `${organization.url}/_apis/wit/fields/${referenceName}`,
  })
  const find = ({ name }: FieldName): { name: string; referenceName: string } =>
    organization.workItems.field(name) ?? { name, referenceName: name }
  const context: ClauseContext = { find, reference }
  return {
    columns: query.columns.map((column) => reference(find(column))),
    ...(query.orderBy.length === 0
      ? {}
      : {
          sortColumns: query.orderBy.map(({ field, descending }) => ({
            field: reference(find(field)),
            descending,
          })),
        }),
    ...clausesOf(query, context),
  }
}

function clausesOf({ where, from }: WiqlQuery, context: ClauseContext): object {
  if (where === undefined) return {}
  if (from === 'workitems') return { clauses: clauseOf(where, context) }
  const conjuncts = conjunctsOf(where)
  return {
    sourceClauses: clausesOfEnd(conjuncts, 'source', context),
    linkClauses: clausesOfEnd(conjuncts, 'link', context),
    targetClauses: clausesOfEnd(conjuncts, 'target', context),
  }
}
