import type { Route } from '../router.ts'
import { agentRoutes } from './agents.ts'
import { auditRoutes } from './audit.ts'
import { boardRoutes } from './boards.ts'
import { buildContentRoutes } from './build-contents.ts'
import { definitionRoutes } from './build-definitions.ts'
import { buildSettingsRoutes } from './build-settings.ts'
import { buildRoutes } from './builds.ts'
import { classificationRoutes } from './classification-nodes.ts'
import { commitContentRoutes } from './commit-contents.ts'
import { coreRoutes } from './core.ts'
import { dashboardRoutes } from './dashboards.ts'
import { deploymentRoutes } from './deployments.ts'
import { elasticPoolRoutes } from './elastic-pools.ts'
import { entitlementRoutes } from './entitlements.ts'
import { environmentRoutes } from './environments.ts'
import { extensionRoutes } from './extensions.ts'
import { feedRoutes } from './feeds.ts'
import { commitRoutes } from './git-commits.ts'
import { refRoutes } from './git-refs.ts'
import { repositoryRoutes } from './git-repositories.ts'
import { repositoryListRoutes } from './git-repository-lists.ts'
import { graphRoutes } from './graph.ts'
import { identityRoutes } from './identities.ts'
import { libraryRoutes } from './library.ts'
import { notificationRoutes } from './notifications.ts'
import { pipelineRunRoutes } from './pipeline-runs.ts'
import { planRoutes } from './plans.ts'
import { policyRoutes } from './policies.ts'
import { processListRoutes } from './process-lists.ts'
import { processTypeRoutes } from './process-types.ts'
import { processRoutes } from './processes.ts'
import { projectPropertyRoutes } from './project-properties.ts'
import { pullRequestContentRoutes } from './pull-request-contents.ts'
import { pullRequestRoutes } from './pull-requests.ts'
import { pushRoutes } from './pushes.ts'
import { recycleBinRoutes } from './recycle-bin.ts'
import { releaseDefinitionRoutes } from './release-definitions.ts'
import { releaseRoutes } from './releases.ts'
import { reportingRevisionRoutes } from './reporting-revisions.ts'
import { savedQueryRoutes } from './saved-queries.ts'
import { searchRoutes } from './search.ts'
import { securityRoutes } from './security.ts'
import { serviceHookRoutes } from './service-hooks.ts'
import { teamSettingsRoutes } from './team-settings.ts'
import { testPlanRoutes } from './test-plans.ts'
import { testRunRoutes } from './test-runs.ts'
import { testSessionRoutes } from './test-sessions.ts'
import { tfvcRoutes } from './tfvc.ts'
import { wikiRoutes } from './wikis.ts'
import { wiqlRoutes } from './wiql.ts'
import { workItemCommentRoutes } from './work-item-comments.ts'
import { workItemRevisionRoutes } from './work-item-revisions.ts'
import { workItemSettingsRoutes } from './work-item-settings.ts'
import { workItemTypeRoutes } from './work-item-types.ts'
import { workItemRoutes } from './work-items.ts'

export const routes: readonly Route[] = [
  ...coreRoutes,
  ...projectPropertyRoutes,
  ...graphRoutes,
  ...entitlementRoutes,
  ...identityRoutes,
  ...securityRoutes,
  ...auditRoutes,
  ...repositoryRoutes,
  ...refRoutes,
  ...commitRoutes,
  ...commitContentRoutes,
  ...pushRoutes,
  ...pullRequestRoutes,
  ...pullRequestContentRoutes,
  ...policyRoutes,
  ...repositoryListRoutes,
  ...tfvcRoutes,
  ...definitionRoutes,
  ...buildRoutes,
  ...buildSettingsRoutes,
  ...buildContentRoutes,
  ...pipelineRunRoutes,
  ...agentRoutes,
  ...elasticPoolRoutes,
  ...environmentRoutes,
  ...libraryRoutes,
  ...releaseDefinitionRoutes,
  ...releaseRoutes,
  ...deploymentRoutes,
  ...dashboardRoutes,
  ...wikiRoutes,
  ...feedRoutes,
  ...serviceHookRoutes,
  ...notificationRoutes,
  ...extensionRoutes,
  ...searchRoutes,
  ...testPlanRoutes,
  ...testRunRoutes,
  ...testSessionRoutes,
  ...wiqlRoutes,
  ...savedQueryRoutes,
  ...workItemRoutes,
  ...workItemRevisionRoutes,
  ...workItemCommentRoutes,
  ...reportingRevisionRoutes,
  ...recycleBinRoutes,
  ...workItemTypeRoutes,
  ...workItemSettingsRoutes,
  ...classificationRoutes,
  ...processRoutes,
  ...processTypeRoutes,
  ...processListRoutes,
  ...teamSettingsRoutes,
  ...boardRoutes,
  ...planRoutes,
]
