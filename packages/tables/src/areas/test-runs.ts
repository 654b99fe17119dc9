import {
  bigint,
  boolean,
  choice,
  defineTable,
  double,
  fromParent,
  identity,
  integer,
  json,
  type ParentLink,
  type Pushdown,
  parameter,
  type Table,
  text,
  timestamp,
  uuid,
} from '@devopsql/schema'
import { includeFlag, sendFlag } from '../include-flags.ts'
import { needing } from '../needing.ts'
import { eachProject, projectOfParent } from '../project-columns.ts'
import {
  buildConfiguration,
  buildReference,
  namedReference,
  numberedReference,
  releaseReference,
} from '../reference-columns.ts'
import { timeRange } from '../time-range.ts'
import { valueMap } from '../value-map.ts'

const levels = ['organization', 'project'] as const
const exact = { collation: 'exact' } as const
const toProject = { columns: ['ProjectId'], table: 'Projects', references: ['Id'] } as const

const runStates = [
  'Unspecified',
  'NotStarted',
  'InProgress',
  'Completed',
  'Waiting',
  'Aborted',
  'NeedsInvestigation',
] as const

// Not more than ten numbers are taken by each of these.
const ofNumbers = (column: string, parameter: string): Pushdown => ({
  column,
  operators: ['=', 'in'],
  send: { [parameter]: '$values' },
  maxValues: 10,
})

// covers P-TBL-05 (TestRuns)
const testRuns: Table = defineTable({
  name: 'TestRuns',
  doc: 'Test runs, of pipelines and by hand. With a lower bound on LastUpdatedDate only the weeks since then are read.',
  area: 'test',
  levels,
  key: ['Id'],
  foreignKeys: [
    toProject,
    { columns: ['BuildId'], table: 'Builds', references: ['Id'] },
    { columns: ['PlanId'], table: 'TestPlans', references: ['Id'] },
  ],
  columns: {
    Id: integer('id', 'Number of the run, unique in the organization.', { aliases: ['RunId'] }),
    Name: text('name', 'Name of the run.', { aliases: ['Title'] }),
    ...projectOfParent,
    State: choice('state', runStates, 'How far the run is.'),
    Url: text('url', 'REST address of the run.', exact),
    WebAccessUrl: text('webAccessUrl', 'Address of the run in the browser.', exact),
    // Rows of lists lack some of these even where the documentation shows them.
    ...needing(
      { includeRunDetails: 'true' },
      {
        IsAutomated: boolean('isAutomated', 'Whether a pipeline ran it.'),
        CreatedDate: timestamp('createdDate', 'When the run was made.'),
        StartedDate: timestamp('startedDate', 'When the run began.'),
        CompletedDate: timestamp('completedDate', 'When the run ended.'),
        DueDate: timestamp('dueDate', 'When the run has to be done.'),
        LastUpdatedDate: timestamp('lastUpdatedDate', 'When the run was changed last.'),
        ...identity('LastUpdatedBy', 'lastUpdatedBy', { doc: 'the one who changed the run last' }),
        ...identity('Owner', 'owner', { doc: 'the owner of the run' }),
        TotalTests: integer('totalTests', 'Number of results.'),
        PassedTests: integer('passedTests', 'Number of tests that passed.'),
        UnanalyzedTests: integer('unanalyzedTests', 'Number of failures that nobody looked at.'),
        IncompleteTests: integer('incompleteTests', 'Number of tests that did not end.'),
        NotApplicableTests: integer('notApplicableTests', 'Number of tests that did not apply.'),
        RunStatistics: json('runStatistics', 'Number of results by outcome.'),
        ...numberedReference('Build', 'build', 'the build that was tested'),
        ...buildConfiguration('BuildConfiguration', 'buildConfiguration', 'the tested build'),
        ...numberedReference('Plan', 'plan', 'the test plan'),
        ...releaseReference('Release', 'release', 'the release that was tested'),
        ReleaseUri: text('releaseUri', 'Address of the release in links.', exact),
        ReleaseEnvironmentUri: text(
          'releaseEnvironmentUri',
          'Address of the environment of the release in links.',
          exact,
        ),
        PipelineReferencePipelineId: integer(
          'pipelineReference.pipelineId',
          'Pipeline run that the test run belongs to.',
        ),
        PipelineReference: json('pipelineReference', 'Stage, phase and job of the pipeline run.'),
        ProjectUrl: text('project.url', 'REST address of the project.', exact),
        Iteration: text('iteration', 'Iteration path of the run.'),
        Comment: text('comment', 'Comment on the run.'),
        ErrorMessage: text('errorMessage', 'What went wrong with the run itself.'),
        Controller: text('controller', 'Test controller.'),
        Phase: text('phase', 'Phase of the run.'),
        Substate: choice(
          'substate',
          [
            'none',
            'creatingEnvironment',
            'runningTests',
            'canceledByUser',
            'abortedBySystem',
            'timedOut',
            'pendingAnalysis',
            'analyzed',
            'cancellationInProgress',
          ],
          'What the run does in its state.',
        ),
        PostProcessState: text('postProcessState', 'How far the results are worked up.'),
        DropLocation: text('dropLocation', 'Where the tested files are.', exact),
        TestEnvironmentId: uuid('testEnvironment.environmentId', 'Test environment.'),
        TestEnvironmentName: text('testEnvironment.environmentName', 'Name of the environment.'),
        ...namedReference('DtlEnvironment', 'dtlEnvironment', 'the lab environment'),
        ...namedReference('DtlAutEnvironment', 'dtlAutEnvironment', 'the lab of the application'),
        DtlEnvironmentCreationDetails: json(
          'dtlEnvironmentCreationDetails',
          'How the lab environment was made.',
        ),
        ...namedReference('TestSettings', 'testSettings', 'the test settings'),
        TestMessageLogId: integer('testMessageLogId', 'Number of the message log.'),
        FilterSourceFilter: text('filter.sourceFilter', 'Files that tests were taken from.'),
        FilterTestCaseFilter: text('filter.testCaseFilter', 'Condition that tests had to meet.'),
        Revision: integer('revision', 'Revision of the run.'),
        CustomFields: json('customFields', 'Further fields.'),
        Tags: json('tags', 'Tags.'),
      },
    ),
  },
  access: [
    {
      name: 'runs of a project',
      request: { path: '{project}/_apis/test/runs' },
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: eachProject,
      pushdown: [
        {
          column: 'BuildId',
          operators: ['='],
          send: { buildUri: 'vstfs:///Build/Build/$value' },
          inexact: 'rows name the build in several places',
        },
        {
          column: 'BuildConfigurationUri',
          operators: ['='],
          send: { buildUri: '$value' },
          startsWith: 'vstfs:///Build/Build/',
          inexact: 'letter case may not count there',
        },
        { column: 'OwnerId', operators: ['='], send: { owner: '$value' } },
        { column: 'PlanId', operators: ['='], send: { planId: '$value' } },
        {
          column: 'IsAutomated',
          operators: ['='],
          send: { automated: '$value' },
          values: { true: 'true' },
        },
      ],
    },
    {
      name: 'runs changed in a time',
      request: { path: '{project}/_apis/test/runs' },
      paging: {
        kind: 'time-window',
        from: 'minLastUpdatedDate',
        to: 'maxLastUpdatedDate',
        days: 7,
        token: 'continuationToken',
        top: '$top',
        pageSize: 100,
      },
      // Rows of this list are known to lack dates: MicrosoftDocs/vsts-rest-api-specs#346.
      partial: {
        lacking: ['lastUpdatedDate', 'lastUpdatedBy', 'createdDate'],
        path: '{project}/_apis/test/runs/{$id}',
      },
      parent: eachProject,
      pushdown: [
        ...timeRange('LastUpdatedDate', { from: 'minLastUpdatedDate', to: 'maxLastUpdatedDate' }),
        {
          column: 'State',
          operators: ['='],
          send: { state: '$value' },
          values: valueMap(runStates.filter((state) => state !== 'Unspecified')),
          inexact: 'a run may go on before it is read by itself',
        },
        {
          column: 'Name',
          operators: ['='],
          send: { runTitle: '$value' },
          inexact: 'letter case and parts of titles may be compared otherwise there',
        },
        { column: 'IsAutomated', operators: ['='], send: { isAutomated: '$value' } },
        ofNumbers('PlanId', 'planIds'),
        { ...ofNumbers('BuildId', 'buildIds'), inexact: 'rows name the build in several places' },
        ofNumbers('BuildConfigurationBuildDefinitionId', 'buildDefIds'),
        {
          column: 'BuildConfigurationBranchName',
          operators: ['='],
          send: { branchName: '$value' },
          startsWith: 'refs/',
          inexact: 'letter case of branch names may not count there',
        },
        ofNumbers('ReleaseId', 'releaseIds'),
        ofNumbers('ReleaseDefinitionId', 'releaseDefIds'),
        ofNumbers('ReleaseEnvironmentId', 'releaseEnvIds'),
        ofNumbers('ReleaseEnvironmentDefinitionId', 'releaseEnvDefIds'),
      ],
    },
    {
      name: 'run by number',
      request: { path: '{project}/_apis/test/runs/{runId}' },
      rows: '',
      parent: eachProject,
      requires: { runId: 'Id' },
      missingIsEmpty: true,
    },
  ],
})

const eachRun: ParentLink = {
  table: 'TestRuns',
  parameters: { project: 'ProjectId', runId: 'Id' },
}

const outcomes = [
  'Unspecified',
  'None',
  'Passed',
  'Failed',
  'Inconclusive',
  'Timeout',
  'Aborted',
  'Blocked',
  'NotExecuted',
  'Warning',
  'Error',
  'NotApplicable',
  'Paused',
  'InProgress',
  'NotImpacted',
] as const

const toRun = { columns: ['TestRunId'], table: 'TestRuns', references: ['Id'] } as const

// covers P-TBL-05 (TestResults)
const testResults: Table = defineTable({
  name: 'TestResults',
  doc: 'Results of the test runs, one request or more for each run. Conditions on columns of the run spare requests.',
  area: 'test',
  levels,
  key: ['TestRunId', 'Id'],
  foreignKeys: [
    toRun,
    toProject,
    { columns: ['BuildId'], table: 'Builds', references: ['Id'] },
    { columns: ['TestCaseId'], table: 'WorkItems', references: ['Id'] },
    { columns: ['TestPlanId'], table: 'TestPlans', references: ['Id'] },
    { columns: ['TestSuiteId'], table: 'TestSuites', references: ['Id'] },
  ],
  columns: {
    Id: integer('id', 'Number of the result in its run.', { aliases: ['TestResultId'] }),
    TestRunId: fromParent('integer', 'Id', 'Number of the run.'),
    TestRunName: text('testRun.name', 'Name of the run.'),
    TestRunUrl: text('testRun.url', 'REST address of the run.', exact),
    TestRunState: fromParent('varchar', 'State', 'How far the run is.'),
    TestRunIsAutomated: fromParent('boolean', 'IsAutomated', 'Whether a pipeline ran it.'),
    TestRunLastUpdatedDate: fromParent(
      'timestamptz',
      'LastUpdatedDate',
      'When the run was changed last.',
    ),
    TestRunBuildId: fromParent('integer', 'BuildId', 'Build that the run tested.'),
    TestRunPlanId: fromParent('integer', 'PlanId', 'Test plan of the run.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    ProjectUrl: text('project.url', 'REST address of the project.', exact),
    Outcome: choice('outcome', outcomes, 'How the test ended.'),
    State: choice('state', runStates, 'How far the result is.'),
    TestCaseTitle: text('testCaseTitle', 'Name of the test.'),
    AutomatedTestName: text('automatedTestName', 'Full name of the test method.', exact),
    AutomatedTestStorage: text('automatedTestStorage', 'File that holds the test.'),
    AutomatedTestType: text('automatedTestType', 'Kind of the automated test.'),
    AutomatedTestTypeId: text('automatedTestTypeId', 'Identifier of that kind.'),
    AutomatedTestId: text('automatedTestId', 'Identifier of the test method.'),
    DurationInMs: double('durationInMs', 'Milliseconds that the test took.'),
    StartedDate: timestamp('startedDate', 'When the test began.'),
    CompletedDate: timestamp('completedDate', 'When the test ended.'),
    CreatedDate: timestamp('createdDate', 'When the result was made.'),
    LastUpdatedDate: timestamp('lastUpdatedDate', 'When the result was changed last.'),
    ...identity('LastUpdatedBy', 'lastUpdatedBy', { doc: 'the one who changed the result last' }),
    ...identity('RunBy', 'runBy', { doc: 'the one who ran the test' }),
    ...identity('Owner', 'owner', { doc: 'the owner of the test' }),
    ErrorMessage: text('errorMessage', 'Why the test failed.'),
    StackTrace: text('stackTrace', 'Where it failed; at most 1,000 characters.', exact),
    Comment: text('comment', 'Comment on the result.'),
    FailureType: text('failureType', 'Kind of the failure, such as Known Issue.'),
    ResolutionState: text('resolutionState', 'What was found out about the failure.'),
    ResolutionStateId: integer('resolutionStateId', 'Number of that finding.'),
    Priority: integer('priority', 'Priority of the test.'),
    ComputerName: text('computerName', 'Machine that ran the test.'),
    ResultGroupType: choice(
      'resultGroupType',
      ['none', 'rerun', 'dataDriven', 'orderedTest', 'generic'],
      'What the results below this one are to it.',
    ),
    ResetCount: integer('resetCount', 'How often the result was reset.'),
    Revision: integer('revision', 'Revision of the result.'),
    AfnStripId: integer('afnStripId', 'Attachment with the recorded actions.'),
    ...numberedReference('Build', 'build', 'the build that was tested'),
    ...buildReference('BuildReference', 'buildReference', 'the tested build'),
    ...numberedReference('Release', 'release', 'the release that was tested'),
    ...releaseReference('ReleaseReference', 'releaseReference', 'the tested release'),
    ...numberedReference('Configuration', 'configuration', 'the test configuration'),
    ...namedReference('Area', 'area', 'the area of the test'),
    ...numberedReference('TestCase', 'testCase', 'the test case'),
    TestCaseReferenceId: integer('testCaseReferenceId', 'Reference to the test.'),
    TestCaseRevision: integer('testCaseRevision', 'Revision of the test case.'),
    ...needing(
      { detailsToInclude: 'point' },
      {
        ...numberedReference('TestPoint', 'testPoint', 'the test point'),
        ...numberedReference('TestPlan', 'testPlan', 'the test plan'),
        ...numberedReference('TestSuite', 'testSuite', 'the test suite'),
      },
    ),
    FailingSinceDate: timestamp('failingSince.date', 'Since when the test fails.'),
    ...buildReference('FailingSinceBuild', 'failingSince.build', 'the build that it fails since'),
    FailingSinceRelease: json('failingSince.release', 'Release that the test fails since.'),
    ...needing(
      { detailsToInclude: 'iterations' },
      { IterationDetails: json('iterationDetails', 'Iterations of a test by hand.') },
    ),
    ...needing(
      { detailsToInclude: 'workItems' },
      { AssociatedBugs: json('associatedBugs', 'Bugs that were filed for the result.') },
    ),
    ...needing(
      { detailsToInclude: 'subResults' },
      { SubResults: json('subResults', 'Results below this one.') },
    ),
    CustomFields: json('customFields', 'Further fields.'),
    Url: text('url', 'REST address of the result.', exact),
  },
  access: [
    {
      name: 'results of a run',
      request: { path: '{project}/_apis/test/Runs/{runId}/results' },
      // With details 200 rows are granted at most.
      paging: { kind: 'skip-top', top: '$top', skip: '$skip', pageSize: 1000 },
      parent: eachRun,
      pushdown: [
        {
          column: 'Outcome',
          operators: ['=', 'in'],
          send: { outcomes: '$values' },
          values: valueMap(
            outcomes.filter((outcome) => outcome !== 'Unspecified' && outcome !== 'None'),
          ),
        },
      ],
    },
  ],
})

const attachmentColumns = {
  Id: integer('id', 'Number of the attachment.'),
  FileName: text('fileName', 'Name of the file.'),
  AttachmentType: choice(
    'attachmentType',
    ['generalAttachment', 'codeCoverage', 'consoleLog'],
    'What the file is.',
  ),
  Size: bigint('size', 'Size in bytes.'),
  Comment: text('comment', 'Comment on the attachment.'),
  CreatedDate: timestamp('createdDate', 'When it was attached.'),
  Url: text('url', 'REST address of the attachment.', exact),
}

// covers P-TBL-08 (TestRunAttachments)
const testRunAttachments: Table = defineTable({
  name: 'TestRunAttachments',
  doc: 'Files that are attached to test runs: one request for each run.',
  kind: 'view',
  area: 'test',
  levels,
  key: ['TestRunId', 'Id'],
  foreignKeys: [toRun, toProject],
  columns: {
    ...attachmentColumns,
    TestRunId: fromParent('integer', 'Id', 'Number of the run.'),
    TestRunName: fromParent('varchar', 'Name', 'Name of the run.'),
    TestRunLastUpdatedDate: fromParent(
      'timestamptz',
      'LastUpdatedDate',
      'When the run was changed last.',
    ),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
  },
  access: [
    {
      name: 'attachments of a run',
      request: { path: '{project}/_apis/test/Runs/{runId}/attachments' },
      parent: eachRun,
    },
  ],
})

const testAttachments: Table = defineTable({
  name: 'TestAttachments',
  doc: 'Files that are attached to test results: one request for each result.',
  kind: 'view',
  area: 'test',
  levels,
  key: ['TestRunId', 'TestResultId', 'Id'],
  foreignKeys: [
    {
      columns: ['TestRunId', 'TestResultId'],
      table: 'TestResults',
      references: ['TestRunId', 'Id'],
    },
    toRun,
    toProject,
  ],
  columns: {
    ...attachmentColumns,
    TestRunId: fromParent('integer', 'TestRunId', 'Number of the run.'),
    TestResultId: fromParent('integer', 'Id', 'Number of the result in its run.'),
    TestCaseTitle: fromParent('varchar', 'TestCaseTitle', 'Name of the test.'),
    Outcome: fromParent('varchar', 'Outcome', 'How the test ended.'),
    TestRunLastUpdatedDate: fromParent(
      'timestamptz',
      'TestRunLastUpdatedDate',
      'When the run was changed last.',
    ),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
  },
  access: [
    {
      name: 'attachments of a result',
      request: { path: '{project}/_apis/test/Runs/{runId}/Results/{testCaseResultId}/attachments' },
      parent: {
        table: 'TestResults',
        parameters: { project: 'ProjectId', runId: 'TestRunId', testCaseResultId: 'Id' },
      },
    },
  ],
})

const codeCoverage: Table = defineTable({
  name: 'CodeCoverage',
  doc: 'Code coverage that was published in the format of Visual Studio: one request for each build.',
  kind: 'view',
  area: 'test',
  levels,
  key: ['BuildId', 'ConfigurationId'],
  foreignKeys: [{ columns: ['BuildId'], table: 'Builds', references: ['Id'] }, toProject],
  columns: {
    BuildId: fromParent('integer', 'Id', 'Number of the build.'),
    BuildNumber: fromParent('varchar', 'BuildNumber', 'Name of the build.'),
    DefinitionId: fromParent('integer', 'DefinitionId', 'Number of the build definition.'),
    FinishTime: fromParent('timestamptz', 'FinishTime', 'When the build ended.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    ...buildConfiguration('Configuration', 'configuration', 'the covered build'),
    State: text('state', 'How far the coverage is worked up.'),
    LastError: text('lastError', 'What went wrong with it.'),
    Modules: json('modules', 'Modules with their functions and what of them was run.'),
    CodeCoverageFileUrl: text('codeCoverageFileUrl', 'Address of the coverage file.', exact),
  },
  access: [
    {
      name: 'coverage of a build',
      request: {
        path: '{project}/_apis/test/codecoverage',
        // Modules, functions and blocks: 1 + 2 + 4.
        query: { buildId: '{buildId}', flags: '7' },
      },
      parent: { table: 'Builds', parameters: { project: 'ProjectId', buildId: 'Id' } },
    },
  ],
})

const sessionSources = [
  'unknown',
  'xtDesktop',
  'feedbackDesktop',
  'xtWeb',
  'feedbackWeb',
  'xtDesktop2',
  'sessionInsightsForAll',
] as const

// covers P-TBL-37
const testSessions: Table = defineTable({
  name: 'TestSessions',
  doc: 'Exploratory test sessions and feedback sessions of every user: one request for each team.',
  area: 'test',
  levels,
  key: ['TeamId', 'Id'],
  foreignKeys: [{ columns: ['TeamId'], table: 'Teams', references: ['Id'] }, toProject],
  columns: {
    Id: integer('id', 'Number of the session.'),
    TeamId: fromParent('uuid', 'Id', 'Identifier of the team.'),
    TeamName: fromParent('varchar', 'Name', 'Name of the team.'),
    ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
    ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
    Title: text('title', 'Title of the session.'),
    State: choice(
      'state',
      ['unspecified', 'notStarted', 'inProgress', 'paused', 'completed', 'declined'],
      'How far the session is.',
    ),
    Source: choice('source', sessionSources, 'What the session was made with.'),
    StartDate: timestamp('startDate', 'When the session began.'),
    EndDate: timestamp('endDate', 'When the session ended.'),
    ...needing(
      { includeAllProperties: 'true' },
      {
        ...identity('Owner', 'owner', { doc: 'the tester' }),
        ...namedReference('Area', 'area', 'the area of the session'),
        Comment: text('comment', 'Comment on the session.'),
        ...identity('LastUpdatedBy', 'lastUpdatedBy', {
          doc: 'the one who changed the session last',
        }),
        LastUpdatedDate: timestamp('lastUpdatedDate', 'When the session was changed last.'),
        ProjectUrl: text('project.url', 'REST address of the project.', exact),
        PropertyBag: json('propertyBag.bag', 'Work items that were explored or filed.', {
          aliases: ['PropertyBagBag'],
        }),
        Revision: integer('revision', 'Revision of the session.'),
        Url: text('url', 'REST address of the session.', exact),
      },
    ),
    AllSessions: parameter('boolean', 'False: only the sessions of whoever asks.'),
    IncludeAllProperties: includeFlag('comment, areas and other details'),
    IncludeOnlyCompletedSessions: parameter('boolean', 'True: only completed sessions.'),
    Period: parameter('integer', 'How many days the sessions go back; all where nothing is said.'),
  },
  access: [
    {
      name: 'sessions of a team',
      request: {
        path: '{project}/{team}/_apis/test/session',
        // Else only one's own sessions come, of a time that is not documented.
        query: { allSessions: 'true', period: '36500' },
      },
      parent: { table: 'Teams', parameters: { project: 'ProjectId', team: 'Id' } },
      pushdown: [
        {
          column: 'Source',
          operators: ['='],
          send: { source: '$value' },
          values: valueMap(sessionSources.filter((source) => source !== 'unknown')),
        },
        {
          column: 'State',
          operators: ['='],
          send: { includeOnlyCompletedSessions: 'true' },
          values: { completed: 'completed' },
        },
        sendFlag('AllSessions', 'allSessions'),
        sendFlag('IncludeAllProperties', 'includeAllProperties'),
        sendFlag('IncludeOnlyCompletedSessions', 'includeOnlyCompletedSessions'),
        { column: 'Period', operators: ['='], send: { period: '$value' } },
      ],
    },
  ],
})

/** Test runs and what belongs to one, code coverage, sessions. */
export const testRunTables: readonly Table[] = [
  testRuns,
  testResults,
  testRunAttachments,
  testAttachments,
  codeCoverage,
  testSessions,
]
