import { type Emulator, startEmulator } from '@devopsql/emulator'
import { getPersonalAccessTokenHandler, WebApi } from 'azure-devops-node-api'
import { BuildQueryOrder } from 'azure-devops-node-api/interfaces/BuildInterfaces.js'
import { PullRequestStatus } from 'azure-devops-node-api/interfaces/GitInterfaces.js'
import { WorkItemErrorPolicy } from 'azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

describe.each(['empty', 'cloud'] as const)(
  'azure-devops-node-api against the emulator, resource areas %s',
  (resourceAreas) => {
    let emulator: Emulator
    let api: WebApi
    beforeAll(async () => {
      emulator = await startEmulator({ variants: { resourceAreas } })
      api = new WebApi(emulator.url, getPersonalAccessTokenHandler('emulator-pat'))
    })
    afterAll(() => emulator.close())

    it('connects', async () => {
      const { authenticatedUser } = await api.connect()
      expect(authenticatedUser?.providerDisplayName).toBe('João Dvořák')
    })

    it('lists projects and teams', async () => {
      const core = await api.getCoreApi()
      const projects = await core.getProjects()
      const project = await core.getProject('Fabrikam', true)
      const teams = await core.getTeams('Fabrikam')
      const members = await core.getTeamMembersWithExtendedProperties('Fabrikam', 'Fabrikam Team')
      expect(projects.map(({ name }) => name)).toEqual([
        'Fabrikam',
        'Contoso Web.Shop',
        'Fabrikam Fiber (Öst)',
      ])
      expect(project.capabilities?.['processTemplate']?.['templateName']).toBe('Agile')
      expect(teams[0]?.name).toBe('Fabrikam Team')
      expect(members).toHaveLength(40)
    })

    it('lists fields, types and states', async () => {
      const wit = await api.getWorkItemTrackingApi()
      const types = await wit.getWorkItemTypes('Fabrikam')
      const states = await wit.getWorkItemTypeStates('Fabrikam', 'Bug')
      const fields = await wit.getFields('Fabrikam')
      expect(types.map(({ name }) => name)).toEqual([
        'Task',
        'Bug',
        'User Story',
        'Test Case',
        'Feature',
        'Issue',
        'Epic',
      ])
      expect(states.map(({ name }) => name)).toEqual(['New', 'Active', 'Resolved', 'Closed'])
      expect(fields.map(({ referenceName }) => referenceName)).toContain('Custom.Approver')
    })

    it('queries work items and reads them in a batch', async () => {
      const wit = await api.getWorkItemTrackingApi()
      const query =
        "SELECT [System.Id] FROM WorkItems WHERE [System.State] = 'Active' ORDER BY [System.Id]"
      const result = await wit.queryByWiql({ query }, undefined, true, 50)
      const ids = (result.workItems ?? []).flatMap(({ id }) => (id === undefined ? [] : [id]))
      const items = await wit.getWorkItemsBatch({
        ids,
        fields: ['System.Id', 'System.State'],
        errorPolicy: WorkItemErrorPolicy.Omit,
      })
      const single = await wit.getWorkItem(ids[0] ?? 0)
      expect(ids).toHaveLength(50)
      const states = items.map(({ fields }): unknown => fields?.['System.State'])
      expect(new Set(states)).toEqual(new Set(['Active']))
      expect(single.id).toBe(ids[0])
    })

    it('lists repositories, refs, commits and pull requests', async () => {
      const git = await api.getGitApi()
      const repositories = await git.getRepositories('Fabrikam')
      const id = repositories[0]?.id ?? ''
      const refs = await git.getRefs(id, 'Fabrikam', 'heads/main')
      const commits = await git.getCommits(id, { $top: 7 }, 'Fabrikam')
      const all = { status: PullRequestStatus.All }
      const pullRequests = await git.getPullRequestsByProject('Fabrikam', all, undefined, 0, 5)
      const inRepository = await git.getPullRequests(id, all, 'Fabrikam')
      expect(repositories[0]?.name).toBe('Fabrikam')
      expect(refs.map(({ name }) => name)).toEqual(['refs/heads/main'])
      expect(commits).toHaveLength(7)
      expect(pullRequests).toHaveLength(5)
      expect(inRepository).toHaveLength(101)
    })

    it('lists builds and definitions', async () => {
      const build = await api.getBuildApi()
      const definitions = await build.getDefinitions('Fabrikam')
      const builds = await build.getBuilds(
        'Fabrikam',
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        undefined,
        9,
        undefined,
        undefined,
        undefined,
        BuildQueryOrder.QueueTimeDescending,
      )
      const tags = await build.getBuildTags('Fabrikam', builds[0]?.id ?? 0)
      expect(definitions[0]?.name).toMatch(/./)
      expect(builds).toHaveLength(9)
      expect(builds[0]?.queueTime).toBeInstanceOf(Date)
      expect(Array.isArray(tags)).toBe(true)
    })
  },
)
