import {
  bigint,
  boolean,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type Pushdown,
  parameter,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { includeFlag, sendFlag } from '../include-flags.ts'
import { eachProject, projectVisibilities } from '../project-columns.ts'

// covers P-TBL-01, P-TBL-22, P-TBL-33

const hidden = { detail: 'hidden' } as const
const expanded = { needs: { $expandIdentity: 'true' } } as const

const oneProject = {
  path: '_apis/projects/{projectId}',
  query: { includeCapabilities: 'true' },
}

const projects: Table = defineTable({
  name: 'Projects',
  doc: 'Projects of the organization that are ready to use.',
  area: 'core',
  levels: ['organization'],
  key: ['Id'],
  columns: {
    Id: uuid('id', 'Identifier of the project.'),
    Name: text('name', 'Name of the project.', { nullable: false }),
    Abbreviation: text('abbreviation', 'Short name of the project.'),
    Description: text('description', 'What the project is about.'),
    LastUpdateTime: timestamp('lastUpdateTime', 'Time of the last change of the project itself.'),
    Revision: bigint('revision', 'Revision of the project itself.'),
    State: choice(
      'state',
      ['new', 'createPending', 'wellFormed', 'deleting', 'deleted'],
      'State of the project; lists answer wellFormed ones.',
    ),
    Url: text('url', 'REST address of the project.', { collation: 'exact' }),
    Visibility: choice('visibility', projectVisibilities, 'Who can see the project.'),
    DefaultTeamImageUrl: text(
      'defaultTeamImageUrl',
      'Address of the picture of the default team.',
      {
        collation: 'exact',
        needs: { getDefaultTeamImageUrl: 'true' },
      },
    ),
    DefaultTeamId: uuid('defaultTeam.id', 'Identifier of the default team.', hidden),
    DefaultTeamName: text('defaultTeam.name', 'Name of the default team.', hidden),
    DefaultTeamUrl: text('defaultTeam.url', 'REST address of the default team.', {
      ...hidden,
      collation: 'exact',
    }),
    CapabilitiesProcessTemplateName: text(
      'capabilities.processTemplate.templateName',
      'Process that the project follows.',
      hidden,
    ),
    CapabilitiesProcessTemplateTypeId: uuid(
      'capabilities.processTemplate.templateTypeId',
      'Identifier of that process.',
      hidden,
    ),
    CapabilitiesVersionControlType: text(
      'capabilities.versioncontrol.sourceControlType',
      'Kind of version control that the project began with, Git or Tfvc.',
      hidden,
    ),
    CapabilitiesVersionControlGitEnabled: boolean(
      'capabilities.versioncontrol.gitEnabled',
      'Whether the project has Git repositories.',
      hidden,
    ),
    CapabilitiesVersionControlTfvcEnabled: boolean(
      'capabilities.versioncontrol.tfvcEnabled',
      'Whether the project has a TFVC repository.',
      hidden,
    ),
    Links: json('_links', 'Related addresses.', hidden),
  },
  access: [
    {
      name: 'list',
      request: { path: '_apis/projects' },
      paging: {
        kind: 'skip-top',
        top: '$top',
        skip: '$skip',
        pageSize: 1000,
        endsWithoutHeader: 'x-ms-continuationtoken',
      },
      partial: {
        lacking: ['_links', 'capabilities'],
        path: '_apis/projects/{$id}',
        query: { includeCapabilities: 'true' },
      },
      // The list holds wellFormed projects only, so no other state may be asked for: it would add rows.
      pushdown: [
        {
          column: 'State',
          operators: ['='],
          send: { stateFilter: '$value' },
          values: { wellformed: 'wellFormed' },
        },
      ],
    },
    {
      name: 'by id',
      request: oneProject,
      rows: '',
      requires: { projectId: 'Id' },
      missingIsEmpty: true,
    },
    {
      name: 'by name',
      request: oneProject,
      rows: '',
      requires: { projectId: 'Name' },
      missingIsEmpty: true,
    },
  ],
})

const askTeams: readonly Pushdown[] = [
  sendFlag('Mine', '$mine'),
  sendFlag('ExpandIdentity', '$expandIdentity'),
]

const teams: Table = defineTable({
  name: 'Teams',
  doc: 'Teams of the projects.',
  area: 'core',
  levels: ['organization', 'project'],
  key: ['Id'],
  foreignKeys: [{ columns: ['ProjectId'], table: 'Projects', references: ['Id'] }],
  columns: {
    Id: uuid('id', 'Identifier of the team.'),
    Name: text('name', 'Name of the team.', { nullable: false }),
    Description: text('description', 'What the team is for.'),
    ProjectId: uuid('projectId', 'Identifier of the project.', { nullable: false }),
    ProjectName: text('projectName', 'Name of the project.', { nullable: false }),
    Url: text('url', 'REST address of the team.', { collation: 'exact' }),
    IdentityUrl: text('identityUrl', 'REST address of the identity that stands for the team.', {
      collation: 'exact',
    }),
    IdentityId: uuid('identity.id', 'Identifier of that identity.', expanded),
    IdentityCustomDisplayName: text(
      'identity.customDisplayName',
      'Display name that was chosen for it.',
      expanded,
    ),
    IdentityProviderDisplayName: text(
      'identity.providerDisplayName',
      'Display name with the project before it.',
      expanded,
    ),
    IdentityDescriptor: text('identity.descriptor', 'Descriptor of it.', {
      ...expanded,
      collation: 'exact',
    }),
    IdentitySubjectDescriptor: text('identity.subjectDescriptor', 'Graph descriptor of it.', {
      ...expanded,
      collation: 'exact',
    }),
    IdentityIsActive: boolean('identity.isActive', 'Whether it is active.', expanded),
    IdentityIsContainer: boolean('identity.isContainer', 'Whether it has members.', expanded),
    IdentityMasterId: uuid('identity.masterId', 'Identifier of the first of its kind.', expanded),
    IdentityMetaTypeId: integer('identity.metaTypeId', 'Number of its kind.', expanded),
    IdentityResourceVersion: integer(
      'identity.resourceVersion',
      'Version of what describes it.',
      expanded,
    ),
    IdentityUniqueUserId: integer('identity.uniqueUserId', 'Number of it.', expanded),
    IdentityProperties: json('identity.properties', 'What else is known of it.', expanded),
    Mine: parameter('boolean', 'TRUE: only teams that whoever asks is a member of.'),
    ExpandIdentity: includeFlag('the identity, but for its address'),
  },
  access: [
    {
      name: 'all teams',
      pushdown: askTeams,
      request: { path: '_apis/teams', apiVersion: '7.1-preview.3' },
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
    },
    {
      name: 'teams of a project',
      request: { path: '_apis/projects/{project}/teams' },
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      pushdown: askTeams,
      parent: eachProject,
    },
  ],
})

const teamMembers: Table = defineTable({
  name: 'TeamMembers',
  doc: 'Direct members of the teams, groups included.',
  kind: 'view',
  area: 'core',
  levels: ['organization', 'project'],
  key: ['TeamId', 'IdentityId'],
  foreignKeys: [
    { columns: ['TeamId'], table: 'Teams', references: ['Id'] },
    { columns: ['ProjectId'], table: 'Projects', references: ['Id'] },
  ],
  columns: {
    TeamId: fromParent('uuid', 'Id', 'Identifier of the team.'),
    TeamName: fromParent('varchar', 'Name', 'Name of the team.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    // Before api-version 5 the row was the identity.
    ...identity('Identity', 'identity', { doc: 'the member', isRowElsewhere: true }),
    IdentityDescriptor: text('identity.descriptor', 'Graph descriptor of the member.', {
      collation: 'exact',
      otherwise: ['descriptor'],
    }),
    IdentityIsContainer: boolean('identity.isContainer', 'Whether the member is a group.', {
      otherwise: ['isContainer'],
    }),
    IdentityIsDeletedInOrigin: boolean(
      'identity.isDeletedInOrigin',
      'Whether the directory has deleted the member.',
      { otherwise: ['isDeletedInOrigin'] },
    ),
    IsTeamAdmin: boolean('isTeamAdmin', 'True for administrators of the team; NULL for others.'),
  },
  access: [
    {
      name: 'members of a team',
      request: { path: '_apis/projects/{project}/teams/{team}/members' },
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: { table: 'Teams', parameters: { project: 'ProjectId', team: 'Id' } },
    },
  ],
})

/** Projects and teams. */
export const coreTables: readonly Table[] = [projects, teams, teamMembers]
