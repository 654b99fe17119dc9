import { type Answer, jsonAnswer, listAnswer } from '../answers/answer.ts'
import type { Call } from '../call.ts'

/** Where a resource is: what OPTIONS tells, and what official clients build their URLs from. */
interface Location {
  readonly id: string
  readonly area: string
  readonly resourceName: string
  readonly routeTemplate: string
  readonly resourceVersion: number
  readonly minVersion: string
  readonly maxVersion: string
  readonly releasedVersion: string
}

type Row = readonly [
  area: string,
  id: string,
  resource: string,
  template: string,
  version: number,
  isPreview?: true,
]

const repository = '{project}/_apis/{area}/repositories/{repositoryId}'
const pullRequest = `${repository}/pullRequests/{pullRequestId}`
const build = '{project}/_apis/{area}/builds/{buildId}'
const item = '{project}/_apis/{area}/{resource}'

// Ids and templates as the service returned them to OPTIONS, the areas' mixed letter case included. (measured)
const rows: readonly Row[] = [
  [
    'Location',
    'e81700f7-3be2-46de-8624-2eb35882fcaa',
    'ResourceAreas',
    '_apis/{resource}/{areaId}',
    1,
    true,
  ],
  [
    'Location',
    '00d9565f-ed9c-4a06-9a50-00e7896ccab4',
    'ConnectionData',
    '_apis/{resource}',
    1,
    true,
  ],
  ['core', '603fe2ac-9723-48b9-88ad-09305aa6c6e1', 'projects', '_apis/{resource}/{*projectId}', 4],
  ['core', '7a4d9ee9-3433-4347-b47a-7a80f1cf307e', 'teams', '_apis/{resource}', 3, true],
  [
    'core',
    'd30a3dd1-f8ba-442a-b86a-bd0c0c383e59',
    'teams',
    '_apis/projects/{projectId}/{resource}/{*teamId}',
    3,
  ],
  [
    'core',
    '294c494c-2600-4d7e-b76c-3dd50c3c95be',
    'members',
    '_apis/projects/{projectId}/teams/{teamId}/{resource}',
    2,
  ],
  [
    'core',
    '93878975-88c5-4e6a-8abb-7ddd77a8a7d8',
    'processes',
    '_apis/process/{resource}/{*processId}',
    1,
  ],
  [
    'Graph',
    '005e26ec-6b77-4e4f-a986-b3827bf241f5',
    'Users',
    '_apis/{area}/{resource}/{userDescriptor}',
    1,
    true,
  ],
  [
    'wit',
    '1a9c53f7-f243-4447-b110-35ef023636e4',
    'wiql',
    '{project}/{team}/_apis/{area}/{resource}',
    2,
  ],
  ['wit', '72c7ddf8-2cdc-4f60-90cd-ab71c14a399b', 'workItems', `${item}/{id}`, 3],
  [
    'wit',
    'a02355f5-5f8a-4671-8e32-369d23aac83d',
    'wiql',
    '{project}/{team}/_apis/{area}/{resource}/{id}',
    2,
  ],
  ['wit', 'a67d190c-c41f-424b-814d-0e906f659301', 'queries', `${item}/{*query}`, 2],
  ['wit', 'b70d8d39-926c-465e-b927-b1bf0e5ca0e0', 'recycleBin', `${item}/{id}`, 2],
  [
    'wit',
    '608aac0a-32e1-4493-a863-b9cf4566d257',
    'comments',
    '{project}/_apis/{area}/workItems/{workItemId}/{resource}/{commentId}',
    4,
  ],
  ['wit', '549816f9-09b0-4e75-9e81-01fbfcd07426', 'queriesBatch', item, 1],
  [
    'wit',
    'a00c85a5-80fa-4565-99c3-bcd2181434bb',
    'revisions',
    '{project}/_apis/{area}/workItems/{id}/{resource}/{revisionNumber}',
    3,
  ],
  [
    'wit',
    '6570bf97-d02c-4a91-8d93-3abe9895b1a9',
    'updates',
    '{project}/_apis/{area}/workItems/{id}/{resource}/{updateNumber}',
    4,
  ],
  [
    'wit',
    'f828fe59-dd87-495d-a17c-7a8d6211ca6c',
    'workItemRevisions',
    '{project}/_apis/{area}/reporting/{resource}',
    2,
  ],
  ['wit', '908509b6-4248-4475-a1cd-829139ba419f', 'workItemsBatch', item, 1],
  ['wit', 'b51fd764-e5c2-4b9b-aaf7-3395cf4bdd94', 'fields', `${item}/{fieldNameOrRefName}`, 3],
  ['wit', '7c8d7a76-4a09-43e8-b5df-bd792f4ac6aa', 'workItemTypes', `${item}/{type}`, 2],
  [
    'wit',
    '7c9d7a76-4a09-43e8-b5df-bd792f4ac6aa',
    'workItemTypeStates',
    '{project}/_apis/{area}/workitemtypes/{type}/states',
    1,
  ],
  [
    'wit',
    'bd293ce5-3d25-4192-8e67-e8092e879efb',
    'workItemTypesField',
    '{project}/_apis/{area}/workitemtypes/{type}/fields/{field}',
    3,
  ],
  ['wit', 'a70579d1-f53a-48ee-a5be-7be8659023b9', 'classificationNodes', item, 2],
  [
    'wit',
    '5a172953-1b41-49d3-840a-33f79c3ce89f',
    'classificationNodes',
    `${item}/{structureGroup}/{*path}`,
    2,
  ],
  [
    'wit',
    'f5d33bc9-5b49-4a3c-a9bd-f3cd46dd2165',
    'workItemRelationTypes',
    '_apis/{area}/{resource}/{relation}',
    2,
  ],
  ['git', '225f7195-f9c7-4d14-ab28-a83f7ff77e1f', 'repositories', `${item}/{repositoryId}`, 1],
  ['git', '2d874a60-a811-4f62-9c9f-963a6ea0a55b', 'refs', `${repository}/{resource}/{*filter}`, 2],
  [
    'git',
    'c2570c3b-5b3f-41b8-98bf-5407bfde8d58',
    'commits',
    `${repository}/{resource}/{commitId}`,
    2,
  ],
  [
    'git',
    '9946fd70-0d40-406e-b686-b4744cbbcc37',
    'pullRequests',
    `${repository}/{resource}/{pullRequestId}`,
    2,
  ],
  ['git', 'a5d28130-9cd2-40fa-9f08-902e7daa9efb', 'pullRequests', item, 2],
  ['git', '01a46dea-7d46-4d40-bc84-319e7c260d99', 'pullRequests', `${item}/{pullRequestId}`, 2],
  [
    'git',
    '4b6702c7-aa35-4b89-9c96-b9abf6d3e540',
    'pullRequestReviewers',
    `${pullRequest}/reviewers/{reviewerId}`,
    1,
  ],
  [
    'git',
    '0a637fcc-5370-4ce8-b0e8-98091f5f9482',
    'pullRequestWorkItems',
    `${pullRequest}/workitems`,
    1,
  ],
  [
    'Build',
    '0cd358e1-9217-4d94-8269-1c1ee6f93dcf',
    'Builds',
    '{project}/_apis/build/{resource}/{buildId}',
    7,
  ],
  [
    'Build',
    'dbeaf647-6167-421a-bda9-c9327b25e2e6',
    'Definitions',
    '{project}/_apis/build/{resource}/{definitionId}',
    7,
  ],
  ['build', '5a21f5d2-5642-47e4-a0bd-1356e6731bee', 'workitems', `${build}/{resource}`, 2],
  ['build', '6e6114b2-8161-44c8-8f6c-c5505782427f', 'tags', `${build}/{resource}/{*tag}`, 3],
  [
    'Pipelines',
    '28e1305e-2afe-47bf-abaf-cbb0e6a91988',
    'pipelines',
    '{project}/_apis/{area}/{pipelineId}',
    1,
  ],
]

const locations: readonly Location[] = rows.map(
  ([area, id, resourceName, routeTemplate, resourceVersion, isPreview]) => ({
    id,
    area,
    resourceName,
    routeTemplate,
    resourceVersion,
    minVersion: '1.0',
    maxVersion: '7.2',
    releasedVersion: isPreview === true ? '0.0' : '7.1',
  }),
)

/** `OPTIONS _apis` tells all locations, `OPTIONS _apis/{area}` those of one area. */
export function answerOptions(segments: readonly string[]): Answer {
  const wanted = segments[1]?.toLowerCase()
  return listAnswer(
    locations.filter(({ area }) => wanted === undefined || area.toLowerCase() === wanted),
  )
}

// Ids of the areas that official clients look for. (azure-devops-node-api)
const areas: readonly (readonly [name: string, id: string])[] = [
  ['core', '79134c72-4a58-4b42-976c-04e7115f32bf'],
  ['wit', '5264459e-e5e0-4bd8-b118-0985e68a4ec5'],
  ['build', '965220d5-5bb9-42cf-8d67-9b146df2a5a4'],
  ['git', '4e080c62-fa21-4fbc-8fef-2a10a2b38049'],
  ['work', '1d4f49f9-02b9-4e26-b826-2cdb6195f2a9'],
  ['graph', 'bb1e7ec9-e901-4b68-999a-de7012b920f8'],
  ['policy', 'fb13a388-40dd-4a04-b530-013a739c72ef'],
]

export function resourceAreas({ url, variants }: Call): Answer {
  switch (variants.resourceAreas) {
    case 'empty':
      // As on a server without the cloud's split into hosts: every area stays on this URL. (azure-devops-node-api)
      return jsonAnswer({ count: 0, value: null })
    case 'cloud':
      return listAnswer(areas.map(([name, id]) => ({ id, name, locationUrl: `${url}/` })))
    case 'absent':
      return {
        status: 404,
        body: "The controller for path '/_apis/ResourceAreas' was not found or does not implement IController.",
        contentType: 'plain',
        headers: {},
      }
  }
}
