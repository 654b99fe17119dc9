import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Emulator, startEmulator } from './emulator.ts'
import { ask } from './testing/ask.ts'

const folder = fileURLToPath(new URL('../../../../shared/recordings', import.meta.url))
const isPresent = existsSync(folder)
const reason = isPresent ? '' : ' (needs ../shared/recordings, which is not present)'

interface Recording {
  readonly file: string
  readonly request: { readonly method: string; readonly url: string }
  readonly response: { readonly headers: Readonly<Record<string, string>>; readonly body: unknown }
}

const contributors = 'vssgp.Uy0xLTktM2NlMzc0ZDEtMWJkNS00OTNjLWE4YjItODMyMDgxNmEwNDY3'
const repository = 'Fabrikam/_apis/git/repositories/Fabrikam'

// What to ask the emulator for, by the path that was recorded. A brace stands for any one segment.
const counterparts: Readonly<Record<string, string>> = {
  '_apis/projects': '_apis/projects',
  '_apis/projects/{}': '_apis/projects/Fabrikam?includeCapabilities=true',
  '_apis/projects/{}/teams': '_apis/projects/Fabrikam/teams',
  '_apis/projects/{}/teams/{}': '_apis/projects/Fabrikam/teams/Fabrikam%20Team',
  '_apis/projects/{}/teams/{}/members': '_apis/projects/Fabrikam/teams/Fabrikam%20Team/members',
  '_apis/resourceareas': '_apis/ResourceAreas',
  '_apis/connectiondata': '_apis/ConnectionData',
  '_apis/process/processes': '_apis/process/processes',
  '_apis/graph/users': '_apis/graph/users?api-version=7.1-preview.1',
  '_apis/graph/groups': '_apis/graph/groups?api-version=7.1-preview.1',
  '_apis/graph/groups/{}': `_apis/graph/groups/${contributors}?api-version=7.1-preview.1`,
  '_apis/graph/memberships/{}': `_apis/graph/memberships/${contributors}?direction=down&api-version=7.1-preview.1`,
  '_apis/userentitlements': '_apis/userentitlements?select=projects',
  '_apis/identities': '_apis/identities?searchFilter=General&filterValue=a',
  '_apis/securitynamespaces': '_apis/securitynamespaces',
  '_apis/securitynamespaces/{}': '_apis/securitynamespaces/52d39943-cb85-4d7f-8fa8-c6baac873819',
  '_apis/accesscontrollists/{}':
    '_apis/accesscontrollists/52d39943-cb85-4d7f-8fa8-c6baac873819?descriptors=x&includeExtendedInfo=true',
  '{}/_apis/git/repositories': 'Fabrikam/_apis/git/repositories',
  '{}/_apis/git/repositories/{}': repository,
  '{}/_apis/git/repositories/{}/refs': `${repository}/refs`,
  '{}/_apis/git/repositories/{}/commits': `${repository}/commits`,
  '{}/_apis/git/repositories/{}/pullrequests': `${repository}/pullRequests?searchCriteria.status=all`,
  '{}/_apis/git/repositories/{}/pullrequests/{}': `${repository}/pullRequests/4`,
  '{}/_apis/git/repositories/{}/pullrequests/{}/reviewers': `${repository}/pullRequests/4/reviewers`,
  '{}/_apis/git/repositories/{}/pullrequests/{}/workitems': `${repository}/pullRequests/4/workitems`,
  '_apis/git/pullrequests/{}': '_apis/git/pullRequests/4',
  '{}/_apis/build/builds': 'Fabrikam/_apis/build/Builds',
  '{}/_apis/build/builds/{}': 'Fabrikam/_apis/build/Builds/8',
  '{}/_apis/build/builds/{}/tags': 'Fabrikam/_apis/build/builds/8/tags',
  '{}/_apis/build/builds/{}/timeline': 'Fabrikam/_apis/build/builds/8/timeline',
  '{}/_apis/build/builds/{}/artifacts': 'Fabrikam/_apis/build/builds/8/artifacts',
  '{}/_apis/build/folders': 'Fabrikam/_apis/build/folders?api-version=7.1-preview.2',
  '{}/_apis/build/folders/{}': 'Fabrikam/_apis/build/folders?api-version=7.1-preview.2',
  '{}/_apis/build/authorizedresources':
    'Fabrikam/_apis/build/authorizedresources?api-version=7.1-preview.1',
  '{}/_apis/build/definitions': 'Fabrikam/_apis/build/Definitions',
  '{}/_apis/build/definitions/{}': 'Fabrikam/_apis/build/Definitions/1',
  '{}/_apis/wiki/wikis': 'Fabrikam/_apis/wiki/wikis',
  '{}/_apis/wiki/wikis/{}/pages': 'Fabrikam/_apis/wiki/wikis/Fabrikam.wiki/pages',
  '_apis/packaging/feeds': '_apis/packaging/feeds',
  '_apis/packaging/feeds/{}/packages': '_apis/packaging/Feeds/Shared.Packages/Packages',
  '_apis/packaging/feeds/{}/packages/{}/versions':
    '_apis/packaging/Feeds/Shared.Packages/Packages/e7f22300-13df-4567-a813-3f8ff3cd96b1/Versions',
  '{}/_apis/release/releases': 'Fabrikam/_apis/release/releases',
  '{}/_apis/release/releases/{}': 'Fabrikam/_apis/release/releases/9',
  '{}/_apis/release/definitions':
    'Fabrikam/_apis/release/definitions?$expand=artifacts,environments',
  '{}/_apis/release/approvals': 'Fabrikam/_apis/release/approvals?statusFilter=undefined',
  '{}/{}/_apis/work/teamsettings': 'Fabrikam/Fabrikam%20Team/_apis/work/teamsettings',
  '{}/{}/_apis/work/teamsettings/iterations':
    'Fabrikam/Fabrikam%20Team/_apis/work/teamsettings/iterations',
  '{}/{}/_apis/work/teamsettings/teamfieldvalues':
    'Fabrikam/Fabrikam%20Team/_apis/work/teamsettings/teamfieldvalues',
  '{}/_apis/wit/workitemtypes': 'Fabrikam/_apis/wit/workitemtypes',
  '{}/_apis/wit/workitemtypes/{}': 'Fabrikam/_apis/wit/workitemtypes/Bug',
  '{}/_apis/wit/classificationnodes': 'Fabrikam/_apis/wit/classificationNodes?$depth=3',
  '{}/_apis/wit/classificationnodes/{}':
    'Fabrikam/_apis/wit/classificationNodes/iterations?$depth=3',
  '_apis/wit/workitems': '_apis/wit/workItems?ids=1,2,8',
  '_apis/wit/workitems/{}': '_apis/wit/workItems/8?$expand=all',
  '_apis/wit/workitemrelationtypes': '_apis/wit/workItemRelationTypes',
}

function counterpartOf(url: string): string | undefined {
  const [, , ...parts] = new URL(url.replaceAll(/[{}]/g, 'x')).pathname.slice(0).split('/')
  const found = Object.entries(counterparts).find(([template]) => {
    const wanted = template.split('/')
    return (
      wanted.length === parts.length &&
      wanted.every((part, index) => part === '{}' || part === parts[index]?.toLowerCase())
    )
  })
  return found?.[1]
}

function loadRecordings(): readonly (Recording & { readonly counterpart: string })[] {
  if (!isPresent) return []
  const files = [
    'core',
    'git',
    'build',
    'wit',
    'graph',
    'work',
    'identities',
    'member-entitlement',
    'security',
    'release',
    'wiki',
    'artifacts',
  ].flatMap((area) => readdirSync(join(folder, area)).map((name) => join(area, name)))
  return (
    files
      // Version 4 wrote people as strings; rows are elements of lists, which their lists cover.
      .filter((file) => !file.includes('api-4') && !file.includes('-row-'))
      // PowerShell wrote it, with texts for the objects and arrays inside.
      .filter((file) => !file.endsWith('body-timeline.json'))
      .map((file) => ({
        file,
        ...(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Omit<Recording, 'file'>),
      }))
      .flatMap((recording) => {
        const counterpart =
          recording.request.method === 'GET' ? counterpartOf(recording.request.url) : undefined
        return counterpart === undefined ? [] : [{ ...recording, counterpart }]
      })
  )
}

function typeName(value: unknown): string {
  if (value === null) return 'null'
  return Array.isArray(value) ? 'array' : typeof value
}

/** The JSON types at each path; elements of a list share one path. */
function typesOf(
  value: unknown,
  path: string = '',
  types: Map<string, Set<string>> = new Map(),
): Map<string, Set<string>> {
  types.set(path, (types.get(path) ?? new Set()).add(typeName(value)))
  if (Array.isArray(value)) for (const element of value) typesOf(element, `${path}[]`, types)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) typesOf(inner, `${path}.${name}`, types)
  }
  return types
}

function differences(recorded: unknown, emulated: unknown): readonly string[] {
  const known = typesOf(recorded)
  return [...typesOf(emulated)].flatMap(([path, types]) => {
    const expected = known.get(path)
    if (expected === undefined || expected.has('null')) return []
    const strange = [...types].filter((type) => type !== 'null' && !expected.has(type))
    return strange.map((type) => `${path} is ${type}, recorded as ${[...expected].join(' or ')}`)
  })
}

// Headers of one connection or of one moment.
const incidental = new Set([
  'set-cookie',
  'transfer-encoding',
  'content-encoding',
  'x-ms-continuationtoken',
])

describe.skipIf(!isPresent)(`the emulator beside recorded answers${reason}`, () => {
  let emulator: Emulator
  beforeAll(async () => {
    emulator = await startEmulator({ variants: { resourceAreas: 'cloud' } })
  })
  afterAll(() => emulator.close())
  const recordings = loadRecordings()

  it('has a counterpart for most of them', () => {
    expect(recordings.length).toBeGreaterThan(30)
  })

  it.each(recordings.map((recording) => [recording.file, recording] as const))(
    'answers like %s',
    async (_, recording) => {
      const answer = await ask(emulator, recording.counterpart)
      expect(answer.status).toBe(200)
      expect(differences(recording.response.body, JSON.parse(answer.text))).toEqual([])
      const missing = Object.keys(recording.response.headers)
        .map((name) => name.toLowerCase())
        .filter((name) => !incidental.has(name) && !answer.headers.has(name))
      expect(missing).toEqual([])
    },
  )
})
