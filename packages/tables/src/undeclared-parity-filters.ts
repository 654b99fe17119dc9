/**
 * Conditions that other drivers send and that no column stands for, with the reason: table -> name of the condition ->
 * reason.
 */
export const undeclaredParityFilters: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  BuildDefinitions: {
    BuildDate: 'BuiltAfter and NotBuiltAfter say it, and LatestBuildQueueTime in every row',
  },
  TestSuites: {
    TestCaseId: 'TestCases says which suites a test case is in',
  },
  Releases: {
    TopGateRecoards: 'bounds what the answer about one release says of its gates; it is no table',
  },
}
