import { connect } from 'devopsql'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { hasRecordings, loadRecordings, missingRecordings, type Recording } from './recording.ts'
import { serveRoutes } from './serve-routes.ts'

const recordings = loadRecordings().filter(({ file }) => file.startsWith('errors/'))

// Of another message than the one that is served, or of this very connection.
const incidental = /^(content-length|content-encoding|transfer-encoding|keep-alive|connection)$/

async function failureOf({ status, headers, body }: Recording): Promise<unknown> {
  const served = Object.entries(headers).filter(([name]) => !incidental.test(name.toLowerCase()))
  await using server = await serveRoutes([
    {
      path: '_apis/graph/users',
      status: status ?? 200,
      headers: Object.fromEntries(served),
      body,
    },
  ])
  await using db = await connect({ URL: server.url, PersonalAccessToken: 'recorded' })
  const read = async (): Promise<unknown> => (await db.query('SELECT * FROM Users')).toArray()
  return await read().catch((error: unknown) => error)
}

const signIn = { code: 'DEVOPSQL_SIGN_IN_FAILED', category: 'sign-in' }
const remote = { code: 'DEVOPSQL_REMOTE_ERROR', category: 'remote' }
const notFound = { code: 'DEVOPSQL_NOT_FOUND', category: 'remote' }

const expected: Readonly<Record<string, object>> = {
  'errors/302-empty-body-head-root': { ...signIn, detail: undefined },
  'errors/400-invalid-team-settings-post-teamsettings-iterations': {
    ...remote,
    detail: 'TF400497: The backlog iteration path that you specified is no longer valid.',
  },
  'errors/400-relation-already-exists-patch-workitems-by-id': {
    ...remote,
    detail: 'Relation already exists.',
  },
  'errors/400-team-field-argument-null-patch-teamsettings-teamfieldvalues': {
    ...remote,
    detail: 'DefaultValue',
  },
  'errors/401-empty-body-get-descriptors-by-storage-key': { ...signIn, detail: undefined },
  'errors/401-empty-body-get-pools': { ...signIn, detail: undefined },
  'errors/401-unauthorized-request-get-projects': {
    ...signIn,
    detail: expect.stringMatching(/^TF400813: .* is not authorized/) as string,
  },
  'errors/404-project-does-not-exist-with-name-post-workitems-type': {
    ...notFound,
    detail: expect.stringMatching(/^TF200016: The following project does not exist/) as string,
  },
  'errors/404-wiki-page-not-found-get-wikis-pages': {
    ...notFound,
    detail: expect.stringMatching(/^Wiki page ‘\/abc’ could not be found/) as string,
  },
  'errors/404-work-item-unauthorized-access-get-workitems-by-id': {
    ...notFound,
    detail: expect.stringMatching(/^TF401232: Work item 43 does not exist/) as string,
  },
  'errors/503-html-page-post-repositories-pullrequests': { ...remote, detail: undefined },
  'errors/503-vss-service-options-resource-locations-dev': {
    ...remote,
    detail: expect.stringMatching(/^TF24668: .* collection is stopped: ContosoCliTest/) as string,
  },
}

describe.skipIf(!hasRecordings)(`errors that were recorded${missingRecordings}`, () => {
  beforeEach(() => {
    // Tries follow each other at once.
    vi.spyOn(Math, 'random').mockReturnValue(0)
    return () => vi.restoreAllMocks()
  })

  it('are all looked at', () => {
    expect(Object.keys(expected)).toEqual(recordings.map(({ file }) => file))
  })

  it.each(recordings.map((recording) => [recording.file, recording] as const))(
    'become the typed error of their status and typeKey: %s',
    async (file, recording) => {
      const error = await failureOf(recording)
      expect(error).toMatchObject({ name: 'DevopsqlError', ...expected[file] })
      expect(error).toHaveProperty('message', expect.stringMatching(/^[^\n]*[^.\n]$/))
      expect(error).toHaveProperty('hint', expect.stringMatching(/^[A-Z].*\.$/))
    },
  )
})
