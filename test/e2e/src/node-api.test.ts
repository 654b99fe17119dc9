import { type Emulator, startEmulator } from '@devopsql/emulator'
import { getPersonalAccessTokenHandler, WebApi } from 'azure-devops-node-api'
import { BuildQueryOrder } from 'azure-devops-node-api/interfaces/BuildInterfaces.js'
import { PullRequestStatus } from 'azure-devops-node-api/interfaces/GitInterfaces.js'
import {
  QueryExpand,
  QueryResultType,
  QueryType,
  WorkItemErrorPolicy,
} from 'azure-devops-node-api/interfaces/WorkItemTrackingInterfaces.js'
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

    it('queries links, and runs a saved query by its id', async () => {
      const wit = await api.getWorkItemTrackingApi()
      const query =
        "SELECT [System.Id] FROM WorkItemLinks WHERE [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' AND [Source].[System.WorkItemType] = 'Feature' AND [Source].[System.TeamProject] = @project MODE (MustContain)"
      const links = await wit.queryByWiql({ query }, { project: 'Fabrikam' })
      const saved = await wit.getQuery('Fabrikam', 'Shared Queries/Planning/Current sprint')
      const roots = await wit.getQueries('Fabrikam', QueryExpand.Wiql, 1)
      const team = { project: 'Fabrikam', team: 'Fabrikam Team' }
      const found = await wit.queryById(saved.id ?? '', team, true, 5)
      expect([links.queryType, links.queryResultType]).toEqual([
        QueryType.OneHop,
        QueryResultType.WorkItemLink,
      ])
      expect(links.workItemRelations?.[1]).toMatchObject({
        rel: 'System.LinkTypes.Hierarchy-Forward',
        source: { id: links.workItemRelations?.[0]?.target?.id },
      })
      expect(roots[0]?.children?.[0]?.wiql).toContain('SELECT [System.Id]')
      expect(found.queryType).toBe(QueryType.Flat)
      expect(found.workItems).toHaveLength(5)
    })

    it('reads work items of the past, their revisions and updates', async () => {
      const wit = await api.getWorkItemTrackingApi()
      const revisions = await wit.getRevisions(8)
      const updates = await wit.getUpdates(8, 3, 2)
      const then = await wit.getWorkItem(8, undefined, new Date('2016-12-02T00:00:00Z'))
      const fifth = await wit.getRevision(8, 5)
      expect(revisions.map(({ rev }) => rev)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
      expect(updates.map(({ rev }) => rev)).toEqual([3, 4, 5])
      expect(updates[0]?.revisedDate).toBeInstanceOf(Date)
      expect([then.rev, fifth.rev]).toEqual([1, 5])
    })

    it('reads all revisions from one watermark to the next', async () => {
      const wit = await api.getWorkItemTrackingApi()
      const first = await wit.readReportingRevisionsPost(
        { types: ['Bug'], fields: ['System.State'], includeIdentityRef: true },
        'Fabrikam',
      )
      const second = await wit.readReportingRevisionsGet(
        'Fabrikam',
        ['System.State'],
        ['Bug'],
        first.continuationToken,
      )
      expect([first.values?.length, first.isLastBatch]).toEqual([1_000, false])
      expect(second.values?.length).toBeGreaterThan(0)
      expect(second.continuationToken).not.toBe(first.continuationToken)
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
