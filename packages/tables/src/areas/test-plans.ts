import {
  boolean,
  type ColumnDefinitions,
  choice,
  defineTable,
  fromParent,
  identity,
  integer,
  json,
  type Paging,
  type ParentLink,
  type Pushdown,
  parameter,
  type Table,
  text,
  timestamp,
} from '@devopsql/schema'
import { answered, includeFlag, sendFlag } from '../include-flags.ts'
import { needing } from '../needing.ts'
import { eachProject, projectColumns, projectOfParent } from '../project-columns.ts'
import { valueMap } from '../value-map.ts'

const levels = ['organization', 'project'] as const
const toProject = { columns: ['ProjectId'], table: 'Projects', references: ['Id'] } as const

// A page has as many rows as the service likes: there is no $top.
const pages: Paging = { kind: 'continuation-header', token: 'continuationToken' }

/** The project that was asked, with what rows say of it. Rows of configurations and variables don't name it. */
const askedProject: ColumnDefinitions = { ...projectColumns('project'), ...projectOfParent }

/** The project of the parent row, with what rows say of it. */
const projectOfPlan: ColumnDefinitions = {
  ...projectColumns('project'),
  ProjectId: fromParent('uuid', 'ProjectId', 'Identifier of the project.'),
  ProjectName: fromParent('varchar', 'ProjectName', 'Name of the project.'),
}

// covers P-TBL-34
const testPlans: Table = defineTable({
  name: 'TestPlans',
  doc: 'Test plans, inactive ones included.',
  area: 'test',
  levels,
  key: ['Id'],
  foreignKeys: [
    toProject,
    { columns: ['BuildId'], table: 'Builds', references: ['Id'] },
    { columns: ['BuildDefinitionId'], table: 'BuildDefinitions', references: ['Id'] },
  ],
  columns: {
    Id: integer('id', 'Number of the plan, which is a work item.', { aliases: ['PlanId'] }),
    Name: text('name', 'Name of the plan.'),
    ...askedProject,
    State: text('state', 'State of the plan, such as Active.'),
    AreaPath: text('areaPath', 'Area of the plan.'),
    Iteration: text('iteration', 'Iteration path of the plan.'),
    RootSuiteId: integer('rootSuite.id', 'Number of the suite that holds all others.'),
    RootSuiteName: text('rootSuite.name', 'Name of that suite.'),
    BuildId: integer('buildId', 'Build that is tested.'),
    Revision: integer('revision', 'Revision of the plan.'),
    ...needing(
      { includePlanDetails: 'true' },
      {
        Description: text('description', 'Description of the plan.'),
        StartDate: timestamp('startDate', 'When testing begins.'),
        EndDate: timestamp('endDate', 'When testing ends.'),
        ...identity('Owner', 'owner', { doc: 'the owner of the plan' }),
        BuildDefinitionId: integer('buildDefinition.id', 'Definition whose builds the plan takes.'),
        BuildDefinitionName: text('buildDefinition.name', 'Name of that definition.'),
        PreviousBuildId: integer('previousBuildId', 'Build that was tested before.'),
        ReleaseEnvironmentDefinitionDefinitionId: integer(
          'releaseEnvironmentDefinition.definitionId',
          'Release definition that deploys the build.',
        ),
        ReleaseEnvironmentDefinitionEnvironmentDefinitionId: integer(
          'releaseEnvironmentDefinition.environmentDefinitionId',
          'Environment of that release definition.',
        ),
        TestOutcomeSettingsSyncOutcomeAcrossSuites: boolean(
          'testOutcomeSettings.syncOutcomeAcrossSuites',
          'Whether equal tests in several suites share their outcome.',
        ),
        ...identity('UpdatedBy', 'updatedBy', { doc: 'the one who changed the plan last' }),
        UpdatedDate: timestamp('updatedDate', 'When the plan was changed last.'),
      },
    ),
    Links: json('_links', 'Related addresses.'),
    ActivePlans: parameter('boolean', 'True: only plans that are active.'),
    IncludePlanDetails: includeFlag('owner, dates and other details'),
  },
  access: [
    {
      name: 'plans of a project',
      request: { path: '{project}/_apis/testplan/plans' },
      paging: pages,
      parent: eachProject,
      pushdown: [
        // The second parameter shows the owner.
        {
          column: 'OwnerId',
          operators: ['='],
          send: { owner: '$value', includePlanDetails: 'true' },
        },
        { column: 'ActivePlans', operators: ['='], send: { filterActivePlans: '$value' } },
        sendFlag('IncludePlanDetails', 'includePlanDetails'),
      ],
    },
    {
      name: 'plan by number',
      request: { path: '{project}/_apis/testplan/plans/{planId}' },
      rows: '',
      parent: eachProject,
      requires: { planId: 'Id' },
      pushdown: [answered('IncludePlanDetails')],
      missingIsEmpty: true,
    },
  ],
})

const eachPlan: ParentLink = {
  table: 'TestPlans',
  parameters: { project: 'ProjectId', planId: 'Id' },
  equals: { PlanId: 'Id' },
}

const expansions = ['none', 'children', 'defaultTesters'] as const
const expandSuites: Pushdown = {
  column: 'Expand',
  operators: ['=', 'in'],
  send: { expand: '$values' },
  values: valueMap(expansions),
}

// covers P-TBL-35
const testSuites: Table = defineTable({
  name: 'TestSuites',
  doc: 'Test suites of every depth: one request for each plan.',
  area: 'test',
  levels,
  key: ['Id'],
  foreignKeys: [toProject, { columns: ['PlanId'], table: 'TestPlans', references: ['Id'] }],
  columns: {
    Id: integer('id', 'Number of the suite, which is a work item.', { aliases: ['SuiteId'] }),
    Name: text('name', 'Name of the suite.'),
    PlanId: integer('plan.id', 'Number of the plan.', { nullable: false }),
    PlanName: text('plan.name', 'Name of the plan.'),
    ...projectOfPlan,
    SuiteType: choice(
      'suiteType',
      ['none', 'dynamicTestSuite', 'staticTestSuite', 'requirementTestSuite'],
      'What decides which test cases the suite has.',
    ),
    ParentSuiteId: integer('parentSuite.id', 'Suite that holds this one; NULL for the root.'),
    ParentSuiteName: text('parentSuite.name', 'Name of that suite.'),
    RequirementId: integer('requirementId', 'Work item whose tests a requirement suite has.'),
    QueryString: text('queryString', 'Query whose test cases a dynamic suite has.'),
    InheritDefaultConfigurations: boolean(
      'inheritDefaultConfigurations',
      'Whether the configurations are those of the suite above.',
    ),
    DefaultConfigurations: json('defaultConfigurations', 'Configurations of new test points.'),
    DefaultTesters: {
      ...json('defaultTesters', 'Testers of new test points.'),
      needs: { expand: 'defaultTesters' },
    },
    HasChildren: boolean('hasChildren', 'Whether the suite holds suites.'),
    Children: {
      ...json('children', 'Suites directly below this one.'),
      needs: { expand: 'children' },
    },
    LastError: text('lastError', 'Why the suite could not be filled.'),
    LastPopulatedDate: timestamp('lastPopulatedDate', 'When the suite was filled last.'),
    ...identity('LastUpdatedBy', 'lastUpdatedBy', { doc: 'the one who changed the suite last' }),
    LastUpdatedDate: timestamp('lastUpdatedDate', 'When the suite was changed last.'),
    Revision: integer('revision', 'Revision of the suite.'),
    Links: json('_links', 'Related addresses.'),
    Expand: {
      ...parameter(
        'varchar',
        'What the service writes more of into the rows; columns that are read ask for theirs anyway.',
      ),
      values: expansions,
    },
    TreeView: parameter(
      'boolean',
      'True: only the suites at the top are rows; those below lie in Children.',
    ),
  },
  access: [
    {
      name: 'suites of a plan',
      request: { path: '{project}/_apis/testplan/Plans/{planId}/suites' },
      paging: pages,
      parent: eachPlan,
      pushdown: [
        expandSuites,
        { column: 'TreeView', operators: ['='], send: { asTreeView: '$value' } },
      ],
    },
    {
      name: 'suite by number',
      request: { path: '{project}/_apis/testplan/Plans/{planId}/suites/{suiteId}' },
      rows: '',
      parent: eachPlan,
      requires: { suiteId: 'Id' },
      pushdown: [expandSuites],
      missingIsEmpty: true,
    },
  ],
})

const eachSuite: ParentLink = {
  table: 'TestSuites',
  parameters: { project: 'ProjectId', planId: 'PlanId', suiteId: 'Id' },
}

const suiteOfParent: ColumnDefinitions = {
  TestPlanId: fromParent('integer', 'PlanId', 'Number of the plan.'),
  TestPlanName: text('testPlan.name', 'Name of the plan.'),
  TestSuiteId: fromParent('integer', 'Id', 'Number of the suite.'),
  TestSuiteName: text('testSuite.name', 'Name of the suite.'),
}
const toSuite = { columns: ['TestSuiteId'], table: 'TestSuites', references: ['Id'] } as const
const toPlan = { columns: ['TestPlanId'], table: 'TestPlans', references: ['Id'] } as const

// covers P-TBL-36
const testCases: Table = defineTable({
  name: 'TestCases',
  doc: 'Test cases of the suites, each once for every suite that it is in: one request for each suite.',
  area: 'test',
  levels,
  key: ['TestSuiteId', 'Id'],
  foreignKeys: [
    toSuite,
    toPlan,
    toProject,
    { columns: ['Id'], table: 'WorkItems', references: ['Id'] },
  ],
  columns: {
    Id: integer('workItem.id', 'Number of the test case, which is a work item.', {
      aliases: ['WorkItemId', 'TestCaseId'],
    }),
    Name: text('workItem.name', 'Title of the test case.', { aliases: ['WorkItemName'] }),
    ...suiteOfParent,
    ...projectOfPlan,
    Order: integer('order', 'Place in the suite.'),
    PointAssignments: json('pointAssignments', 'Configurations and testers of its test points.'),
    WorkItemFields: json('workItem.workItemFields', 'Fields of the work item.'),
    Links: json('links', 'Related addresses.'),
    ConfigurationIds: parameter(
      'integer',
      'Number of a configuration that test cases are to be run in; with IN they have all of them.',
    ),
  },
  access: [
    {
      name: 'test cases of a suite',
      request: { path: '{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestCase' },
      paging: pages,
      parent: eachSuite,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { testIds: '$values' },
          maxValues: 100,
        },
        {
          column: 'ConfigurationIds',
          operators: ['=', 'in'],
          send: { configurationIds: '$values' },
          maxValues: 100,
        },
      ],
    },
  ],
})

// covers P-TBL-08 (TestPoints)
const testPoints: Table = defineTable({
  name: 'TestPoints',
  doc: 'Test cases with the configuration that they are to be run in and how that went last: one request for each suite.',
  kind: 'view',
  area: 'test',
  levels,
  key: ['TestPlanId', 'Id'],
  foreignKeys: [
    toSuite,
    toPlan,
    toProject,
    { columns: ['TestCaseId'], table: 'WorkItems', references: ['Id'] },
    {
      columns: ['ProjectId', 'ConfigurationId'],
      table: 'TestConfigurations',
      references: ['ProjectId', 'Id'],
    },
  ],
  columns: {
    Id: integer('id', 'Number of the test point.', { aliases: ['TestPointId'] }),
    ...suiteOfParent,
    ...projectOfPlan,
    TestCaseId: integer('testCaseReference.id', 'Number of the test case.'),
    TestCaseName: text('testCaseReference.name', 'Title of the test case.'),
    TestCaseState: text('testCaseReference.state', 'State of the test case.'),
    ...identity('TestCaseAssignedTo', 'testCaseReference.assignedTo', {
      doc: 'the one that the test case is assigned to',
    }),
    ConfigurationId: integer('configuration.id', 'Number of the configuration.'),
    ConfigurationName: text('configuration.name', 'Name of the configuration.'),
    ...identity('Tester', 'tester', { doc: 'the tester' }),
    IsActive: boolean('isActive', 'Whether the point is to be run.'),
    IsAutomated: boolean('isAutomated', 'Whether the test case is automated.'),
    Comment: text('comment', 'Comment on the point.'),
    LastResetToActive: timestamp('lastResetToActive', 'When the point was last reset.'),
    ...identity('LastUpdatedBy', 'lastUpdatedBy', { doc: 'the one who changed the point last' }),
    LastUpdatedDate: timestamp('lastUpdatedDate', 'When the point was changed last.'),
    ResultsOutcome: choice(
      'results.outcome',
      [
        'unspecified',
        'none',
        'passed',
        'failed',
        'inconclusive',
        'timeout',
        'aborted',
        'blocked',
        'notExecuted',
        'warning',
        'error',
        'notApplicable',
        'paused',
        'inProgress',
        'notImpacted',
        'maxValue',
      ],
      'Outcome of the last result.',
    ),
    ResultsState: choice(
      'results.state',
      ['none', 'ready', 'completed', 'notReady', 'inProgress', 'maxValue'],
      'State of the point.',
    ),
    ResultsFailureType: choice(
      'results.failureType',
      ['none', 'regression', 'new_Issue', 'known_Issue', 'unknown', 'null_Value', 'maxValue'],
      'Kind of the last failure.',
    ),
    ResultsLastResolutionState: choice(
      'results.lastResolutionState',
      [
        'none',
        'needsInvestigation',
        'testIssue',
        'productIssue',
        'configurationIssue',
        'nullValue',
        'maxValue',
      ],
      'What was found out about the last failure.',
    ),
    ResultsLastResultState: choice(
      'results.lastResultState',
      ['unspecified', 'pending', 'queued', 'inProgress', 'paused', 'completed', 'maxValue'],
      'How far the last result is.',
    ),
    ResultsLastResultId: integer('results.lastResultId', 'Number of the last result in its run.'),
    ResultsLastTestRunId: integer('results.lastTestRunId', 'Run of the last result.'),
    ResultsLastRunBuildNumber: text('results.lastRunBuildNumber', 'Build of the last result.'),
    ResultsLastResultDetails: json(
      'results.lastResultDetails',
      'When, for how long and by whom it was run last.',
    ),
    Links: json('links', 'Related addresses.'),
  },
  access: [
    {
      name: 'test points of a suite',
      request: {
        path: '{project}/_apis/testplan/Plans/{planId}/Suites/{suiteId}/TestPoint',
        query: { includePointDetails: 'true', returnIdentityRef: 'true' },
      },
      paging: pages,
      parent: eachSuite,
      pushdown: [
        {
          column: 'Id',
          operators: ['=', 'in'],
          send: { testPointIds: '$values' },
          maxValues: 100,
        },
        { column: 'TestCaseId', operators: ['='], send: { testCaseId: '$value' } },
      ],
    },
  ],
})

// covers P-TBL-05 (TestConfigurations)
const testConfigurations: Table = defineTable({
  name: 'TestConfigurations',
  doc: 'What tests are run with: a value for each test variable that counts.',
  area: 'test',
  levels,
  // Nobody says whether two projects can have configurations of one number.
  key: ['ProjectId', 'Id'],
  foreignKeys: [toProject],
  columns: {
    Id: integer('id', 'Number of the configuration.'),
    Name: text('name', 'Name of the configuration.'),
    Description: text('description', 'Description of the configuration.'),
    ...askedProject,
    State: choice('state', ['active', 'inactive'], 'Whether the configuration is in use.'),
    IsDefault: boolean('isDefault', 'Whether new test plans take it.'),
    Values: json('values', 'Test variables with the chosen values.'),
  },
  access: [
    {
      name: 'configurations of a project',
      request: { path: '{project}/_apis/testplan/configurations' },
      paging: pages,
      parent: eachProject,
    },
  ],
})

// covers P-TBL-05 (TestVariables)
const testVariables: Table = defineTable({
  name: 'TestVariables',
  doc: 'What test configurations choose a value of, such as the browser.',
  area: 'test',
  levels,
  key: ['ProjectId', 'Id'],
  foreignKeys: [toProject],
  columns: {
    Id: integer('id', 'Number of the variable.'),
    Name: text('name', 'Name of the variable.'),
    Description: text('description', 'Description of the variable.'),
    ...askedProject,
    Values: json('values', 'Values that can be chosen.'),
  },
  access: [
    {
      name: 'variables of a project',
      request: { path: '{project}/_apis/testplan/variables' },
      paging: pages,
      parent: eachProject,
    },
  ],
})

/** Test plans and what they hold. */
export const testPlanTables: readonly Table[] = [
  testPlans,
  testSuites,
  testCases,
  testPoints,
  testConfigurations,
  testVariables,
]
