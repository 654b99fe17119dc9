import type { Table } from '@devopsql/schema'
import { agentTables } from './areas/agents.ts'
import { auditTables } from './areas/audit.ts'
import { boardTables } from './areas/boards.ts'
import { buildTables } from './areas/build.ts'
import { buildRunTables } from './areas/build-runs.ts'
import { buildSettingsTables } from './areas/build-settings.ts'
import { classificationTables } from './areas/classification.ts'
import { coreTables } from './areas/core.ts'
import { dashboardTables } from './areas/dashboards.ts'
import { deploymentTables } from './areas/deployments.ts'
import { elasticPoolTables } from './areas/elastic-pools.ts'
import { entitlementTables } from './areas/entitlements.ts'
import { environmentTables } from './areas/environments.ts'
import { extensionTables } from './areas/extensions.ts'
import { feedTables } from './areas/feeds.ts'
import { gitTables } from './areas/git.ts'
import { gitCommitTables } from './areas/git-commits.ts'
import { gitRefTables } from './areas/git-refs.ts'
import { gitRepositoryListTables } from './areas/git-repository-lists.ts'
import { graphTables } from './areas/graph.ts'
import { identityTables } from './areas/identities.ts'
import { informationSchemaTables } from './areas/information-schema.ts'
import { libraryTables } from './areas/library.ts'
import { notificationTables } from './areas/notifications.ts'
import { packageTables } from './areas/packages.ts'
import { pipelineTables } from './areas/pipelines.ts'
import { planTables } from './areas/plans.ts'
import { policyTables } from './areas/policies.ts'
import { processTables } from './areas/processes.ts'
import { projectPropertyTables } from './areas/project-properties.ts'
import { pullRequestContentTables } from './areas/pull-request-contents.ts'
import { releaseDefinitionTables } from './areas/release-definitions.ts'
import { releaseTables } from './areas/releases.ts'
import { savedQueryTables } from './areas/saved-queries.ts'
import { searchTables } from './areas/search.ts'
import { securityTables } from './areas/security.ts'
import { serviceHookTables } from './areas/service-hooks.ts'
import { systemTables } from './areas/system.ts'
import { teamSettingsTables } from './areas/team-settings.ts'
import { testPlanTables } from './areas/test-plans.ts'
import { testRunTables } from './areas/test-runs.ts'
import { tfvcTables } from './areas/tfvc.ts'
import { wikiTables } from './areas/wikis.ts'
import { workItemHistoryTables } from './areas/work-item-history.ts'
import { workItemLinkTables } from './areas/work-item-links.ts'
import { workItemSettingsTables } from './areas/work-item-settings.ts'
import { workItemTypeTables } from './areas/work-item-types.ts'
import { workItemTables } from './areas/work-items.ts'

/** Every table of the Azure DevOps data model, area by area. */
export const tables: readonly Table[] = [
  ...coreTables,
  ...projectPropertyTables,
  ...graphTables,
  ...entitlementTables,
  ...identityTables,
  ...securityTables,
  ...auditTables,
  ...workItemTables,
  ...workItemTypeTables,
  ...workItemSettingsTables,
  ...workItemHistoryTables,
  ...workItemLinkTables,
  ...classificationTables,
  ...savedQueryTables,
  ...gitTables,
  ...gitRefTables,
  ...gitCommitTables,
  ...gitRepositoryListTables,
  ...pullRequestContentTables,
  ...policyTables,
  ...tfvcTables,
  ...buildTables,
  ...buildRunTables,
  ...buildSettingsTables,
  ...pipelineTables,
  ...agentTables,
  ...elasticPoolTables,
  ...environmentTables,
  ...libraryTables,
  ...releaseDefinitionTables,
  ...releaseTables,
  ...deploymentTables,
  ...processTables,
  ...teamSettingsTables,
  ...boardTables,
  ...planTables,
  ...dashboardTables,
  ...wikiTables,
  ...testPlanTables,
  ...testRunTables,
  ...feedTables,
  ...packageTables,
  ...serviceHookTables,
  ...notificationTables,
  ...extensionTables,
  ...searchTables,
  ...systemTables,
  ...informationSchemaTables,
]

const byName: ReadonlyMap<string, Table> = new Map(
  tables.map((table) => [table.name.toLowerCase(), table]),
)

/** The table of that name, letter case ignored. */
export function findTable(name: string): Table | undefined {
  return byName.get(name.toLowerCase())
}
