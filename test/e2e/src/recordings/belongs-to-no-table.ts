const reasons: Readonly<Record<string, readonly string[]>> = {
  'an entity of Analytics, which is no table yet': [
    'analytics/aggregate-count',
    'analytics/aggregate-two-sums',
    'analytics/expand-children',
    'analytics/expand-links',
    'analytics/expand-links-filtered-target',
    'analytics/expand-parent',
    'analytics/groupby-navigation',
    'analytics/groupby-type',
    'analytics/groupby-type-state',
    'analytics/projects-select',
  ],
  'where services live and who asks, which is no table': [
    'core/get-connection-data',
    'core/get-connection-data-api-4',
    'core/get-resource-areas',
    'core/get-resource-areas-api-4',
    'core/options-resource-locations-dev',
    'core/options-resource-locations-vsaex-dev',
    'core/options-resource-locations-vssps-dev',
  ],
  'an operation that runs on, which is no table': [
    'core/get-operations-by-id',
    'core/get-operations-by-id-api-4',
    'core/post-projects',
  ],
  'processes as projects take them, which Processes reads of work item tracking': [
    'core/get-processes',
    'core/get-processes-api-4',
  ],
  'banners, which are no table': ['core/get-settings-entries-host-global-message-banners-api-4'],
  'tasks of pipelines, which are no table': [
    'distributed-task/get-tasks-0-0-18-api-4',
    'distributed-task/get-tasks-0-0-22-api-4',
    'distributed-task/get-tasks-api-4',
  ],
  'what a push has done, which is no branch': ['git/post-repositories-refs'],
  'what stands for something else of the graph, which is no table': [
    'graph/get-descriptors-by-storage-key',
    'graph/post-subjectlookup',
  ],
  'both roots of the areas and iterations at once, which tables read one by one': [
    'wit/get-classificationnodes-with-depth',
  ],
  'one node as an answer to what made it or asked for it alone, without those above': [
    'wit/get-classificationnodes-by-path',
    'wit/get-classificationnodes-with-ids',
    'wit/post-classificationnodes-by-path',
  ],
}

/** Recordings that show no row of any table, by file, with what they show instead. */
export const belongsToNoTable: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(reasons).flatMap(([reason, files]) => files.map((file) => [file, reason])),
)
